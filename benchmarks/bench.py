"""From a grid to a report: find the tasks, run the systems, score and write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import leaderboard, report, runner
from benchmarks.grid import Grid
from benchmarks.runner import Failure, Loader
from benchmarks.systems import load
from benchmarks.tasks import find
from benchmarks.tasks.base import Task
from translate.errors import UsageError


def bench(
    grid: Grid,
    folder: Path,
    *,
    only_stored: bool = False,
    loader: Loader = load,
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[list[report.Result], list[Failure]]:
    """Run and score every cell of ``grid``; reports go to ``folder``, outputs to
    ``folder/outputs``. With ``only_stored``, tasks that come with stored outputs are scored on
    those alone.
    """
    tasks = _distinct([task for name in grid.tasks for task in find(name)])
    results = []
    failures: list[Failure] = []
    for task in tasks:
        task = task.head(grid.limits[task.kind]) if task.kind in grid.limits else task
        systems = [] if only_stored and task.stored else grid.systems(task)
        ran, failed = runner.run(
            task, systems, folder / "outputs", loader=loader, progress=progress
        )
        failures += failed
        outputs = (*task.stored, *ran)
        if outputs:
            progress(f"{task.name}: scoring {len(outputs)} systems")
            board = leaderboard.score(task, outputs, grid.measures.get(task.kind))
            results.append(report.Result(task, outputs, board))
    report.write(folder, results, failures)
    return results, failures


def _distinct(tasks: Sequence[Task]) -> list[Task]:
    """Tasks with names of their own: two files of one name would share their plots' names."""
    names: dict[str, int] = {}
    for task in tasks:
        names[task.name] = names.get(task.name, 0) + 1
    if clash := next((name for name, count in names.items() if count > 1), None):
        raise UsageError(f"two tasks are called {clash}; give them files of different names")
    return list(tasks)
