"""Training pairs: reading, cleaning, and the one interface through which the mixture draws them."""

from __future__ import annotations

import csv
import json
import random
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from translate.arabic import normalise
from translate.errors import UsageError
from translate.prompts import TASKS

_SPACE = re.compile(r"\s+")
_ARABIC = re.compile("[\u0621-\u064a]")
_LATIN = re.compile("[A-Za-z]")


@dataclass(frozen=True)
class Example:
    """What the model reads, what it shall write, and which prompt stands between."""

    source: str
    target: str
    task: str = "translate"


class Source(Protocol):
    """Somewhere examples come from. ``draw`` is a pure function of its argument: a run resumes
    exactly because all it has to remember is how often each source was drawn from.
    """

    name: str

    def draw(self, count: int) -> Example:
        """The example after ``count`` others were drawn."""
        ...


class Pairs:
    """A finite list: every item once an epoch, in an order that depends on seed and epoch.

    With probability ``join`` the items that follow in the file are appended (up to three in all),
    so that the model learns to carry every sentence over, not only the first.
    """

    def __init__(self, name: str, items: Sequence[Example], seed: int, join: float = 0.0) -> None:
        if not items:
            raise UsageError(f"{name}: no usable training pair")
        self.name, self._items, self._seed, self._join = name, items, seed, join
        self._epoch, self._order = -1, list(range(len(items)))

    def __len__(self) -> int:
        return len(self._items)

    def draw(self, count: int) -> Example:
        epoch, index = divmod(count, len(self._items))
        if epoch != self._epoch:
            self._order = list(range(len(self._items)))
            random.Random(f"{self._seed}/{self.name}/{epoch}").shuffle(self._order)
            self._epoch = epoch
        rng = random.Random(f"{self._seed}/{self.name}/join/{count}")
        first = self._order[index]
        if rng.random() >= self._join:
            return self._items[first]
        run = self._items[first : first + rng.choice((2, 2, 3))]
        return Example(
            " ".join(item.source for item in run),
            " ".join(item.target for item in run),
            run[0].task,
        )


def read(path: Path, task: str = "translate") -> list[Example]:
    """Pairs of a file: ``.tsv`` (source, target) or ``.jsonl`` (source/target or text/summary).

    Raises ``UsageError`` for a missing file, an unknown ending or task, or a malformed line.
    """
    if task not in TASKS:
        raise UsageError(f"unknown task {task!r}: choose from {', '.join(TASKS)}")
    if not path.is_file():
        raise UsageError(f"{path}: no such file")
    rows = {".tsv": _tsv, ".jsonl": _jsonl}.get(path.suffix)
    if rows is None:
        raise UsageError(f"{path}: training data is .tsv or .jsonl")
    return [
        Example(
            normalise(source), _SPACE.sub(" ", unicodedata.normalize("NFC", target)).strip(), task
        )
        for source, target in rows(path)
    ]


def clean(pairs: Sequence[Example], longest: int = 1200) -> list[Example]:
    """Drop what teaches wrong habits: duplicates, empty sides, wrong script, lengths that cannot
    belong together, sides over ``longest`` characters. For translation pairs.
    """
    seen: set[tuple[str, str]] = set()
    kept = []
    for pair in pairs:
        key = (pair.source, pair.target)
        if key in seen or not _is_sane(pair, longest):
            continue
        seen.add(key)
        kept.append(pair)
    return kept


def _is_sane(pair: Example, longest: int) -> bool:
    if not pair.source or not pair.target or max(len(pair.source), len(pair.target)) > longest:
        return False
    arabic, latin = len(_ARABIC.findall(pair.source)), len(_LATIN.findall(pair.target))
    if arabic < 0.4 * len(pair.source.replace(" ", "")) or _ARABIC.search(pair.target):
        return False
    if latin < 0.4 * len(pair.target.replace(" ", "")):
        return False
    # English runs to about 1.15 times the Arabic; short phrases vary more.
    return 0.5 < (len(pair.target) + 15) / (len(pair.source) + 15) < 2.2


def _tsv(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        for number, row in enumerate(rows, 1):
            if len(row) < 2:
                raise UsageError(f"{path}:{number}: two tab-separated columns expected")
            yield row[0], row[1]


def _jsonl(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                if "source" in row and "target" in row:
                    yield row["source"], row["target"]
                else:
                    yield row["text"], row["summary"]
            except (json.JSONDecodeError, KeyError) as error:
                raise UsageError(
                    f"{path}:{number}: an object with source and target expected"
                ) from error
