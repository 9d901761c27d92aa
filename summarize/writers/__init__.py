"""One small module a format; ``get("md").write(brief)`` gives the text of a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from summarize.summary import Brief
from translate.errors import UsageError

_MODULES = {
    "json": ("summarize.writers.json_writer", ".json"),
    "jsonl": ("summarize.writers.jsonl_writer", ".jsonl"),
    "md": ("summarize.writers.markdown", ".md"),
    "html": ("summarize.writers.html", ".html"),
    "txt": ("summarize.writers.text", ".txt"),
}

FORMATS = tuple(_MODULES)
"""The names that ``get`` takes."""


@dataclass(frozen=True)
class Writer:
    """``write(brief)`` is the whole file, its last newline included; ``suffix`` begins with a dot.

    ``jsonl`` and ``txt`` outputs of several briefs may be joined as they are.
    """

    name: str
    suffix: str
    write: Callable[[Brief], str]


def get(name: str) -> Writer:
    """The writer of a format; its module is imported now. ``UsageError`` for another name."""
    if name not in _MODULES:
        raise UsageError(f"no format {name!r}; choose one of {', '.join(FORMATS)}")
    module, suffix = _MODULES[name]
    return Writer(name, suffix, import_module(module).write)
