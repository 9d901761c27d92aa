"""One training run from what was asked for to a scored model on disk."""

from __future__ import annotations

import json
import logging
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from translate.errors import UsageError
from translate.training import recipe
from translate.training.examples import Example, Pairs, Source, clean, read
from translate.training.loop import Loop, Options, Progress
from translate.training.mixture import Mixture, Position
from translate.training.noise import Noisy
from translate.training.schedule import Schedule

logger = logging.getLogger(__name__)

BUNDLED = "bundled"
LATEST, BEST, SCORES = "latest", "best", "scores.jsonl"
_SAMPLE = 8_000  # draws from a source without end, to learn which tokens it writes


@dataclass(frozen=True)
class Request:
    """Everything ``khulasa train`` can be told. ``rank`` 0 trains every weight (seq2seq only)."""

    folder: Path
    schedule: Schedule
    model: str = BUNDLED
    adapter: Path | None = None
    """Where the bundled base starts from; ``None``: the base alone."""
    data: Sequence[tuple[Path, str, float]] = ()
    """Files with their task and weight, in place of a recipe."""
    recipe: Path | None = None
    data_folder: Path = field(default_factory=Path)
    validate: tuple[Path, str | None] | None = None
    """Pairs that are scored and their task; ``None`` where there is but one."""
    rank: int = 48
    batch_tokens: int = 480
    accumulate: int = 4
    threads: int = 2
    smoothing: float = 0.05
    average: float = 0.99
    seed: int = 1
    device: str = "cpu"
    compiled: bool = True
    checkpoint_minutes: float = 8.0
    validate_minutes: float = 20.0
    pause_file: Path | None = None


def train(request: Request) -> Path | None:
    """Train or resume in ``request.folder``; gives the folder of the best model, or ``None`` when
    the run was stopped before its first validation.

    After each validation the averaged weights are in ``latest`` and, when their chrF is the best
    so far, in ``best``; ``scores.jsonl`` has one row for each. Raises ``UsageError`` for data or
    options that cannot be used.
    """
    sources, held_out = _data(request)
    request.folder.mkdir(parents=True, exist_ok=True)
    logger.info("loading %s", request.model)
    model, workers, threads = _model(request, sources)
    tasks = sorted({source.draw(0).task for source, _ in sources})

    def mixture(position: Position) -> Mixture:
        return Mixture(
            sources,
            model.encode,
            tokens=request.batch_tokens,
            accumulate=request.accumulate,
            seed=request.seed,
            position=position,
        )

    def validate(progress: Progress) -> None:
        _keep(model, request.folder, tasks, held_out, progress)

    options = Options(
        request.folder,
        request.schedule,
        smoothing=request.smoothing,
        average=request.average,
        workers=workers,
        threads=threads,
        checkpoint_minutes=request.checkpoint_minutes,
        validate_minutes=request.validate_minutes,
        pause_file=request.pause_file,
    )
    Loop(model, mixture, options, validate).run()
    kept = (request.folder / name for name in (BEST, LATEST))
    return next((folder for folder in kept if folder.is_dir()), None)


def _data(request: Request) -> tuple[list[tuple[Source, float]], list[Example]]:
    held_out: list[Example] = []
    if request.data:
        sources = [_file(*entry, seed=request.seed) for entry in request.data]
    else:
        found = recipe.load(request.recipe, request.data_folder, request.seed)
        sources, held_out = found.sources, found.held_out
    if request.validate:
        path, task = request.validate
        tasks = sorted({source.draw(0).task for source, _ in sources})
        if task is None and len(tasks) > 1:
            raise UsageError(f"--validate TASK:{path}: say which of {', '.join(tasks)}")
        task = task or tasks[0]
        if task not in tasks:
            raise UsageError(f"--validate {task}:{path}: trained is only {', '.join(tasks)}")
        held_out = read(path, task)
    return sources, held_out


def _file(path: Path, task: str, weight: float, *, seed: int) -> tuple[Source, float]:
    pairs = read(path, task)
    if task == "translate":
        pairs = clean(pairs)
    return Noisy(Pairs(f"{path}:{task}", pairs, seed), seed), weight


def _model(request: Request, sources: Sequence[tuple[Source, float]]) -> tuple[Any, int, int]:
    """The trainable, and how many workers with how many threads suit it."""
    if request.model != BUNDLED:
        from translate.training.seq2seq import Seq2Seq

        model = Seq2Seq(request.model, rank=request.rank, seed=request.seed, device=request.device)
        # Dropout draws from one global generator: a second worker would make it a race.
        return model, 1, request.threads
    if not request.rank:
        raise UsageError("the bundled base is trained with LoRA: --rank must be above 0")
    import torch

    from translate.training.bundled import build

    torch.set_num_threads(1)  # what each worker will have, and code is compiled for it
    bundled = build(
        _targets(sources),
        adapter=request.adapter,
        rank=request.rank,
        seed=request.seed,
        device=request.device,
        compiled=request.compiled,
    )
    return bundled, request.threads if request.device == "cpu" else 1, 1


def _targets(sources: Sequence[tuple[Source, float]]) -> Iterator[str]:
    for source, _ in sources:
        inner = source.source if isinstance(source, Noisy) else source
        for count in range(len(inner) if isinstance(inner, Pairs) else _SAMPLE):
            yield inner.draw(count).target


def _keep(
    model: Any, folder: Path, tasks: Sequence[str], held_out: Sequence[Example], progress: Progress
) -> None:
    latest, best, log = folder / LATEST, folder / BEST, folder / SCORES
    model.save(latest, tasks)
    if not held_out:
        return
    scores = model.score(latest, held_out)
    logger.info("step %d, %.0f minutes: %s", progress.step, progress.minutes, scores)
    before = [json.loads(line) for line in log.read_text().splitlines()] if log.is_file() else []
    row = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%S"),
        "step": progress.step,
        "minutes": round(progress.minutes, 2),
        "tokens": progress.tokens,
        **asdict(scores),
    }
    if scores.chrf > max((earlier["chrf"] for earlier in before), default=-1.0):
        partial = best.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        shutil.copytree(latest, partial)
        shutil.rmtree(best, ignore_errors=True)
        partial.rename(best)
    # Last: after a kill before this line the scores are taken, and the best kept, once more.
    with log.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(row) + "\n")
