"""The drawings of a report, as SVG text."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.leaderboard import Board
from translate.errors import MissingExtraError


def quality_against_speed(board: Board) -> str | None:
    """Main score with its interval over source words a second; ``None`` unless the speed of
    two systems is known."""
    rows = [row for row in board.rows if row.run.get("source_words_per_second")]
    if len(rows) < 2:
        return None
    figure, axes = _axes()
    for row in rows:
        score, speed = row.scores[board.main], row.run["source_words_per_second"]
        errors = [[score.value - score.low], [score.high - score.value]]
        axes.errorbar([speed], [score.value], yerr=errors, fmt="o", capsize=3, label=row.system)
    axes.set_xscale("log")
    axes.set_xlabel("source words per second")
    axes.set_ylabel(board.main)
    figure.legend(loc="outside right upper", fontsize="small")
    return _svg(figure)


def bars(board: Board, groups: Sequence[str], means: Mapping[str, Sequence[float]]) -> str:
    """One cluster of bars a group (a topic, a range of lengths), one bar a system."""
    figure, axes = _axes()
    width = 0.8 / len(means)
    for place, (system, values) in enumerate(means.items()):
        left = [group + place * width for group in range(len(groups))]
        axes.bar(left, values, width=width, label=system)
    axes.set_xticks([group + 0.4 - width / 2 for group in range(len(groups))], groups)
    axes.set_ylabel(board.main)
    figure.legend(loc="outside right upper", fontsize="small")
    return _svg(figure)


def _axes() -> tuple[Any, Any]:
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError("plots", "bench") from error
    figure = Figure(figsize=(8, 4.2), layout="constrained")
    return figure, figure.subplots()


def _svg(figure: Any) -> str:
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()
