"""A run: what is left to do, done, put in its place and written down."""

from __future__ import annotations

import hashlib
import logging
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from summarize.batch.manifest import Manifest, Row
from summarize.batch.outbox import Outbox
from summarize.batch.walk import Found
from summarize.batch.work import Done, Output, Task

_log = logging.getLogger("khulasa")

Work = Callable[[Iterable[Task]], Iterator[Done]]
"""Makes the outputs of tasks; it may take tasks ahead of what it has given back."""


@dataclass
class Tally:
    """What a run did. ``skipped`` counts articles that were done before; ``signal`` is the number
    of the signal that ended it early, or 0."""

    done: int = 0
    skipped: int = 0
    failed: int = 0
    sentences: int = 0
    flags: int = 0
    remembered: int = 0
    signal: int = 0
    started: float = field(default_factory=time.monotonic)

    def line(self) -> str:
        """The summary of a run, in one line."""
        seconds = max(time.monotonic() - self.started, 1e-9)
        return (
            f"{self.done:,} done, {self.skipped:,} skipped, {self.failed:,} failed;"
            f" {self.sentences:,} sentences ({self.remembered:,} from memory),"
            f" {self.flags:,} flags; {seconds:.1f} s, {self.sentences / seconds:.1f} sentences/s"
        )


class Run:
    """One pass over files. ``overwrite`` makes anew what is done; ``fail_fast`` ends with the
    first failure; ``limit`` is the number of articles made at most."""

    def __init__(
        self,
        manifest: Manifest,
        outbox: Outbox,
        *,
        overwrite: bool = False,
        fail_fast: bool = False,
        limit: int | None = None,
        progress: Callable[[Tally], None] = lambda tally: None,
    ) -> None:
        self.tally = Tally()
        self._manifest = manifest
        self._outbox = outbox
        self._overwrite = overwrite
        self._fail_fast = fail_fast
        self._limit = limit
        self._progress = progress

    def run(self, files: Iterable[Found], work: Work) -> Tally:
        """Do what is left to do. The first SIGINT or SIGTERM ends the run after what is being
        translated is stored; the second ends the process.

        Raises ``KhulasaError`` when the disk is full or read-only; what was stored stays.
        """
        with self._signals():
            for done in work(self._tasks(files)):
                self._store(done)
                failed = self._fail_fast and self.tally.failed
                if failed or self._left() == 0 or self.tally.signal:
                    break
            self._outbox.finish(self._manifest)
        return self.tally

    def _left(self) -> int | None:
        return None if self._limit is None else self._limit - self.tally.done

    def _tasks(self, files: Iterable[Found]) -> Iterator[Task]:
        for found in files:
            if self.tally.signal:
                return
            try:
                digest = _digest(found.path)
            except OSError:
                digest = b""  # whoever reads it next says why it cannot be read
            known = None if self._overwrite else self._manifest.known(found.name, digest)
            if known is None:
                self._manifest.begin(found.name, digest)
                yield Task(found.name, str(found.path))
                continue
            done = frozenset(
                number
                for number, sizes in known.outputs.items()
                if self._outbox.holds(found.name, number, sizes)
            )
            self.tally.skipped += len(done)
            self._progress(self.tally)
            if len(done) != known.articles:
                yield Task(found.name, str(found.path), done)

    def _store(self, done: Done) -> None:
        outputs = done.outputs[: self._left()]
        for output in outputs:
            self._outbox.put(output.name, output.number, output.texts)
            if output.reason is None and output.number == output.total:
                self._outbox.drop_beyond(output.name, output.total)
        self._manifest.commit([_row(output) for output in outputs])
        tally = self.tally
        for output in outputs:
            if output.reason is not None:
                tally.failed += 1
                _log.error("%s: %s", output.name, output.reason.removeprefix(f"{output.name}: "))
            else:
                tally.done += 1
                tally.sentences += output.sentences
                tally.flags += output.flags
        tally.remembered += done.remembered
        self._progress(tally)

    @contextmanager
    def _signals(self) -> Iterator[None]:
        def stop(number: int, frame: FrameType | None) -> None:
            self.tally.signal = number
            signal.signal(number, signal.SIG_DFL)
            _log.warning("stopping when this batch is written; once more to stop at once")

        before = {one: signal.signal(one, stop) for one in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)


def _digest(path: Path) -> bytes:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.digest()


def _row(output: Output) -> Row:
    sizes = {form: len(text) for form, text in output.texts.items()}
    if output.record is not None:
        sizes["record"] = len(output.record)
    return Row(
        name=output.name,
        number=output.number,
        total=output.total,
        outputs=sizes,
        record=output.record,
        sentences=output.sentences,
        flags=output.flags,
        seconds=output.seconds,
        reason=output.reason,
    )
