"""Names that an output has lost, written in Latin letters into the source for another attempt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from translate import gazetteer
from translate.arabic import fold
from translate.fidelity import names
from translate.fidelity.tokens import Token, listed, scan
from translate.names.pairs import arabic_words, clitic_of, forms
from translate.names.speller import Speller
from translate.names.tagger import Tagger

_TITLES = frozenset(
    map(
        fold,
        listed(
            "رئيس رئيسة وزير وزيرة أمير أميرة ملك ملكة شيخ سيد سيدة دكتور لواء جنرال قائد نائب قاض "
            "قاضي قاضية شاب شابة"
        ),
    )
)
"""Words before a name that the tagger may take for part of it; they have an English of their
own."""

_SPELT = 0.88
"""Least similarity of a name that counts as spelt right; a sentence is translated again for what
only resembles one."""

_SAME = 0.95
"""Least similarity of a name that is left as the model spelt it."""
_RESEMBLES = 0.5
"""Least similarity of a name in the output that is meant for one in the source."""

_ARTICLE = "al-"

MODEL = Path(__file__).parent / "names.safetensors"


class Hints:
    """``lost`` counts names that an output lacks, ``hinted`` writes them into the source for
    another attempt, ``respelt`` puts right what only resembles them in the output."""

    def __init__(self, tagger: Tagger, speller: Speller, signature: str = "") -> None:
        self._tagger, self._speller = tagger, speller
        self.signature = signature

    @classmethod
    @cache
    def load(cls, path: Path = MODEL) -> Hints:
        """The models that come with the project, or those of ``path``."""
        from translate.names.store import load

        return cls(*load(path))

    def lost(self, source: str, output: str) -> int:
        """How many names of the normalised Arabic ``source`` no word of ``output`` sounds like."""
        latin = _latin(output)
        return sum(_heard(word, latin) is None for run in self._runs(source) for word in run)

    def hinted(self, source: str, output: str) -> str:
        """``source`` with the names that ``output`` lost written in Latin letters: a word that the
        output has as spelt there, the others by the speller."""
        latin, capital = _latin(output), _latin(output, capital=True)
        parts: list[str] = []
        end = 0
        for run in self._runs(source):
            if all(_heard(word, latin) for word in run):
                continue
            words = [source[word.start : word.end] for word in run]
            letters = self._speller.phrase(words)
            written = []
            for at, (word, name) in enumerate(zip(words, letters, strict=True)):
                compound = not name or letters[at + 1 : at + 2] == [""]
                known = None if compound else _heard(run[at], capital)
                clitic = clitic_of(word, known) if known else ""
                written.append(f"{clitic} {known}".strip() if known else name)
            parts += [source[end : run[0].start], " ".join(filter(None, written))]
            end = run[-1].end
        return "".join([*parts, source[end:]])

    def respelt(self, source: str, output: str) -> str:
        """``output`` with its misspelt names spelt by their letters. Such a name resembles a name
        of ``source`` that nothing in ``output`` spells, and no word of ``source`` accounts for
        it, in Arabic letters or, as glossary and gazetteer write terms into it, in Latin ones."""
        words, latin, given = arabic_words(source), _latin(output), _latin(source)
        spare = [
            name
            for name in names.candidates(scan(output))
            if name.text not in given
            and not any(names.alike(word.text, name.text) >= _SAME for word in words)
        ]
        changes: dict[str, str] = {}
        for word, spelling in self._spellings(source):
            if names.heard(word.text, latin, _SAME) is None:
                left = [name.text for name in spare if name.text not in changes]
                meant = names.heard(word.text, left, _RESEMBLES)
                if meant:
                    changes[meant] = meant if _holds(meant, spelling) else spelling
        for name in reversed(spare):
            if name.text in changes:
                begin, end = name.span
                output = output[:begin] + changes[name.text] + output[end:]
        return output

    def _spellings(self, source: str) -> Iterator[tuple[Token, str]]:
        """Names of one word with their spelling, clitics and article apart: English says Khattabi
        for الخطابي as well. Compounds are left out."""
        for run in self._runs(source):
            letters = self._speller.phrase([source[word.start : word.end] for word in run])
            for word, written in zip(run, letters, strict=True):
                clitic, _, spelling = written.rpartition(" ")
                if spelling and len(clitic) <= 1:
                    yield word, spelling.removeprefix(_ARTICLE)

    @lru_cache(maxsize=1 << 12)  # noqa: B019 - lives as long as the program
    def _runs(self, source: str) -> list[list[Token]]:
        """Neighbouring words that are names, without titles and nationalities."""
        words = arabic_words(source)
        flags = self._tagger.names([word.text for word in words])
        runs: list[list[Token]] = []
        for word, flag in zip(words, flags, strict=True):
            if not flag or _is_title(word.text):
                continue
            follows = bool(runs) and source[runs[-1][-1].end : word.start] == " "
            if _is_nationality(word.text, follows):
                continue
            if follows:
                runs[-1].append(word)
            else:
                runs.append([word])
        return runs


def _is_title(word: str) -> bool:
    return any(form.removeprefix("ال") in _TITLES for form in forms(word))


def _is_nationality(word: str, follows: bool) -> bool:
    """Whether a word means a people. كيني alone may be Kenny as well, and what ``follows`` a name
    a surname: محمد المصري."""
    nations = gazetteer.nationalities()
    if follows and word.removeprefix("ال") in nations and word.endswith("ي"):
        return False
    return any(
        bare in nations and (bare != form or not bare.endswith("ي"))
        for form in forms(word)
        for bare in (form, form.removeprefix("ال").removeprefix("لل"))
    )


def _latin(output: str, capital: bool = False) -> tuple[str, ...]:
    """Words in Latin letters; those with a ``capital`` alone can be names."""
    words = (token.text for token in scan(output) if token.kind == "latin")
    return tuple(word for word in words if word[0].isupper() or not capital)


def _holds(name: str, spelling: str) -> bool:
    """Whether ``name`` is ``spelling`` or a compound of it: Ramallah of Ram."""
    name, spelling = name.lower(), spelling.lower()
    return name.startswith(spelling) or name.endswith(spelling)


def _heard(word: Token, latin: Sequence[str]) -> str | None:
    """The word of ``latin`` that spells the Arabic one, or ``None``."""
    return names.heard(word.text, latin, _SPELT)
