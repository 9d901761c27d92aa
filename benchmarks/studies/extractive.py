"""ROUGE of every extractive method against extractive gold, beside the peer ``sumy``.

    python -m benchmarks.studies.extractive --data bbc-100-sentence-corrected.jsonl --peer sumy
    python -m benchmarks.studies.extractive --data benchmarks/data/news --language ar

One JSON object a line in the data: ``lang``, ``title``, ``text`` and ``summary``, one sentence a
line in both; or the bilingual articles shipped here, whose summaries are in words of their own.
Every system chooses as many sentences as the gold has and is scored on them in document order
(ROUGE F1, stemmed). ``sumy`` is given the same sentences and the same tokens
(``summarize.extractive.terms``). ``--speed`` times one ranking of N sentences instead.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarize.extractive import METHODS, Length, Priors, select
from summarize.extractive.terms import terms

MEASURES = ("rouge1", "rouge2", "rougeLsum")
PEER_METHODS = {
    "LuhnSummarizer": "luhn",
    "LsaSummarizer": "lsa",
    "LexRankSummarizer": "lex_rank",
    "TextRankSummarizer": "text_rank",
    "SumBasicSummarizer": "sum_basic",
    "KLSummarizer": "kl",
    "ReductionSummarizer": "reduction",
}


@dataclass(frozen=True)
class Item:
    """A text, its title, and the sentences that people chose from it."""

    language: str
    title: str
    sentences: tuple[str, ...]
    gold: tuple[str, ...]


System = Callable[[Item], Sequence[int]]
"""An item in, the indices of the chosen sentences out, in document order."""


def load(path: Path, language: str = "en") -> list[Item]:
    """Items of a JSONL file, or of a folder of them, without those that lack text or summary.
    Of a bilingual row (``benchmarks/data/news``) the side in ``language``."""
    items = []
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        for line in file.read_text(encoding="utf-8").splitlines():
            item = _item(json.loads(line), language)
            if item.sentences and item.gold:
                items.append(item)
    return items


def _item(row: dict[str, Any], language: str) -> Item:
    if "sentences" in row:
        sentences = tuple(sentence[language] for sentence in row["sentences"])
        return Item(language, row["title"][language], sentences, tuple(row["summary"][language]))
    text, summary = (
        tuple(line.strip() for line in row[field].splitlines() if line.strip())
        for field in ("text", "summary")
    )
    return Item(row["lang"], row.get("title", ""), text, summary)


def own(method: str, priors: bool | Priors) -> System:
    """One of this project's methods."""

    def choose(item: Item) -> list[int]:
        picks = select(
            item.sentences,
            item.language,
            method=method,
            length=Length(sentences=len(item.gold)),
            title=item.title,
            priors=priors,
        )
        return [pick.index for pick in picks]

    return choose


def peer(name: str) -> System:
    """One of sumy's summarisers (``pip install sumy``), given our sentences and tokens."""
    from importlib import import_module

    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    summarise = getattr(import_module(f"sumy.summarizers.{PEER_METHODS[name]}"), name)()

    def choose(item: Item) -> list[int]:
        class Tokens:
            @staticmethod
            def to_words(text: str) -> tuple[str, ...]:
                return tuple(terms(text, item.language))

        lines = [Sentence(text, Tokens) for text in item.sentences]
        chosen = summarise(ObjectDocumentModel([Paragraph(lines)]), len(item.gold))
        return sorted(item.sentences.index(str(sentence)) for sentence in chosen)

    return choose


def score(items: Sequence[Item], system: System) -> dict[str, list[float]]:
    """ROUGE F1 x 100 of each item, by measure, and the seconds taken in all."""
    from rouge_score.rouge_scorer import RougeScorer

    from benchmarks.metrics.tokens import RougeTokenizer

    scorer = RougeScorer(list(MEASURES), tokenizer=RougeTokenizer(stem=True))
    found: dict[str, list[float]] = {measure: [] for measure in MEASURES}
    started = time.perf_counter()
    chosen = [[item.sentences[i] for i in system(item)] for item in items]
    seconds = time.perf_counter() - started
    for item, summary in zip(items, chosen, strict=True):
        rouge = scorer.score("\n".join(item.gold), "\n".join(summary))
        for measure in MEASURES:
            found[measure].append(100 * rouge[measure].fmeasure)
    return {**found, "seconds": [seconds]}


def _systems(arguments: argparse.Namespace) -> dict[str, System]:
    systems: dict[str, System] = {}
    for method in arguments.methods:
        systems[method] = own(method, True)
        systems[f"{method}, no priors"] = own(method, False)
    if arguments.peer:
        systems.update({f"sumy {PEER_METHODS[name]}": peer(name) for name in PEER_METHODS})
    return systems


def quality(arguments: argparse.Namespace) -> None:
    """Print the table, best ROUGE-2 first, with 95 % bootstrap intervals."""
    import numpy as np

    from benchmarks.stats import bootstrap

    items = load(arguments.data, arguments.language)

    def mean(sums: Any) -> float:
        return float(sums[0] / sums[1])

    rows: list[tuple[str, float, float, float, float, float, float]] = []
    for name, system in _systems(arguments).items():
        found = score(items, system)
        pairs = np.array([[value, 1.0] for value in found["rouge2"]])
        interval = bootstrap(pairs, mean)
        one, two, lsum = (float(np.mean(found[measure])) for measure in MEASURES)
        rows.append((name, one, two, lsum, interval.low, interval.high, found["seconds"][0]))
    print(f"{len(items)} texts of {arguments.data.name}; as many sentences as the gold\n")
    print("| system | ROUGE-1 | ROUGE-2 | 95 % | ROUGE-Lsum | seconds |")
    print("|---|---|---|---|---|---|")
    for name, one, two, lsum, low, high, took in sorted(rows, key=lambda row: -row[2]):
        print(
            f"| {name} | {one:.1f} | {two:.1f} | {low:.1f}–{high:.1f} | {lsum:.1f} | {took:.2f} |"
        )


def speed(sentences_n: int, methods: Sequence[str]) -> None:
    """Print the seconds that each method takes for one text of ``sentences_n`` sentences."""
    import random

    draw = random.Random(0)
    # Word ranks fall off as in text (Zipf), so that sentences share words as sentences do.
    words = [f"w{int(draw.paretovariate(0.8))}x" for _ in range(sentences_n * 20)]
    text = [" ".join(words[20 * i : 20 * i + 20]) + "." for i in range(sentences_n)]
    print(f"{sentences_n} sentences of 20 words, seconds\n\n| method | seconds |\n|---|---|")
    select(text[:9], "en")  # imports
    for method in methods:
        started = time.perf_counter()
        select(text, "en", method=method)
        print(f"| {method} | {time.perf_counter() - started:.2f} |")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.studies.extractive")
    parser.add_argument("--data", type=Path, help="JSONL file or folder of them")
    parser.add_argument("--language", default="en", help="side of bilingual data (default: en)")
    parser.add_argument("--methods", nargs="+", default=list(METHODS), metavar="METHOD")
    parser.add_argument("--peer", choices=["sumy"], help="compare with (not installed by default)")
    parser.add_argument("--speed", type=int, metavar="N", help="time one text of N sentences")
    arguments = parser.parse_args(argv)
    if arguments.speed:
        speed(arguments.speed, arguments.methods)
    elif arguments.data:
        quality(arguments)
    else:
        parser.error("give --data or --speed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
