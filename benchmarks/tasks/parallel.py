"""Parallel text that the user names: a TSV, two files, or a FLORES or NTREX folder."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.tasks.base import Item, Task
from benchmarks.tasks.stored import lines
from translate.errors import UnreadableError

_FLORES = ("arb_Arab", "eng_Latn")
_NTREX = ("newstest2019-ref.arb.txt", "newstest2019-src.eng.txt")


def read_tsv(path: Path) -> Task:
    """``arabic<TAB>english``, one pair a line; further columns are left alone."""
    pairs = []
    for number, line in enumerate(lines(path), 1):
        cells = line.split("\t")
        if len(cells) < 2 or not cells[0].strip() or not cells[1].strip():
            raise UnreadableError(f"{path}: line {number} is not arabic<TAB>english")
        pairs.append((cells[0], cells[1]))
    return _task(path.stem, pairs)


def read_pair(source: Path, reference: Path) -> Task:
    """Two files aligned line by line."""
    return _task(source.stem, _zip(source, lines(source), reference, lines(reference)))


def is_parallel(folder: Path) -> bool:
    """Whether the folder is laid out as FLORES or as NTREX."""
    return bool(_flores(folder)) or bool(_ntrex(folder))


def read_folder(folder: Path) -> list[Task]:
    """The splits of a FLORES folder (``devtest/arb_Arab.devtest`` or ``.jsonl``), or NTREX
    (``newstest2019-ref.arb.txt``)."""
    tasks = []
    for source, reference in _flores(folder):
        pairs = _zip(source, _flores_lines(source), reference, _flores_lines(reference))
        tasks.append(_task(f"flores-{source.parent.name}", pairs))
    for source, reference in _ntrex(folder):
        tasks.append(_task("ntrex", _zip(source, lines(source), reference, lines(reference))))
    return tasks


def _flores(folder: Path) -> list[tuple[Path, Path]]:
    arabic, english = _FLORES
    found = sorted(folder.glob(f"**/{arabic}.*"))
    pairs = [(path, path.with_name(path.name.replace(arabic, english))) for path in found]
    return [(source, reference) for source, reference in pairs if reference.is_file()]


def _ntrex(folder: Path) -> list[tuple[Path, Path]]:
    found = sorted(folder.glob(f"**/{_NTREX[0]}"))
    return [(path, path.with_name(_NTREX[1])) for path in found]


def _flores_lines(path: Path) -> list[str]:
    rows = lines(path)
    return [json.loads(row)["text"] for row in rows] if path.suffix == ".jsonl" else rows


def _zip(a: Path, first: list[str], b: Path, second: list[str]) -> list[tuple[str, str]]:
    if len(first) != len(second):
        raise UnreadableError(f"{a} has {len(first)} lines and {b} has {len(second)}")
    return list(zip(first, second, strict=True))


def _task(name: str, pairs: list[tuple[str, str]]) -> Task:
    items = (
        Item(str(number), arabic, english) for number, (arabic, english) in enumerate(pairs, 1)
    )
    return Task(name, "translation", "ar", "en", tuple(items))
