"""What the name check knows beforehand: common English words, Arabic function words, exonyms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources

from translate import gazetteer
from translate.arabic import fold
from translate.fidelity.tokens import listed

ARABIC_STOP_WORDS = frozenset(
    map(
        fold,
        listed(
            "في من إلى الى على عن أن إن كان كانت كانوا يكون تكون لم لن لا ما هو هي هم هذا هذه "
            "ذلك تلك التي الذي الذين كما قد بعد قبل بين عند مع كل أو ثم حيث حتى منذ خلال أي "
            "أيضا غير إذا لكن ولكن بل هنا هناك عندما بعض أكثر أقل كثير جدا فقط مثل نحو حول ضد "
            "أمام وراء تحت فوق دون بدون عبر لدى لها له لهم به بها منه منها فيه فيها عنه عنها "
            "إليه إليها وقد وكان وكانت ومن وفي وعلى وهو وهي فإن وأن وإن لأن بأن ليس ليست نفس "
            "ذات أحد"
        ),
    )
)
_CLITICS = ("", "ال", "و", "ب", "ل", "ف", "ك", "وال", "بال", "لل", "فال", "كال", "ولل", "وب", "ول")
_COMMON_ENDINGS = (
    *("tion", "tions", "ment", "ments", "ness", "ology", "ological", "graphy", "graphic"),
    *("ical", "ally", "ism", "isms", "ility", "ibility", "ings", "iously", "fully"),
    *("ologist", "ologists", "ician", "icians", "maker", "makers", "worker", "workers"),
)
"""Endings that no name has."""
_LONGEST_ENDING = 4
_LEAST_WHOLE = 4
_KEY = 4  # letters that tell phrases apart, to look for few in a text


def lines(name: str) -> list[str]:
    text = resources.files(__package__).joinpath("data").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(lines("common_words.txt")) | {
        word for line in lines("title_words.txt") for word in line.split()
    }


@lru_cache(maxsize=1 << 14)
def is_common(word: str) -> bool:
    """Whether a lower-case English word is an ordinary one, in any inflection."""
    common = _common()
    if word in common:
        return True
    word = word.removesuffix("'s").removesuffix("’s")
    if word in common:
        return True
    if len(word) > 7 and word.endswith(_COMMON_ENDINGS):
        return True
    for ending in ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "ness"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and (stem in common or stem + "e" in common):
            return True
    return False


@lru_cache(maxsize=1)
def _exonyms() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Folded Arabic stem -> lower-case English words: of one word, and of several."""
    single: dict[str, set[str]] = {}
    several: dict[str, set[str]] = {}

    def add(arabic: str, english: str) -> None:
        stem = fold(arabic)
        words = {word.lower() for word in english.split()}
        (several if " " in stem else single).setdefault(stem, set()).update(words)

    for line in lines("exonyms.tsv"):
        stems, english = line.split("\t")
        for stem in stems.split("|"):
            add(stem, english)
    for entry in (*gazetteer.known(), *gazetteer.entries()):
        add(entry.arabic.removeprefix("ال"), " ".join(entry.english))
    return (
        {stem: frozenset(words) for stem, words in single.items()},
        {stem: frozenset(words) for stem, words in several.items()},
    )


@lru_cache(maxsize=1 << 14)
def _word_accounts(word: str) -> frozenset[str]:
    single, _ = _exonyms()
    found: set[str] = set()
    for clitic in _CLITICS:
        if not word.startswith(clitic):
            continue
        stem = word[len(clitic) :]
        for cut in range(_LONGEST_ENDING + 1):
            if len(stem) - cut >= min(cut, _LEAST_WHOLE):  # of سوليفان is not left سول, Seoul
                found |= single.get(stem[: len(stem) - cut], frozenset())
    return frozenset(found)


@lru_cache(maxsize=1)
def _by_last_word() -> dict[str, list[str]]:
    """Phrases by the first letters of their last word."""
    index: dict[str, list[str]] = {}
    for phrase in _exonyms()[1]:
        index.setdefault(phrase.rpartition(" ")[2][:_KEY], []).append(phrase)
    return index


def _phrases_in(words: Sequence[str]) -> Iterator[str]:
    """Known names of several words that stand in the text of ``words``, clitics and endings on
    them or not."""
    text = " ".join(words)
    index = _by_last_word()
    for start in {word[:size] for word in words for size in range(1, _KEY + 1)}:
        for phrase in index.get(start, ()):
            if phrase in text:
                yield phrase


@lru_cache(maxsize=1)
def _related() -> dict[str, frozenset[str]]:
    related: dict[str, frozenset[str]] = {}
    for table in _exonyms():
        for words in table.values():
            for word in words:
                related[word] = related.get(word, frozenset()) | words
    return related


def related(word: str) -> frozenset[str]:
    """Lower-case English names of the same place or people: Poland, Polish, Poles."""
    return _related().get(word, frozenset())


def rendered(words: Sequence[str]) -> list[bool]:
    """Of each folded Arabic word, whether it is, alone or in a phrase, a name with an English of
    its own. Stricter than ``accounted``, which takes off endings too."""
    single, _ = _exonyms()
    found = [any(stem in single for stem in _whole(word)) for word in words]
    text = " ".join(words)
    for phrase in _phrases_in(words):
        for match in re.finditer(re.escape(phrase), text):
            first = text[: match.start()].count(" ")
            for at in range(first, first + phrase.count(" ") + 1):
                found[at] = True
    return found


def _whole(word: str) -> Iterator[str]:
    """The word without clitics, where enough of it is left."""
    for clitic in _CLITICS:
        if word.startswith(clitic) and len(word) - len(clitic) >= _LEAST_WHOLE:
            yield word[len(clitic) :]


def accounted(words: Sequence[str]) -> frozenset[str]:
    """Lower-case English names that folded Arabic words are known to be rendered by."""
    found: set[str] = set()
    for word in words:
        found |= _word_accounts(word)
    for phrase in _phrases_in(words):
        found |= _exonyms()[1][phrase]
    return frozenset(found)
