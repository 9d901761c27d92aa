"""Words that the project's own sentence pairs render one way: ``python -m translate.training.words
translate/words.tsv``.

An Arabic word goes in where one English word stands in most of the translations of its sentences
and seldom elsewhere. Names are left out, and words with a clitic. ``prune_words`` comes after it.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from translate.arabic import LETTER, fold
from translate.gazetteer import entries, known, phrases
from translate.training import examples, tables
from translate.training.examples import Example

LEAST_COUNT = 5
"""Pairs that a word must stand in."""
LEAST_SHARE = 0.75
"""Of those pairs that have the English word."""
LEAST_LIFT = 25.0
"""How much more often than in all pairs it stands there."""
_LEAST_LETTERS = 4
_ARABIC = re.compile(rf"[{LETTER}]+")
_ENGLISH = re.compile(r"[A-Za-z][a-z'-]*")
_HEADER = (
    "# Words that the sentence pairs render one way: made by translate.training.words, pruned by"
    " translate.training.prune_words and by hand."
)


def consistent(pairs: Sequence[Example]) -> Iterator[tuple[str, str]]:
    """(Arabic word as it is spelt most often, English word), in the order of the alphabet."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    together: defaultdict[str, Counter[str]] = defaultdict(Counter)
    arabic: Counter[str] = Counter()
    english: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for pair in pairs:
        printed = _ARABIC.findall(pair.source)
        for word in printed:
            spellings[fold(word)][word] += 1
        said = [(match.start(), match[0]) for match in _ENGLISH.finditer(pair.target)]
        capitals.update(word.lower() for at, word in said if at and word[0].isupper())
        there = {word.lower() for _, word in said}
        english.update(there)
        for word in {fold(word) for word in printed}:
            if len(word) >= _LEAST_LETTERS:
                arabic[word] += 1
                together[word].update(there)
    for word in sorted(arabic):
        count = arabic[word]
        if count < LEAST_COUNT:
            continue
        found = [
            other
            for other, shared in together[word].items()
            if shared >= LEAST_SHARE * count
            and shared * len(pairs) >= LEAST_LIFT * count * english[other]
            and len(other) >= _LEAST_LETTERS
        ]
        spelling = spellings[word].most_common(1)[0][0]
        parts = {fold(part) for part in _without_clitic(spelling)}
        if parts & arabic.keys() or len(found) != 1:
            continue
        if 2 * capitals[found[0]] < english[found[0]]:
            yield spelling, found[0]


def _without_clitic(word: str) -> Iterator[str]:
    """What it may be without the particle at its front or the pronoun at its end."""
    if word[0] in "وفبلك":
        yield word[1:]
    for pronoun in ("ه", "ها", "هم", "هما", "هن", "نا"):
        if word.endswith(pronoun):
            stem = word.removesuffix(pronoun)
            yield stem
            yield re.sub("ت$", "ة", stem)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    pairs = [pair for path in tables.pair_files() for pair in examples.read(path)]
    taken = {fold(entry.arabic) for entry in (*known(), *entries(), *phrases())}
    rows = [(a, e) for a, e in consistent(pairs) if fold(a) not in taken]
    lines = "".join(f"{arabic}\t{english}\n" for arabic, english in rows)
    args.out.write_text(f"{_HEADER}\n{lines}", encoding="utf-8")
    print(f"{len(rows)} words")


if __name__ == "__main__":
    main()
