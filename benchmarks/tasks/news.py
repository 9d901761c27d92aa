"""The articles that ship with the project (``benchmarks/data/news``), as three tasks.

``news-translation``: sentence by sentence. ``news-summary-ar``: Arabic article to Arabic summary.
``news-chain``: Arabic article to English summary.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.metrics.facts import names_in, numbers
from benchmarks.tasks.base import Item, Task

FOLDER = Path(__file__).parent.parent / "data" / "news"


def records(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """All articles, ordered by file name and then as written; ``data/README.md`` has the fields."""
    return [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def text(record: dict[str, Any], language: str) -> str:
    """An article as a page holds it: title, then paragraphs, blank lines between them."""
    paragraphs: dict[int, list[str]] = {}
    for sentence in record["sentences"]:
        paragraphs.setdefault(sentence["paragraph"], []).append(sentence[language])
    blocks = [record["title"][language], *(" ".join(block) for block in paragraphs.values())]
    return "\n\n".join(blocks) + "\n"


def translation() -> Task:
    """Every title and sentence with the names and numbers that its own English holds."""
    return Task(
        "news-translation",
        "translation",
        "ar",
        "en",
        tuple(
            _segment(record, number, pair)
            for record in records()
            for number, pair in enumerate([record["title"], *record["sentences"]])
        ),
    )


def _segment(record: dict[str, Any], number: int, pair: dict[str, str]) -> Item:
    english = pair["en"]
    values = set(numbers(english))
    return Item(
        f"{record['id']}/{number}",
        pair["ar"],
        english,
        topic=record["topic"],
        names=tuple(names_in(english, [entity["en"] for entity in record["entities"]])),
        numbers=tuple(value for value in record["numbers"] if set(numbers(value)) <= values),
    )


def summary() -> Task:
    """Arabic articles with Arabic reference summaries, for the extractive methods."""
    return _articles("news-summary-ar", "summary", "ar")


def chain() -> Task:
    """Arabic articles with English reference summaries."""
    return _articles("news-chain", "chain", "en")


def _articles(name: str, kind: Any, language: str) -> Task:
    return Task(
        name,
        kind,
        "ar",
        language,
        tuple(
            Item(
                record["id"],
                text(record, "ar"),
                "\n".join(record["summary"][language]),
                topic=record["topic"],
                title=record["title"]["ar"],
            )
            for record in records()
        ),
    )
