"""Floors under the bundled model and the extractive methods, on data pinned by its hash.

``python -m benchmarks.gate`` fails when a score falls below its floor or the data changed;
``--raise`` lifts floors to a little under what was measured, and never lowers one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import leaderboard, runner
from benchmarks.runner import Loader
from benchmarks.systems import System, load
from benchmarks.tasks import find
from benchmarks.tasks.base import Task
from translate.errors import KhulasaError

FLOORS = Path(__file__).parent / "data" / "floors.json"
MARGIN = 1.0
"""Points between a measured score and its floor: int8 kernels differ a little between CPUs."""


class GateError(KhulasaError):
    """A score below its floor, or data that is not the pinned data."""


@dataclass(frozen=True)
class Cell:
    """A system on the first ``limit`` items of a built-in task, and the floors of its scores."""

    task: str
    limit: int | None
    sha256: str
    system: System
    floors: dict[str, float]

    def data(self) -> Task:
        (task,) = find(self.task)
        return task if self.limit is None else task.head(self.limit)


def read(path: Path = FLOORS) -> list[Cell]:
    """The pinned cells."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return [Cell(**{**cell, "system": System(**cell["system"])}) for cell in raw["cells"]]


def write(cells: Sequence[Cell], path: Path = FLOORS) -> None:
    """Only what differs from a default system is written."""
    default = System()
    plain: list[dict[str, Any]] = [
        {
            "task": cell.task,
            "limit": cell.limit,
            "sha256": cell.sha256,
            "system": {k: v for k, v in vars(cell.system).items() if v != getattr(default, k)},
            "floors": cell.floors,
        }
        for cell in cells
    ]
    path.write_text(json.dumps({"cells": plain}, indent=1) + "\n", encoding="utf-8")


def measure(cell: Cell, folder: Path, loader: Loader = load) -> dict[str, float]:
    """The scores of a cell that has floors. Raises ``GateError`` when the system fails."""
    task = cell.data()
    done, failed = runner.run(task, [cell.system], folder, loader=loader)
    if failed:
        raise GateError(f"{cell.task}: {cell.system.name} failed: {failed[0].reason}")
    board = leaderboard.score(task, done, list(cell.floors), compare=[], samples=1)
    return {name: score.value for name, score in board.rows[0].scores.items()}


def broken(cell: Cell, scores: dict[str, float]) -> list[str]:
    """What is wrong with a cell, one line each; nothing is good."""
    lines = []
    if cell.data().sha256 != cell.sha256:
        lines.append(f"{cell.task}: the data changed; measure anew with --raise")
    lines += [
        f"{cell.task}: {cell.system.name}: {name} {scores[name]:.2f} is under its floor {floor:.2f}"
        for name, floor in cell.floors.items()
        if scores[name] < floor
    ]
    return lines


def lifted(cell: Cell, scores: dict[str, float]) -> Cell:
    """The cell with floors as high as the scores allow and the hash of today's data.

    Raises ``GateError`` where a floor would have to fall.
    """
    for name, floor in cell.floors.items():
        if scores[name] < floor:
            raise GateError(
                f"{cell.task}: {cell.system.name}: {name} {scores[name]:.2f} is under its floor"
                f" {floor:.2f}, and a floor only rises"
            )
    floors = {
        name: max(floor, round(scores[name] - MARGIN, 1)) for name, floor in cell.floors.items()
    }
    return replace(cell, floors=floors, sha256=cell.data().sha256)


def gate(
    path: Path = FLOORS,
    *,
    lift: bool = False,
    loader: Loader = load,
    report: Callable[[str], None] = print,
) -> None:
    """Measure every cell, report a line for each. Raises ``GateError`` with all that is broken."""
    cells = read(path)
    wrong: list[str] = []
    with TemporaryDirectory() as folder:
        for place, cell in enumerate(cells):
            scores = measure(cell, Path(folder), loader)
            shown = ", ".join(
                f"{name} {scores[name]:.2f} (floor {floor:.2f})"
                for name, floor in cell.floors.items()
            )
            report(f"{cell.task}: {cell.system.name}: {shown}")
            if lift:
                cells[place] = lifted(cell, scores)
            else:
                wrong += broken(cell, scores)
    if wrong:
        raise GateError("; ".join(wrong))
    if lift:
        write(cells, path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 when every floor holds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gate", description=__doc__)
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors")
    try:
        gate(lift=parser.parse_args(arguments).lift)
    except KhulasaError as error:
        print(f"gate: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
