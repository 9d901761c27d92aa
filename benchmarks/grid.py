"""The grid that a run covers, from flags or a small YAML file, and the cells it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import product
from pathlib import Path
from statistics import mean
from typing import Any, get_args

from benchmarks.systems import System
from benchmarks.tasks.base import Kind, Task
from translate.errors import MissingExtraError, UsageError

KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(frozen=True)
class Grid:
    """Every model is run on translation tasks, every method and summariser on summary tasks, and
    every combination on chain tasks (``direct`` with summarisers alone).

    ``limits`` keeps the first items of a kind of task, topics in turn; ``sentences`` is the length
    of summaries (``None``: that of the references, on average). ``measures`` replaces the default
    ones of a kind of task.
    """

    tasks: tuple[str, ...] = ("news-translation", "news-summary-ar", "news-chain")
    models: tuple[str, ...] = ("bundled",)
    strategies: tuple[str, ...] = ("translate-first", "summarise-first")
    methods: tuple[str, ...] = ("lead", "textrank", "centroid")
    summarisers: tuple[str, ...] = ()
    engine: str = "auto"
    beams: tuple[int, ...] = (1,)
    sentences: int | None = None
    limits: Mapping[str, int] = field(default_factory=dict)
    measures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def systems(self, task: Task) -> list[System]:
        """The cells of one task, in grid order."""
        length = self.sentences or average_sentences(task)
        base = System(engine=self.engine, sentences=length)
        if task.kind == "translation":
            cells = product(self.models, self.beams)
            return [replace(base, model=model, beams=beams) for model, beams in cells]
        ways = [replace(base, method=method) for method in self.methods]
        ways += [replace(base, summariser=summariser) for summariser in self.summarisers]
        if task.kind == "summary":
            return ways
        return [
            replace(way, model=model, strategy=strategy, beams=beams)
            for model, beams, strategy, way in product(
                self.models, self.beams, self.strategies, ways
            )
            if strategy != "direct" or way.summariser
        ]


QUICK = Grid(limits={"translation": 80, "chain": 8})
"""What ``khulasa bench --quick`` runs: minutes on two cores."""


def average_sentences(task: Task) -> int:
    """Mean number of sentences of the references, at least one: their lines, or as split."""
    from translate.sentences import split

    lines = (item.reference.split("\n") for item in task.items)
    return max(1, round(mean(sum(len(split(line)) for line in group) for group in lines)))


def read_grid(path: Path) -> Grid:
    """A YAML mapping with the fields of ``Grid``; a single value may stand for a list of one.

    Raises ``UsageError`` naming what is wrong.
    """
    try:
        import yaml
    except ImportError as error:
        raise MissingExtraError("a grid file", "bench") from error
    try:
        raw: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise UsageError(f"{path}: not a readable YAML file ({reason})") from error
    if not isinstance(raw, dict):
        raise UsageError(f"{path}: a grid is a mapping of fields to values")
    known = {one.name for one in fields(Grid)}
    if unknown := sorted(set(map(str, raw)) - known):
        raise UsageError(f"{path}: unknown field {unknown[0]!r}; choose {', '.join(sorted(known))}")
    return Grid(**{name: _value(path, name, value) for name, value in raw.items()})


def _value(path: Path, name: str, value: Any) -> Any:
    if name in ("limits", "measures"):
        if not isinstance(value, dict) or not set(value) <= set(KINDS):
            raise UsageError(f"{path}: {name} is a mapping by kind of task ({', '.join(KINDS)})")
        convert = _whole if name == "limits" else _strings_of
        return {kind: convert(path, name, one) for kind, one in value.items()}
    if name == "sentences":
        return _whole(path, name, value)
    if name == "engine":
        return str(value)
    if name == "beams":
        return tuple(_whole(path, name, one) for one in _listed(value))
    return _strings_of(path, name, value)


def _whole(path: Path, name: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise UsageError(f"{path}: {name} takes a whole number above zero, not {value!r}")
    return value


def _strings_of(path: Path, name: str, value: Any) -> tuple[str, ...]:
    if not all(isinstance(one, str) for one in _listed(value)):
        raise UsageError(f"{path}: {name} takes a text or a list of texts, not {value!r}")
    return tuple(_listed(value))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
