"""A grid of systems over tasks: each cell in a process of its own, resumed where it stopped.

A cell's outputs are one JSONL file: a line for every item, then a line about each run of the
process. Cells run one after another, so that seconds and memory are those of one system alone.
"""

from __future__ import annotations

import json
import logging
import multiprocessing
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.systems import BATCH, Loaded, System, load
from benchmarks.tasks.base import Item, Outputs, Task
from translate.errors import KhulasaError

_LOG = logging.getLogger(__name__)
Loader = Callable[[System, str, str], Loaded]


@dataclass(frozen=True)
class Failure:
    """A cell that gave no outputs, and why."""

    task: str
    system: str
    reason: str


def run(
    task: Task,
    systems: Sequence[System],
    folder: Path,
    *,
    loader: Loader = load,
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[list[Outputs], list[Failure]]:
    """Run every system that ``folder`` does not hold complete outputs of.

    A cell that fails is reported and the others go on. ``loader`` must be importable by name (it
    runs in the cell's process). ``progress`` gets a line a cell.
    """
    folder.mkdir(parents=True, exist_ok=True)
    done: list[Outputs] = []
    failed: list[Failure] = []
    for system in systems:
        path = folder / f"{system.key(task)}.jsonl"
        missing = len(task.items) - len(read_cell(path)[0])
        progress(f"{task.name}: {system.name} ({missing} of {len(task.items)} items to do)")
        if missing:
            try:
                _isolated(task, system, path, loader)
            except Exception as error:  # noqa: BLE001 - whatever a model does, the others go on
                _LOG.debug("%s: %s", task.name, system.name, exc_info=error)
                known = isinstance(error, KhulasaError)
                reason = str(error) if known else f"{type(error).__name__}: {error}"
                failed.append(Failure(task.name, system.name, " ".join(reason.split())))
                progress(f"{task.name}: {system.name} failed: {reason}")
                continue
        done.append(outputs(task, system, path))
    return done, failed


def _isolated(task: Task, system: System, path: Path, loader: Loader) -> None:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        work = (task.kind, task.source_language, task.items, system, path, loader)
        pool.submit(run_cell, *work).result()


def run_cell(
    kind: str,
    language: str,
    items: Sequence[Item],
    system: System,
    path: Path,
    loader: Loader = load,
) -> None:
    """The items that ``path`` lacks, appended as they are done. ``seconds`` of an item are its
    share of its batch by source length; ``load_seconds`` and ``peak_mb`` are the process's."""
    done, _ = read_cell(path, repair=True)
    todo = [index for index in range(len(items)) if index not in done]
    started = time.perf_counter()
    loaded = loader(system, kind, language)
    load_seconds = time.perf_counter() - started
    with path.open("a", encoding="utf-8") as file:
        for first in range(0, len(todo), BATCH[kind]):
            batch = todo[first : first + BATCH[kind]]
            started = time.perf_counter()
            texts = loaded.run([items[index] for index in batch])
            seconds = time.perf_counter() - started
            sizes = [len(items[index].source) for index in batch]
            for index, text, size in zip(batch, texts, sizes, strict=True):
                row = {"item": index, "text": text, "seconds": seconds * size / sum(sizes)}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
        about = {"signature": loaded.signature, "load_seconds": load_seconds, "peak_mb": peak_mb()}
        file.write(json.dumps({"run": about}) + "\n")


def read_cell(path: Path, *, repair: bool = False) -> tuple[dict[int, Any], list[dict[str, Any]]]:
    """The rows by item, and what is known of each run. A line torn by an interruption is not
    counted, and with ``repair`` cut off so that the next one starts clean."""
    rows: dict[int, Any] = {}
    runs: list[dict[str, Any]] = []
    if not path.exists():
        return rows, runs
    data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    if repair and whole != data:
        path.write_bytes(whole)
    for line in whole.decode("utf-8").splitlines():
        record = json.loads(line)
        if "run" in record:
            runs.append(record["run"])
        else:
            rows[record["item"]] = record
    return rows, runs


def outputs(task: Task, system: System, path: Path) -> Outputs:
    """A complete cell as scored outputs, with its speed and memory."""
    rows, runs = read_cell(path)
    seconds = sum(row["seconds"] for row in rows.values())
    words = sum(len(item.source.split()) for item in task.items)
    run = {
        "seconds": seconds,
        "source_words_per_second": words / seconds if seconds else None,
        "load_seconds": max((one["load_seconds"] for one in runs), default=None),
        "peak_mb": max((one["peak_mb"] for one in runs if one["peak_mb"]), default=None),
        "signature": runs[-1]["signature"] if runs else None,
        "outputs": path.name,
    }
    return Outputs(system.name, tuple(rows[i]["text"] for i in range(len(task.items))), run=run)


def peak_mb() -> float | None:
    """Highest resident memory of this process so far, in MB (10^6 bytes).

    Linux counts the parent's peak into ``ru_maxrss`` of a spawned process, hence ``/proc``.
    ``None`` on Windows, which has neither.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / 1e6
    if sys.platform == "win32":
        return None
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
