"""Systems on one task, scored, ordered and compared: what a report prints and a gate reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from benchmarks.metrics import Measure, measure
from benchmarks.stats import bootstrap, holm, randomisation
from benchmarks.tasks.base import Outputs, Task

DEFAULT_MEASURES = {
    "translation": (
        "bleu",
        "chrf",
        "chrf++",
        "names",
        "numbers",
        "names_kept",
        "numbers_kept",
        "flags_high",
    ),
    "summary": ("rouge1", "rouge2", "rougeLsum", "compression", "redundancy"),
    "chain": ("rouge1", "rouge2", "rougeLsum", "names", "numbers", "redundancy"),
}
MAIN = {"translation": "chrf", "summary": "rouge1", "chain": "rouge1"}
"""The measure that orders the systems of a task and is drawn in the plots."""
COMPARED = {"translation": ("chrf", "bleu"), "summary": ("rouge1",), "chain": ("rouge1",)}
"""The measures that pairs of systems are tested by."""


@dataclass(frozen=True)
class Score:
    """``low`` and ``high`` bound the 95 % bootstrap interval; ``as_stored`` is the score of the
    lines before HTML entities were unescaped, where there were any."""

    value: float
    low: float
    high: float
    as_stored: float | None = None


@dataclass(frozen=True)
class Row:
    """One system. ``items`` holds its scores of every item by the main measure."""

    system: str
    scores: dict[str, Score]
    unescaped: int
    items: tuple[float, ...]
    run: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """Two systems by one measure: ``difference`` is a minus b, ``p`` that of paired approximate
    randomisation, ``p_holm`` the same after correction over all pairs of the measure."""

    measure: str
    a: str
    b: str
    difference: float
    p: float
    p_holm: float


@dataclass(frozen=True)
class Board:
    """Rows are ordered by the main measure, best first. ``references`` are the scores that the
    human references get by the measures that do not compare with them."""

    task: str
    kind: str
    items: int
    sha256: str
    main: str
    signatures: dict[str, str]
    higher_is_better: dict[str, bool | None]
    rows: tuple[Row, ...]
    comparisons: tuple[Comparison, ...]
    references: dict[str, float]


def applicable(task: Task, names: Sequence[str] | None = None) -> list[Measure]:
    """The measures asked for, or the kind's own, without those the data has nothing for."""
    asked = names or DEFAULT_MEASURES[task.kind]
    found = [measure(name, task.target_language) for name in asked]
    return [one for one in found if task.has(one.against)]


def score(
    task: Task,
    systems: Sequence[Outputs],
    measures: Sequence[str] | None = None,
    *,
    compare: Sequence[str] | None = None,
    samples: int = 1000,
    trials: int = 5000,
) -> Board:
    """Score and compare ``systems``. ``compare`` names the measures tested for significance
    (``COMPARED`` if ``None``); with five thousand trials p cannot fall below 0.0002.
    """
    scorers = applicable(task, measures)
    main = next((s for s in scorers if s.name == MAIN[task.kind]), scorers[0])
    rows = {
        (system.system, scorer.name): scorer.rows(system.texts, task.compared(scorer.against))
        for scorer in scorers
        for system in systems
    }
    table = [_row(task, system, scorers, rows, main, samples) for system in systems]
    table.sort(key=lambda row: row.scores[main.name].value, reverse=bool(main.higher_is_better))
    tested = [s for s in scorers if s.name in (COMPARED[task.kind] if compare is None else compare)]
    comparisons: list[Comparison] = []
    for scorer in tested:
        by_system = {row.system: rows[row.system, scorer.name] for row in table}
        comparisons += _compare(scorer, by_system, trials)
    return Board(
        task.name,
        task.kind,
        len(task.items),
        task.sha256,
        main.name,
        {s.name: s.signature for s in scorers},
        {s.name: s.higher_is_better for s in scorers},
        tuple(table),
        tuple(comparisons),
        {
            scorer.name: scorer.score(task.compared("reference"), task.compared(scorer.against))
            for scorer in scorers
            if scorer.against not in ("reference", "pair")
        },
    )


def _row(
    task: Task,
    system: Outputs,
    scorers: Sequence[Measure],
    rows: dict[tuple[str, str], Any],
    main: Measure,
    samples: int,
) -> Row:
    scores = {}
    for scorer in scorers:
        own = rows[system.system, scorer.name]
        interval = bootstrap(own, scorer.value, samples=samples)
        stored = None
        if system.raw is not None:
            stored = scorer.score(system.raw, task.compared(scorer.against))
        scores[scorer.name] = Score(
            scorer.value(own.sum(axis=0)), interval.low, interval.high, stored
        )
    unescaped = sum(a != b for a, b in zip(system.texts, system.raw or system.texts, strict=True))
    items = tuple(main.value(item) for item in rows[system.system, main.name])
    return Row(system.system, scores, unescaped, items, dict(system.run))


def _compare(scorer: Measure, rows: dict[str, Any], trials: int) -> list[Comparison]:
    pairs = list(combinations(rows, 2))
    p_values = [randomisation(rows[a], rows[b], scorer.value, trials=trials) for a, b in pairs]
    return [
        Comparison(
            scorer.name,
            a,
            b,
            scorer.value(rows[a].sum(axis=0)) - scorer.value(rows[b].sum(axis=0)),
            p,
            adjusted,
        )
        for (a, b), p, adjusted in zip(pairs, p_values, holm(p_values), strict=True)
    ]
