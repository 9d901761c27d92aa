"""Words that a piece of news turns on, and whether the English has anything that renders them.

Names and figures can all be right in a sentence that says "strengthened" for "worsened". For some
words the English has so few renderings that the absence of all of them is an error on its face:
they stand in ``data/key_words.tsv``, with the renderings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from translate.arabic import fold
from translate.article import Flag
from translate.fidelity.lexicon import lines
from translate.fidelity.tokens import Token, listed

_CLITICS = listed("ال و ب ل ف ك س وال بال لل فال كال ولل وب ول وس فس وبال وكال")
_PERSONS = ("", "ي", "ت", "ن")
_ENDINGS = frozenset(
    map(
        fold,
        listed(
            "ة ت تا تم وا ون ين ان ات ي ية يا يين يون يات ها ه هم هما هن نا ك كم ا اء ته تها تهم "
            "تين ونه ونها ونهم اته اتها اتهم اتنا ني انه انها انهم وه وها وهم"
        ),
    )
)
_LONGEST_ENDING = 4
_OTHERS = frozenset(map(fold, listed("فاتهم")))
"""Words that only look like one of them."""


class KeyWord(NamedTuple):
    """``rendered`` finds any of its renderings in English."""

    meaning: str
    rendered: re.Pattern[str]


def check(arabic: Sequence[Token], folded: str, target: str) -> list[Flag]:
    """Flags of kind ``word`` between the folded Arabic and its ``target``, one for each meaning."""
    flags = []
    said: set[str] = set()
    for word, start, end in _found(arabic, folded):
        if word.meaning not in said and not word.rendered.search(target):
            said.add(word.meaning)
            note = f"the Arabic has a word for “{word.meaning}”, the English none"
            flags.append(Flag("word", "high", note, (start, end), None))
    return flags


def _found(arabic: Sequence[Token], folded: str) -> list[tuple[KeyWord, int, int]]:
    found = []
    for token in arabic:
        if token.kind == "arabic" and (word := _of(token.text)):
            found.append((word, token.start, token.end))
    for phrase, word in _table()[2].items():
        if match := phrase.search(folded):
            found.append((word, *match.span()))
    return found


@lru_cache(maxsize=1 << 14)
def _of(token: str) -> KeyWord | None:
    exact, stems, _ = _table()
    if token in exact or token in _OTHERS:
        return exact.get(token)
    for clitic in ("", *_CLITICS):
        if not token.startswith(clitic):
            continue
        bare = token[len(clitic) :]
        if clitic == "و" and bare in exact:
            return exact[bare]
        for person in _PERSONS if not clitic.endswith(("ال", "لل")) else ("",):
            if not bare.startswith(person):
                continue
            body = bare[len(person) :]
            for cut in range(_LONGEST_ENDING + 1):
                stem, ending = body[: len(body) - cut], body[len(body) - cut :]
                if stem in stems and (not ending or ending in _ENDINGS):
                    return stems[stem]
    return None


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, KeyWord], dict[str, KeyWord], dict[re.Pattern[str], KeyWord]]:
    """Folded words as they are, stems, and phrases."""
    exact: dict[str, KeyWord] = {}
    stems: dict[str, KeyWord] = {}
    phrases: dict[re.Pattern[str], KeyWord] = {}
    for line in lines("key_words.tsv"):
        meaning, arabic, english = line.split("\t")
        word = KeyWord(meaning, _rendering(english.split()))
        for form in arabic.split():
            if "_" in form:
                phrases[_phrase(form)] = word
            elif form.startswith("="):
                exact[fold(form[1:])] = word
            else:
                stems[fold(form)] = word
    return exact, stems, phrases


def _rendering(stems: Sequence[str]) -> re.Pattern[str]:
    ways = []
    for stem in stems:
        start, end = "" if stem.startswith("*") else r"\b", r"\b" if stem.endswith(".") else ""
        ways.append(start + stem.strip("*.").replace("_", " ") + end)
    return re.compile("|".join(ways), re.IGNORECASE)


def _phrase(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)[وفبلك]{{0,2}}{fold(form).replace('_', '[ -]')}\w{{0,2}}(?!\w)")
