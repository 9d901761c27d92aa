"""Whether every name of the English has a reason in the source.

A capitalised word that is no common word must be spelt by some Arabic word, be the English of an
Arabic place or people, stand in Latin letters in the source, or come from the glossary. What is
left over was invented by the model: the worst error there is, because it reads so well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from translate import gazetteer
from translate.article import Flag, Severity, Span
from translate.fidelity import dates, lexicon
from translate.fidelity.tokens import Token, listed
from translate.transliteration import latin_letters, similarity, sounds

_ACCEPTED = 0.78
_ACCEPTED_SHORT = 0.85
"""Least similarity of a name, and of one of four letters or fewer."""
_ACCEPTED_BESIDE = 0.6
"""The same for a name whose neighbour is spelt by the neighbouring Arabic word."""
_DOUBTFUL = 0.7
"""From here a name may be meant for the Arabic word; below it is another name."""
_EXACT = 0.95
_NEIGHBOUR = 16
"""Most characters between the starts of two neighbouring Arabic words of one name."""
_POSSESSIVE = re.compile(r"['’]s?$")
_DATES = frozenset(dates.ENGLISH_NAMES)
_CLITICS = ("ال", "و", "ب", "ل", "ف", "ك", "وال", "بال", "لل", "فال", "كال", "ولل", "وب", "ول")
_NISBA = ("ي", "يه", "يا", "يين", "يون", "يات", "ين", "ون", "ان", "ات", "ه")
_LATIN_ENDINGS = ("ians", "ian", "ans", "ese", "ish", "an", "ic", "is", "es", "i", "s", "n")
_SAID = frozenset(
    listed(
        "said says told added announced confirmed denied stressed warned met visited "
        "called asked declared expressed explained noted argued claimed pledged urged "
        "vowed has is was had will also himself herself"
    )
)


class _Name(NamedTuple):
    """A candidate; ``opens`` is true for a single word that opens a sentence, where a capital says
    little. ``follows`` is true when the name before it is its immediate neighbour."""

    text: str
    span: Span
    opens: bool
    follows: bool


class _Word(NamedTuple):
    form: str
    span: Span


class _Match(NamedTuple):
    score: float
    word: _Word | None


def check(
    source: Sequence[Token], target: Sequence[Token], known: Iterable[str] = ()
) -> list[Flag]:
    """Flags of kind ``name`` for the English names that the folded Arabic does not account for.

    ``known`` are words accounted for by other means (the English of glossary terms found). Severity
    is high for what nothing in the Arabic resembles; medium for a doubtful spelling, and for one
    word that opens a sentence; low for an acronym, which may stand for a name written out.
    """
    names = candidates(target)
    if not names:
        return []
    accounted = {word.lower() for word in known}
    accounted |= {token.text.lower() for token in source if token.kind == "latin"}
    accounted |= lexicon.accounted([token.text for token in source if token.kind == "arabic"])
    words, function_words = _words(source)
    # Beijing sounds like the first half of بيونج يانج, which is known to be Pyongyang.
    famous = {name.text for name in names} & gazetteer.names()
    unnamed = _unnamed(source, words) if famous else words
    matches = []
    for name in names:
        if name.text.lower() in accounted:
            matches.append(_Match(1.0, None))
            continue
        latin = latin_letters(name.text)
        match = _best(latin, unnamed if name.text in famous else words)
        if len(latin) < 4 and match.score < _EXACT:
            match = max(match, _best(latin, function_words), key=lambda m: m.score)
        matches.append(match)
    good = [_is_spelt(name, match) for name, match in zip(names, matches, strict=True)]
    flags = []
    for at, (name, match) in enumerate(zip(names, matches, strict=True)):
        before = at > 0 and name.follows and good[at - 1]
        after = at + 1 < len(names) and names[at + 1].follows and good[at + 1]
        beside = (before and _adjacent(matches[at - 1], match)) or (
            after and _adjacent(match, matches[at + 1])
        )
        if not good[at] and not (beside and match.score >= _ACCEPTED_BESIDE):
            flags.append(_flag(name, match))
    return flags


def spelt(source: Sequence[Token], target: Sequence[Token]) -> list[tuple[Span, str]]:
    """The span of a folded Arabic word, and the name of ``target`` that spells it; not what is
    known to be the English of an Arabic name that sounds otherwise, nor acronyms."""
    words, _ = _words(source)
    known = lexicon.accounted([token.text for token in source if token.kind == "arabic"])
    found = []
    for name in candidates(target):
        if name.text.lower() in known or _is_acronym(name.text):
            continue
        match = _best(latin_letters(name.text), words)
        if match.word is not None and _is_spelt(name, match):
            found.append((match.word.span, name.text))
    return found


def heard(word: str, latin: Sequence[str], least: float = _DOUBTFUL) -> str | None:
    """Which of the ``latin`` words is meant for the folded Arabic ``word``: one that is known to be
    its English, or the one that sounds most like it, if its similarity is at ``least`` that."""
    score, text = max(((alike(word, text), text) for text in latin), default=(0.0, ""))
    return _POSSESSIVE.sub("", text) if score >= least else None


@lru_cache(maxsize=1 << 14)
def alike(word: str, text: str) -> float:
    """How well the Latin ``text`` spells the folded Arabic ``word``, clitics apart, from 0 to 1; 1
    for its known English too."""
    if text.lower() in lexicon.accounted([word]):
        return 1.0
    words = [_Word(form, (0, len(word))) for form in _forms(word)]
    plain = latin_letters(_POSSESSIVE.sub("", text))
    return _best(plain, words).score if plain else 0.0


def check_english(source: Sequence[Token], target: Sequence[Token]) -> list[Flag]:
    """Flags of kind ``name`` for names that the English ``source`` does not have in any case,
    number or accent, nor as the initials of an acronym."""
    latin = [_POSSESSIVE.sub("", token.text) for token in source if token.kind == "latin"]
    lower = {word.lower() for word in latin}
    known = set(map(latin_letters, latin))
    initials = "".join(word[0].lower() for word in latin)
    flags = []
    for name in candidates(target):
        plain = latin_letters(name.text)
        if any(form in known or form + "s" in known for form in _latin_forms(plain)):
            continue
        if not lower.isdisjoint(lexicon.related(name.text.lower())):
            continue
        if any(_same_stem(plain, word) for word in known):
            continue
        acronym = _is_acronym(name.text)
        if acronym and plain in initials:
            continue
        severity: Severity = "low" if acronym else "medium" if name.opens else "high"
        note = f"{name.text} is not in the source"
        flags.append(Flag("name", severity, note, None, name.span))
    return flags


def _same_stem(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) > 4 and long.startswith(short) and len(long) - len(short) < 4


def candidates(target: Sequence[Token]) -> list[_Name]:
    """The words of an English sentence that can only be names (or foreign words)."""
    return list(_candidates(target))


def _candidates(target: Sequence[Token]) -> Iterator[_Name]:
    last = -2
    for at, token in enumerate(target):
        if token.kind != "latin" or not token.text[0].isupper():
            continue
        text = _POSSESSIVE.sub("", token.text)
        lower = text.lower()
        if len(text) < 2 or lexicon.is_common(lower) or lower in _DATES:
            continue
        follows = at - last == 1 or (at - last == 2 and target[at - 1].text in "-.")
        last = at
        yield _Name(text, (token.start, token.start + len(text)), _opens(target, at), follows)


def _opens(target: Sequence[Token], at: int) -> bool:
    before = next((t for t in reversed(target[:at]) if t.text not in "\"'“‘(["), None)
    if before is not None and before.text not in (".", "!", "?", ":", "-", "–", "—", "•", "…"):
        return False
    after = target[at + 1] if at + 1 < len(target) else None
    return after is None or not (after.text[0].isupper() or after.text in _SAID)


def _is_acronym(text: str) -> bool:
    """Mostly capitals, and shorter than the surnames that some style sheets print in capitals."""
    return len(text) < 7 and sum(map(str.isupper, text)) * 2 > len(text)


def _is_spelt(name: _Name, match: _Match) -> bool:
    return match.score >= (_ACCEPTED if len(name.text) > 4 else _ACCEPTED_SHORT)


def _adjacent(first: _Match, second: _Match) -> bool:
    if first.word is None or second.word is None:
        return False
    return 0 < second.word.span[0] - first.word.span[0] <= _NEIGHBOUR


def _flag(name: _Name, match: _Match) -> Flag:
    severity: Severity
    if _is_acronym(name.text):
        severity = "low"
    elif match.score >= _DOUBTFUL and match.word is not None:
        note = f"{name.text} is an unlikely spelling of the Arabic"
        return Flag("name", "medium", note, match.word.span, name.span)
    else:
        severity = "medium" if name.opens else "high"
    return Flag("name", severity, f"{name.text} is not in the Arabic", None, name.span)


def _words(source: Sequence[Token]) -> tuple[list[_Word], list[_Word]]:
    """Arabic words with and without clitics and endings, and pairs of neighbours; and apart from
    them the function words, which spell many a short name by chance."""
    arabic = [token for token in source if token.kind == "arabic"]
    words: list[_Word] = []
    function_words: list[_Word] = []
    for at, token in enumerate(arabic):
        span = (token.start, token.end)
        if token.text in lexicon.ARABIC_STOP_WORDS:
            function_words.append(_Word(token.text, span))
        else:
            words += [_Word(form, span) for form in _forms(token.text)]
        if at and token.start - arabic[at - 1].end == 1:
            first = arabic[at - 1]
            words += [_Word(f + token.text, (first.start, token.end)) for f in _stems(first.text)]
    return words, function_words


def _unnamed(source: Sequence[Token], words: Sequence[_Word]) -> list[_Word]:
    """Those of ``words`` in which nothing is known to have an English of its own."""
    arabic = [token for token in source if token.kind == "arabic"]
    known = lexicon.rendered([token.text for token in arabic])
    taken = [(t.start, t.end) for t, named in zip(arabic, known, strict=True) if named]
    return [w for w in words if not any(a < w.span[1] and w.span[0] < b for a, b in taken)]


@lru_cache(maxsize=1 << 14)
def _stems(word: str) -> tuple[str, ...]:
    bare = (word[len(c) :] for c in _CLITICS if word.startswith(c))
    return (word, *(stem for stem in bare if len(stem) >= 2))


@lru_cache(maxsize=1 << 14)
def _forms(word: str) -> tuple[str, ...]:
    stems = _stems(word)
    bare = (
        stem[: -len(ending)]
        for stem in stems
        for ending in _NISBA
        if stem.endswith(ending) and len(stem) - len(ending) >= 3
    )
    return tuple(dict.fromkeys((*stems, *bare)))


def _best(latin: str, words: Sequence[_Word]) -> _Match:
    best = _Match(0.0, None)
    for form in _latin_forms(latin):
        heard = sounds(form)
        for word in words:
            if not _comparable(heard, sounds(word.form)):
                continue
            score = similarity(word.form, form)
            if score > best.score:
                best = _Match(score, word)
                if score >= _EXACT:
                    return best
    return best


@lru_cache(maxsize=1 << 12)
def _latin_forms(latin: str) -> tuple[str, ...]:
    """A name as it stands, and without the ending of a people or a plural."""
    bare = (latin[: -len(e)] for e in _LATIN_ENDINGS if latin.endswith(e))
    return (latin, *(stem for stem in bare if len(stem) >= 4))


def _comparable(latin: tuple[int, ...], arabic: tuple[int, ...]) -> bool:
    """A quick bound: words that differ in two unmistakable sounds are not similar."""
    *others, labials, _ = (a - b for a, b in zip(latin, arabic, strict=True))
    return sum(map(abs, others)) + max(0, labials - arabic[-1], -labials - latin[-1]) < 2
