"""How a summary relates to its article: extractive fragments, compression, redundancy.

Coverage, density and compression are those of Grusky, Naaman and Artzi 2018, "Newsroom", section 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from benchmarks.metrics.base import Measure
from benchmarks.metrics.tokens import tokenize

TYPES = ("coverage", "density", "compression", "redundancy")


def fragments(article: Sequence[str], summary: Sequence[str]) -> list[int]:
    """Lengths, in words, of the greedy longest fragments that the summary shares with the article
    (Grusky et al. 2018, figure 3)."""
    starts: dict[str, list[int]] = {}
    for position, word in enumerate(article):
        starts.setdefault(word, []).append(position)
    lengths = []
    at = 0
    while at < len(summary):
        longest = 0
        for start in starts.get(summary[at], ()):
            length = 1
            while (
                at + length < len(summary)
                and start + length < len(article)
                and summary[at + length] == article[start + length]
            ):
                length += 1
            longest = max(longest, length)
        if longest:
            lengths.append(longest)
        at += max(longest, 1)
    return lengths


def _newsroom(kind: str, summaries: Sequence[str], articles: Sequence[str]) -> list[list[float]]:
    rows = []
    for summary_text, article_text in zip(summaries, articles, strict=True):
        summary, article = tokenize(summary_text), tokenize(article_text)
        if not summary:
            rows.append([0.0, 1.0])
            continue
        if kind == "compression":
            amount = len(article) / len(summary)
        else:
            power = 1 if kind == "coverage" else 2
            amount = sum(n**power for n in fragments(article, summary)) / len(summary)
        rows.append([amount, 1.0])
    return rows


def _repeated_trigrams(summaries: Sequence[str], _articles: Sequence[str]) -> list[list[float]]:
    rows = []
    for summary in summaries:
        words = tokenize(summary)
        trigrams = list(zip(words, words[1:], words[2:], strict=False))
        rows.append([float(len(trigrams) - len(set(trigrams))), float(len(trigrams))])
    return rows


def _mean(sums: Any) -> float:
    return float(sums[0]) / float(sums[1])


def _share(sums: Any) -> float:
    return 100.0 * float(sums[0]) / float(sums[1]) if sums[1] else 0.0


def by_name(name: str, language: str) -> Measure:
    """``coverage`` (0 to 1), ``density`` (words) and ``compression`` (a ratio) describe rather than
    rate; ``redundancy`` is the share of word trigrams that repeat an earlier one of the summary."""
    if name == "redundancy":
        return Measure(
            name,
            "redundancy|trigrams:repeated|tok:unicode-fold|corpus:sum",
            _repeated_trigrams,
            _share,
            against="source",
            higher_is_better=False,
        )
    return Measure(
        name,
        f"{name}|grusky2018|tok:unicode-fold|mean",
        partial(_newsroom, name),
        _mean,
        against="source",
        higher_is_better=None,
    )
