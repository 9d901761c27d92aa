"""From scored tasks to something to read: tables, plots, and where systems differ most."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.blocks import Block, Figure, Heading, Listing, Paragraph, Table, html, markdown
from benchmarks.leaderboard import Board, Row, Score
from benchmarks.runner import Failure
from benchmarks.tasks.base import Outputs, Task
from translate.version import __version__

EXAMPLES = 5
_WEAK = 0.05
_ARROWS = {True: " ↑", False: " ↓", None: ""}


@dataclass(frozen=True)
class Result:
    """A task, the outputs of all its systems, and their scores."""

    task: Task
    outputs: tuple[Outputs, ...]
    board: Board


def write(folder: Path, results: Sequence[Result], failures: Sequence[Failure]) -> None:
    """``results.json``, ``report.md`` with its figures, and ``report.html`` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    record = {
        "khulasa": __version__,
        "machine": machine(),
        "boards": [asdict(result.board) for result in results],
        "failures": [asdict(failure) for failure in failures],
    }
    plain = json.dumps(record, ensure_ascii=False, indent=1)
    (folder / "results.json").write_text(plain + "\n", encoding="utf-8")
    blocks = build(results, failures)
    for block in blocks:
        if isinstance(block, Figure):
            (folder / block.file).write_text(block.svg, encoding="utf-8")
    (folder / "report.md").write_text(markdown(blocks), encoding="utf-8")
    (folder / "report.html").write_text(html(blocks, "Khulasa benchmarks"), encoding="utf-8")


def machine() -> dict[str, Any]:
    """What speed and memory figures depend on. ``load`` is the one-minute average at the end."""
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
    }


def _processor() -> str:
    listing = Path("/proc/cpuinfo")
    if listing.exists():
        for line in listing.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def build(results: Sequence[Result], failures: Sequence[Failure]) -> list[Block]:
    """All blocks of the report, tasks in the order given."""
    about = machine()
    blocks: list[Block] = [
        Heading("Khulasa benchmarks", 1),
        Paragraph(
            f"khulasa {__version__} · Python {about['python']} · {about['processor']},"
            f" {about['cores']} cores, load {about['load']} at the end of the run"
        ),
    ]
    if failures:
        rows = tuple((f.task, f.system, f.reason) for f in failures)
        blocks += [Heading("Failed"), Table(("task", "system", "reason"), rows)]
    for result in results:
        blocks += _task(result)
    return blocks


def _task(result: Result) -> Iterable[Block]:
    board = result.board
    yield Heading(f"{board.task} ({board.kind})")
    yield Paragraph(
        f"{board.items} items, sha256 {board.sha256[:16]}. Scores with 95 % bootstrap intervals;"
        f" systems ordered by {board.main}."
    )
    yield scores_table(board)
    if board.references:
        own = ", ".join(f"{name} {value:.2f}" for name, value in board.references.items())
        yield Paragraph(f"The references themselves: {own}.")
    yield from _unescaped(board)
    if board.comparisons:
        yield Heading("Is the difference real?", 3)
        yield Paragraph(
            "Paired approximate randomisation, two-sided; p after Holm's correction beside it."
        )
        yield _comparisons(board)
    yield from _figures(result)
    if len(board.rows) > 1:
        yield Heading("Where systems differ most", 3)
        yield from _examples(result)
    yield Heading("Signatures", 3)
    yield Listing("Measures", tuple(board.signatures.items()))
    signed = (
        (row.system, str(row.run["signature"])) for row in board.rows if "signature" in row.run
    )
    if rows := tuple(signed):
        yield Listing("Systems", rows)


def scores_table(board: Board) -> Table:
    """Systems by measures, with speed and memory where they were measured."""
    timed = any(row.run for row in board.rows)
    arrows = (f"{m}{_ARROWS[board.higher_is_better[m]]}" for m in board.signatures)
    head = ("system", *arrows, *(("words/s", "peak MB") if timed else ()))
    rows = []
    for row in board.rows:
        cells = [interval(row.scores[name]) for name in board.signatures]
        if timed:
            cells += [_number(row.run.get(key)) for key in ("source_words_per_second", "peak_mb")]
        rows.append((row.system, *cells))
    return Table(head, tuple(rows))


def interval(score: Score) -> str:
    """``43.7 (42.6–44.8)``; scores under ten keep two decimals."""
    digits = 1 if abs(score.value) >= 10 else 2
    return f"{score.value:.{digits}f} ({score.low:.{digits}f}–{score.high:.{digits}f})"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def _unescaped(board: Board) -> Iterable[Block]:
    for row in board.rows:
        if row.unescaped:
            stored = ", ".join(
                f"{name} {score.as_stored:.1f}"
                for name, score in row.scores.items()
                if score.as_stored is not None
            )
            yield Paragraph(
                f"{row.system}: HTML entities were unescaped in {row.unescaped} lines. Scored as"
                f" stored: {stored}."
            )


def _comparisons(board: Board) -> Table:
    rows = tuple(
        (
            f"{c.a} – {c.b}",
            c.measure,
            f"{c.difference:+.2f}",
            f"{c.p:.4f}",
            f"{c.p_holm:.4f}",
            "yes" if c.p_holm < _WEAK else "no",
        )
        for c in board.comparisons
    )
    return Table(("pair", "measure", "difference", "p", "p (Holm)", "real at 0.05"), rows)


def _figures(result: Result) -> Iterable[Block]:
    from benchmarks import plots

    board = result.board
    if svg := plots.quality_against_speed(board):
        yield Heading("Quality against speed", 3)
        yield Figure(f"{board.main} over words per second", svg, f"{board.task}.speed.svg")
    topics = [item.topic for item in result.task.items]
    for title, labels in (("By topic", topics), ("By length of the source", lengths(result.task))):
        groups = sorted({label for label in labels if label is not None}, key=_by_number)
        if len(groups) < 2:
            continue
        means = {row.system: _means(row, labels, groups) for row in board.rows}
        yield Heading(title, 3)
        rows = tuple((s, *(f"{value:.1f}" for value in values)) for s, values in means.items())
        yield Table((f"mean {board.main} of items", *groups), rows)
        name = title.lower().replace(" ", "-")
        yield Figure(
            f"{board.main} {title.lower()}",
            plots.bars(board, groups, means),
            f"{board.task}.{name}.svg",
        )


def _by_number(label: str) -> tuple[int, str]:
    digits = "".join(c for c in label.split("–")[0] if c.isdigit())
    return (int(digits) if digits else 0, label)


def _means(row: Row, labels: Sequence[str | None], groups: Sequence[str]) -> list[float]:
    return [
        mean(score for score, label in zip(row.items, labels, strict=True) if label == group)
        for group in groups
    ]


def lengths(task: Task) -> list[str | None]:
    """For each item the quarter of the task that its source falls in, as ``12–18 words``."""
    sizes = [len(item.source.split()) for item in task.items]
    ordered = sorted(sizes)
    cuts = [ordered[len(ordered) * quarter // 4] for quarter in (1, 2, 3)]
    quarters = [sum(size >= cut for cut in cuts) for size in sizes]
    names = {}
    for quarter in set(quarters):
        within = [size for size, own in zip(sizes, quarters, strict=True) if own == quarter]
        names[quarter] = f"{min(within)}–{max(within)} words"
    return [names[quarter] for quarter in quarters]


def _examples(result: Result) -> Iterable[Block]:
    rows = {row.system: row for row in result.board.rows}

    def difference(index: int) -> float:
        values = [row.items[index] for row in rows.values()]
        return max(values) - min(values)

    order = sorted(range(len(result.task.items)), key=difference, reverse=True)
    for index in order[:EXAMPLES]:
        item = result.task.items[index]
        texts = [("source", item.source), ("reference", item.reference)]
        texts += [
            (f"{one.system} ({rows[one.system].items[index]:.1f})", one.texts[index])
            for one in result.outputs
        ]
        yield Listing(f"item {item.id}", tuple(texts))
