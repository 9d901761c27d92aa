"""Rebuild the list of ordinary English words that the name check reads.

    python -m benchmarks.studies.common_words DATA > translate/fidelity/data/common_words.txt

A word is ordinary when openly licensed text writes it in lower case. Words that are also people's
or places' names (by the lexicon) must be written so half the time or often.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.tasks.stored import lines
from translate.fidelity.tokens import listed

PARALLEL = ("tico19", "un-sdg", "tatoeba", "opensource-guide", "nextstrain-sitreps")
TEXTS = (
    *("usgov-posts-summary", "usgov-posts-headline", "wikinews-headline"),
    *("scitldr-a", "pubmedqa-conclusion"),
)
HEADER = """\
# Ordinary English words: written in lower case in TICO-19 (CC0), US government posts (public
# domain), Tatoeba (CC BY 2.0 FR), opensource.guide and Nextstrain (CC BY 4.0), Wikinews (CC BY
# 2.5), SciTLDR (Apache-2.0), PubMedQA and open-sdg (MIT).
# Made by benchmarks/studies/common_words.py.
"""
NAMES = frozenset(
    listed(
        "sean max ray ana mo su gates hull wade fuller val bush watts pat ga ge ne na mu se si vez "
        "sim cor gal don xi kwan polo swiss espa nchez"
    )
)
"""Names that such text writes in lower case by mistake, or seldom enough."""
_NOISE = re.compile(r"https?:\S+|\S+@\S+|\S*\.(?:gov|com|org|net)\S*|[#@]\w+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA")
    data = parser.parse_args().data
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for sentence in _sentences(data):
        for at, word in enumerate(re.findall(r"[A-Za-z]+(?:'[a-z]+)?", sentence)):
            if word.islower():
                lower[word] += 1
            elif at and word[1:].islower():
                capital[word.lower()] += 1
    named = _named(data / "lexicon")
    words = sorted(
        word
        for word, count in lower.items()
        if _is_ordinary(word, count, count / (count + capital[word]), word in named)
    )
    print(HEADER + "\n".join(words))


def _sentences(data: Path) -> Iterator[str]:
    for name in PARALLEL:
        for line in lines(data / "parallel" / f"{name}.tsv"):
            yield from re.split(r"(?<=[.!?:])\s+", line.split("\t")[1])
    for name in TEXTS:
        for line in lines(data / "summ" / f"{name}.jsonl"):
            text = _NOISE.sub(" ", json.loads(line)["text"])
            yield from re.split(r"(?<=[.!?:])\s+|\n", text)


def _named(lexicon: Path) -> set[str]:
    """Words of two names or more."""
    named = set()
    for kind in ("pers", "loc"):
        seen = Counter(
            word.lower()
            for line in lines(lexicon / f"ne-{kind}-hkiri.tsv")
            for word in re.findall(r"[A-Z][a-z]+", line.split("\t")[-1])
        )
        named |= {word for word, count in seen.items() if count > 1}
    return named


def _is_ordinary(word: str, count: int, share: float, named: bool) -> bool:
    """``share`` of its uses inside a sentence that are in lower case."""
    if len(word) < 2 or word in NAMES:
        return False
    if named:
        return (count > 1 and share >= 0.5) or (count >= 30 and share > 0.25)
    return share >= 0.08 if count > 1 else share == 1 and len(word) > 3


if __name__ == "__main__":
    main()
