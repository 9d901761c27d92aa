"""The training loop: steps, checkpoints, exact resume. It knows nothing of what it trains."""

from __future__ import annotations

import json
import logging
import signal
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from translate.errors import UsageError
from translate.training.mixture import Encoded, Mixture, Position
from translate.training.schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import torch
    from torch import Tensor

logger = logging.getLogger(__name__)

CHECKPOINT, CURVE = "checkpoint.pt", "curve.jsonl"


class Trainable(Protocol):
    """A model as the loop sees it."""

    def parameters(self) -> dict[str, torch.nn.Parameter]:
        """What is trained, by name, in a fixed order."""
        ...

    def loss(self, batch: Sequence[Encoded], smoothing: float) -> tuple[Tensor, float, int]:
        """(smoothed loss summed over target tokens, plain loss summed, target tokens)."""
        ...


@dataclass(frozen=True)
class Options:
    """What does not change the result is not here, save where files go and how often."""

    folder: Path
    schedule: Schedule
    smoothing: float = 0.05
    clip: float = 1.0
    weight_decay: float = 0.01
    average: float = 0.99
    """Decay of the running average of the weights that validation and export use; 0 for none."""
    workers: int = 1
    """Micro-batches of a step that run at once. Threads that meet once a step lose far less than
    threads that meet in every operation, above all on a machine that others use too."""
    threads: int = 1
    """Threads inside each worker."""
    checkpoint_minutes: float = 8.0
    validate_minutes: float = 20.0
    pause_file: Path | None = None
    """While this file exists the loop sleeps."""


@dataclass
class Progress:
    """Counters; ``minutes`` excludes pauses and validation."""

    step: int = 0
    minutes: float = 0.0
    tokens: int = 0
    position: dict[str, Any] = field(default_factory=dict)


class Loop:
    """Trains until the schedule is done, or until SIGTERM or SIGINT; both end with a checkpoint.

    ``validate`` is called every ``validate_minutes`` and at the end, with the averaged weights in
    place.
    """

    def __init__(
        self,
        model: Trainable,
        make_mixture: Callable[[Position], Mixture],
        options: Options,
        validate: Callable[[Progress], None] = lambda progress: None,
    ) -> None:
        import torch

        self.options, self._model, self._validate = options, model, validate
        self._parameters = model.parameters()
        self._optimizer = torch.optim.AdamW(
            self._parameters.values(), betas=(0.9, 0.98), weight_decay=options.weight_decay
        )
        self._average = {name: value.detach().clone() for name, value in self._parameters.items()}
        self.progress = Progress()
        self._resume()
        self._mixture = make_mixture(Position(**self.progress.position))
        self._stop = False

    def run(self) -> Progress:
        """Train; gives the counters reached."""
        schedule, progress = self.options.schedule, self.progress
        saved = validated = time.monotonic()
        with self._signals(), self._pool() as pool:
            for step in self._mixture:
                if self._stop or schedule.done(progress.step, progress.minutes):
                    break
                self._sleep_while_paused()
                self._step(step, pool)
                now = time.monotonic()
                if now - saved > 60 * self.options.checkpoint_minutes:
                    self._save()
                    saved = time.monotonic()
                if now - validated > 60 * self.options.validate_minutes:
                    self._save()  # should the validation fail, the steps are not lost
                    self._check()
                    saved = validated = time.monotonic()
            self._save()
            if not self._stop:
                self._check()
        return progress

    @contextmanager
    def averaged(self) -> Iterator[None]:
        """The averaged weights in place of the current ones."""
        current = {name: value.data for name, value in self._parameters.items()}
        self.settle()
        try:
            yield
        finally:
            for name, value in self._parameters.items():
                value.data = current[name]

    def settle(self) -> None:
        """Put the averaged weights in place for good; the loop is not to be run after it."""
        if self.options.average:
            for name, value in self._parameters.items():
                value.data = self._average[name]

    def _pool(self) -> ThreadPoolExecutor:
        import torch

        threads = self.options.threads
        torch.set_num_threads(threads)
        return ThreadPoolExecutor(
            self.options.workers, initializer=lambda: torch.set_num_threads(threads)
        )

    def _check(self) -> None:
        with self.averaged():
            self._validate(self.progress)

    def _step(self, batches: list[list[Encoded]], pool: ThreadPoolExecutor) -> None:
        import torch

        started = time.monotonic()
        values = list(self._parameters.values())
        rate = self.options.schedule.rate(self.progress.step, self.progress.minutes)
        summed = plain = 0.0
        wanted = 0
        total: list[Tensor] | None = None
        # Gradients are added in the order of the batches, whichever worker is done first.
        for gradients, loss, nats, count in pool.map(self._gradients, batches):
            summed, plain, wanted = summed + loss, plain + nats, wanted + count
            if total is None:
                total = gradients
            else:
                torch._foreach_add_(total, gradients)
        assert total is not None
        torch._foreach_div_(total, wanted)
        for value, gradient in zip(values, total, strict=True):
            value.grad = gradient
        norm = torch.nn.utils.clip_grad_norm_(values, self.options.clip)
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        self._optimizer.step()
        self._optimizer.zero_grad()
        if self.options.average:
            # A young average would remember the random start for long.
            keep = min(self.options.average, self.progress.step / (self.progress.step + 10))
            torch._foreach_lerp_(
                list(self._average.values()), [value.detach() for value in values], 1 - keep
            )
        progress = self.progress
        progress.step += 1
        progress.tokens += sum(len(item) for batch in batches for item in batch)
        progress.position = self._mixture.state()
        progress.minutes += (time.monotonic() - started) / 60
        self._record(
            step=progress.step,
            minutes=round(progress.minutes, 3),
            tokens=progress.tokens,
            rate=rate,
            loss=summed / wanted,
            nats=plain / wanted,
            norm=float(norm),
        )

    def _gradients(self, batch: list[Encoded]) -> tuple[list[Tensor], float, float, int]:
        import torch

        loss, plain, count = self._model.loss(batch, self.options.smoothing)
        gradients = torch.autograd.grad(loss, list(self._parameters.values()))
        return list(gradients), float(loss.detach()), plain, count

    def _record(self, **row: float) -> None:
        with (self.options.folder / CURVE).open("a", encoding="utf-8") as curve:
            curve.write(json.dumps(row) + "\n")

    def _save(self) -> None:
        import torch

        path = self.options.folder / CHECKPOINT
        partial = path.with_suffix(".partial")
        state = {
            "progress": vars(self.progress),
            "parameters": {name: value.data for name, value in self._parameters.items()},
            "average": self._average,
            "optimizer": self._optimizer.state_dict(),
            "random": torch.get_rng_state(),
            "random_cuda": torch.cuda.get_rng_state_all(),
        }
        torch.save(state, partial)
        # Renamed whole: a kill at any moment leaves the last good checkpoint.
        partial.replace(path)

    def _resume(self) -> None:
        import torch

        path = self.options.folder / CHECKPOINT
        if not path.is_file():
            return
        state = torch.load(path, weights_only=True, map_location="cpu")
        shapes = {name: value.shape for name, value in self._parameters.items()}
        if shapes != {name: value.shape for name, value in state["parameters"].items()}:
            raise UsageError(f"{path} is of a run with another model or rank: choose a new folder")
        with torch.no_grad():
            for name, value in self._parameters.items():
                value.copy_(state["parameters"][name])
                self._average[name].copy_(state["average"][name])
        self._optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"])
        if torch.cuda.is_available():
            torch.cuda.set_rng_state_all(state["random_cuda"])
        self.progress = Progress(**state["progress"])
        self._forget_after(self.progress.step)
        logger.info("resuming at step %d", self.progress.step)

    def _forget_after(self, step: int) -> None:
        """Drop what the curve says of steps that were lost with the kill and come again."""
        path = self.options.folder / CURVE
        if not path.is_file():
            return
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if line.endswith("\n") and json.loads(line)["step"] <= step]
        path.write_text("".join(kept), encoding="utf-8")

    def _sleep_while_paused(self) -> None:
        pause = self.options.pause_file
        while pause is not None and pause.exists() and not self._stop:
            time.sleep(1.0)

    @contextmanager
    def _signals(self) -> Iterator[None]:
        def stop(number: int, frame: object) -> None:
            logger.info("stopping after this step")
            self._stop = True

        before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
