"""One model, many requests: sentences that wait together are decoded together.

While the model decodes, what arrives waits; then up to ``size`` waiting sentences go next, taken in
turn from every request, so that one long article does not hold up short texts. For the sake of a
fuller batch nothing waits longer than ``linger`` seconds after the last arrival, and in all no more
than a small share of what the batch before took: clients that were answered together come back
together, but not at the same moment.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from translate.article import TranslatedSentence

T = TypeVar("T")
_SHARE = 0.05
"""Of the time that the last batch took, how much the next may be delayed at most."""
Settle = Callable[[Any, BaseException | None], None]
"""Called once, from any thread, with a result or an error."""


@dataclass
class _Job:
    """A request's texts. ``found`` fills up; ``settle`` is called once, with it or an error."""

    texts: list[str]
    settle: Settle
    cancelled: threading.Event = field(default_factory=threading.Event)
    found: dict[int, TranslatedSentence] = field(default_factory=dict)
    taken: int = 0


@dataclass
class _Call:
    function: Callable[[], Any]
    settle: Settle
    cancelled: threading.Event = field(default_factory=threading.Event)


class Batcher:
    """Owns the thread in which the model works; nothing else may use it.

    ``translate`` gives a rendering of each of some texts; ``observe`` is told the size of each
    batch and how many texts are left waiting.
    """

    def __init__(
        self,
        translate: Callable[[Sequence[str]], list[TranslatedSentence]],
        *,
        size: int = 64,
        linger: float = 0.01,
        observe: Callable[[int, int], None] = lambda size, waiting: None,
    ) -> None:
        self._translate = translate
        self._size = size
        self._linger = linger
        self._observe = observe
        self._jobs: deque[_Job] = deque()
        self._calls: deque[_Call] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._last = 0.0  # seconds
        self._thread = threading.Thread(target=self._loop, name="model", daemon=True)
        self._thread.start()

    async def texts(self, texts: Sequence[str]) -> list[TranslatedSentence]:
        """A rendering of each text, in order. Cancelling drops what is not decoded yet."""
        if not texts:
            return []
        future, settle = _future()
        job = _Job(list(texts), settle)
        found: list[TranslatedSentence] = await self._wait(self._jobs, job, future)
        return found

    async def call(self, function: Callable[[], T]) -> T:
        """What ``function`` gives, called where the model may be used."""
        future, settle = _future()
        found: T = await self._wait(self._calls, _Call(function, settle), future)
        return found

    def close(self) -> None:
        """End the thread after the batch it is at."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    async def _wait(self, queue: deque[Any], job: Any, future: asyncio.Future[Any]) -> Any:
        with self._changed:
            queue.append(job)
            self._changed.notify()
        try:
            return await future
        except asyncio.CancelledError:
            job.cancelled.set()
            raise

    def _loop(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._jobs or self._calls)
                if self._closed:
                    return
                calls = [self._calls.popleft() for _ in range(len(self._calls))]
            for call in calls:
                if not call.cancelled.is_set():
                    _settle(call.settle, call.function)
            if self._jobs:
                self._gather()
                self._decode()

    def _gather(self) -> None:
        """Wait while requests keep coming in, and the batch is not full."""
        end = time.monotonic() + max(self._linger, _SHARE * self._last)
        before = -1
        while before < (now := self._waiting()) < self._size and time.monotonic() < end:
            before = now
            time.sleep(self._linger)

    def _waiting(self) -> int:
        with self._changed:
            return sum(len(job.texts) - job.taken for job in self._jobs)

    def _decode(self) -> None:
        with self._changed:
            chosen = self._choose()
        if not chosen:
            return
        self._observe(len(chosen), self._waiting())
        start = time.monotonic()
        try:
            found = self._translate([job.texts[index] for job, index in chosen])
        except Exception as error:  # noqa: BLE001 - told to every request that it concerns
            for job in {id(job): job for job, _ in chosen}.values():
                job.cancelled.set()
                job.settle(None, error)
            return
        finally:
            self._last = time.monotonic() - start
        for (job, index), rendering in zip(chosen, found, strict=True):
            job.found[index] = rendering
            if len(job.found) == len(job.texts):
                job.settle([job.found[place] for place in range(len(job.texts))], None)

    def _choose(self) -> list[tuple[_Job, int]]:
        """The texts that go next, in turn from every job. A job leaves the queue with its last."""
        jobs = deque(job for job in self._jobs if not job.cancelled.is_set())
        self._jobs.clear()
        chosen: list[tuple[_Job, int]] = []
        while jobs and len(chosen) < self._size:
            job = jobs.popleft()
            chosen.append((job, job.taken))
            job.taken += 1
            if job.taken < len(job.texts):
                jobs.append(job)
        self._jobs.extend(jobs)
        return chosen


def _future() -> tuple[asyncio.Future[Any], Settle]:
    """A future of the running loop, and what settles it from another thread."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Any] = loop.create_future()

    def set_it(value: Any, error: BaseException | None) -> None:
        if future.done():
            return
        if error is None:
            future.set_result(value)
        else:
            future.set_exception(error)

    def settle(value: Any, error: BaseException | None) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(set_it, value, error)

    return future, settle


def _settle(settle: Settle, function: Callable[[], Any]) -> None:
    try:
        value = function()
    except Exception as error:  # noqa: BLE001 - told to the request that it concerns
        settle(None, error)
    else:
        settle(value, None)
