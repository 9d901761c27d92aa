"""What a task is: items to give to a system, what to hold its outputs to, and a hash of both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Literal

from translate.errors import UnreadableError

Kind = Literal["translation", "summary", "chain"]
"""``translation``: a segment to its translation. ``summary``: a text to its summary in the same
language. ``chain``: an Arabic article to an English summary."""


@dataclass(frozen=True)
class Item:
    """``names`` and ``numbers`` are gold lists in the language of the reference; the lines of a
    summary's reference are its sentences."""

    id: str
    source: str
    reference: str
    topic: str | None = None
    title: str | None = None
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outputs:
    """What a system gave for every item, in order.

    ``raw`` holds the lines as stored where they differ (HTML entities, see
    ``benchmarks.tasks.stored``); ``run`` what is known of the run: seconds, memory, signature.
    """

    system: str
    texts: tuple[str, ...]
    raw: tuple[str, ...] | None = None
    run: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Task:
    """``stored`` are outputs that came with the data."""

    name: str
    kind: Kind
    source_language: str
    target_language: str
    items: tuple[Item, ...]
    stored: tuple[Outputs, ...] = ()

    def __post_init__(self) -> None:
        if not self.items:
            raise UnreadableError(f"{self.name}: no items to score")

    @cached_property
    def sha256(self) -> str:
        """Of the items alone: the same data under another name is the same task."""
        plain = json.dumps([asdict(item) for item in self.items], ensure_ascii=False)
        return hashlib.sha256(plain.encode()).hexdigest()

    def compared(self, against: str) -> list[Any]:
        """What a measure (see ``Measure.against``) compares the outputs with, one an item."""
        pick: dict[str, Callable[[Item], Any]] = {
            "reference": lambda item: item.reference,
            "source": lambda item: item.source,
            "pair": lambda item: (item.source, item.reference),
            "names": lambda item: item.names,
            "numbers": lambda item: item.numbers,
        }
        return [pick[against](item) for item in self.items]

    def has(self, against: str) -> bool:
        """Whether there is anything to compare with at all."""
        return any(bool(value) for value in self.compared(against))

    def head(self, count: int) -> Task:
        """The first ``count`` items, spread evenly over the topics where items have them."""
        taken = spread(self.items, count)
        stored = tuple(
            Outputs(
                one.system,
                tuple(one.texts[i] for i in taken),
                None if one.raw is None else tuple(one.raw[i] for i in taken),
                one.run,
            )
            for one in self.stored
        )
        return Task(
            self.name,
            self.kind,
            self.source_language,
            self.target_language,
            tuple(self.items[i] for i in taken),
            stored,
        )


def spread(items: tuple[Item, ...], count: int) -> list[int]:
    """Indices of ``count`` items, in order, taking topics in turn."""
    seen: dict[str | None, int] = {}
    turns = []
    for index, item in enumerate(items):
        turns.append((seen.setdefault(item.topic, 0), index))
        seen[item.topic] += 1
    return sorted(index for _, index in sorted(turns)[:count])
