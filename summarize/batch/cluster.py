"""The work of a batch on a Ray cluster (extra ``[ray]``).

This process walks, stores and writes the manifest; actors that have loaded the model once read the
files, which every node must see under the same path, and send back the outputs. An actor that dies
is started again and its block of files repeated: nothing is stored twice.
"""

from __future__ import annotations

import logging
import os
import pickle
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from summarize.batch.work import Done, Task, Worker, failure
from translate.errors import KhulasaError, MissingExtraError

LOCAL = "ray"
"""The address of a cluster that is started here and ends with the run."""
_BLOCK = 32
"""Files that go to an actor together, and are repeated together when it dies."""
_DEATHS = 3
"""How often a block is tried again; a file on which every actor dies must not stop the rest."""

Opening = Callable[[], AbstractContextManager[tuple[str, Worker]]]
"""Loads the model, wherever it is called: the settings of its outputs, and a worker. It is pickled,
so it must be a function of a module (or a ``partial`` of one) and name no relative path."""


@contextmanager
def joined(address: str, opening: Opening, *, workers: int | None, gpu: bool) -> Iterator[Cluster]:
    """The cluster at ``ray://host:port``, or ``auto`` on one of its nodes; ``ray`` alone is one of
    this machine's own. ``workers`` models are loaded: by default one for each GPU, where ``gpu``
    allows them and there are any, else one for each node.

    Raises ``MissingExtraError`` without Ray, ``KhulasaError`` where nothing answers.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        ray = _ray()
    except ImportError as error:
        raise MissingExtraError("--cluster", "ray") from error

    where = "local" if address == LOCAL else address
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the error that follows says the same
            ray.init(address=where, log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, ImportError, RuntimeError, ValueError) as error:
        raise KhulasaError(f"--cluster {address}: {str(error).splitlines()[0]}") from error
    try:
        yield Cluster(ray, opening, workers, gpu)
    finally:
        ray.shutdown()


def _ray() -> Any:
    # Ray's annotations do not know its own keyword arguments.
    import_module("ray.data")
    return import_module("ray")


class Cluster:
    """``settings`` as a worker on the cluster sees them."""

    def __init__(self, ray: Any, opening: Opening, workers: int | None, gpu: bool) -> None:
        self._ray = ray
        self._opening = opening
        gpus = int(ray.cluster_resources().get("GPU", 0)) if gpu else 0
        nodes = sum(node["Alive"] for node in ray.nodes())
        self._workers = workers or gpus or nodes
        # One worker a node uses all its cores; several share what there is.
        self._needs: dict[str, Any] = {"num_gpus": 1} if gpus else {"num_cpus": 1}
        ask = ray.remote(**self._needs)(_settings)
        try:
            self.settings: str = ray.get(ask.remote(opening))
        except ray.exceptions.RayTaskError as error:
            raise _cause(error) from error

    def work(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """The outputs of all tasks, as they are made and in no order."""
        return self._work(iter(tasks), _BLOCK)

    def _work(self, tasks: Iterator[Task], size: int) -> Iterator[Done]:
        call = self._pipeline()
        lost = set()
        while block := [pickle.dumps(_absolute(task)) for task in islice(tasks, size)]:
            lost.add(call("add", block))
        if not lost:
            return
        while made := call("next"):
            number, done = made
            lost.discard(number)
            yield pickle.loads(done)
        left = (pickle.loads(task) for number in sorted(lost) for task in call("block", number))
        if size > 1:
            yield from self._work(left, 1)  # one file may have brought down all of its block
        else:
            reason = f"the worker died of it, {_DEATHS + 1} times"
            failed = [failure(task.name, 0, 0, reason) for task in left]
            if failed:
                yield Done(tuple(failed), 0)

    def _pipeline(self) -> Callable[..., Any]:
        """What calls a method of a new pipeline, by its name."""
        arguments = (self._opening, self._workers, self._needs)
        if not self._ray.util.client.ray.is_connected():
            here = Pipeline(*arguments)
            return lambda name, *args: getattr(here, name)(*args)
        there = self._ray.remote(num_cpus=0)(Pipeline).remote(*arguments)
        return lambda name, *args: self._ray.get(getattr(there, name).remote(*args))


class Pipeline:
    """Ray Data over blocks of tasks, all pickled. It runs in this process, or, as Ray Data cannot
    be driven through a ``ray://`` connection, in an actor on the cluster."""

    def __init__(self, opening: Opening, workers: int, needs: dict[str, Any]) -> None:
        self._opening = opening
        self._workers = workers
        self._needs = needs
        self._blocks: list[Any] = []
        self._made: Iterator[Any] | None = None

    def add(self, block: list[bytes]) -> int:
        """Take a block in, before the first ``next``; its number."""
        import pyarrow as pa

        number = len(self._blocks)
        table = pa.table({"block": [number] * len(block), "task": block})
        # In the object store, which spills to disk: no process ever holds all tasks.
        self._blocks.append(_ray().put(table))
        return number

    def block(self, number: int) -> list[bytes]:
        """The tasks of a block."""
        tasks: list[bytes] = _ray().get(self._blocks[number])["task"].to_pylist()
        return tasks

    def next(self) -> tuple[int, bytes] | None:
        """A block's number and a ``Done`` of it, pickled, as they come; ``None`` at the end."""
        if self._made is None:
            self._made = iter(self._dataset().iter_rows())
        row = next(self._made, None)
        return None if row is None else (row["block"], row["done"])

    def _dataset(self) -> Any:
        data = _ray().data
        context = data.DataContext.get_current()
        context.enable_progress_bars = False
        context.max_errored_blocks = -1
        return data.from_arrow_refs(self._blocks).map_batches(
            _Actor,
            fn_constructor_args=(self._opening,),
            batch_size=None,
            batch_format="pyarrow",
            compute=data.ActorPoolStrategy(size=min(self._workers, len(self._blocks))),
            max_task_retries=_DEATHS,
            scheduling_strategy="SPREAD",
            **self._needs,
        )


class _Actor:
    """Runs on a node: the model is loaded when it is made."""

    def __init__(self, opening: Opening) -> None:
        self._open = ExitStack()  # until the process ends
        _, self._worker = self._open.enter_context(opening())

    def __call__(self, block: Any) -> Any:
        import pyarrow as pa

        tasks = [pickle.loads(task) for task in block["task"].to_pylist()]
        done = [pickle.dumps(one) for one in self._worker.work(tasks)]
        number = block["block"][0].as_py()
        return pa.table({"block": [number] * len(done), "done": pa.array(done, pa.large_binary())})


def _absolute(task: Task) -> Task:
    return replace(task, path=str(Path(task.path).absolute()))


def _settings(opening: Opening) -> str:
    with opening() as (settings, _):
        return settings


def _cause(error: Any) -> KhulasaError:
    if isinstance(error.cause, KhulasaError):
        return error.cause
    return KhulasaError(f"the cluster cannot load the model: {str(error.cause).splitlines()[-1]}")
