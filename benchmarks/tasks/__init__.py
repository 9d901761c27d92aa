"""Tasks by name or path: ``find("news-chain")``, ``find("corpus.tsv")``, ``find("flores200/")``."""

from __future__ import annotations

from pathlib import Path

from benchmarks.tasks import news, parallel, stored, summaries
from benchmarks.tasks.base import Item, Outputs, Task
from translate.errors import UsageError

__all__ = ["BUILT_IN", "Item", "Outputs", "Task", "find"]

BUILT_IN = {
    "news-translation": news.translation,
    "news-summary-ar": news.summary,
    "news-chain": news.chain,
}


def find(name: str) -> list[Task]:
    """A built-in task, or those in the data at a path.

    A path is a TSV of pairs, two aligned files as ``SOURCE,REFERENCE``, a JSONL with ``text`` and
    ``summary``, or a folder of stored outputs, FLORES, NTREX, XL-Sum or CrossSum. Raises
    ``UsageError`` for anything else.
    """
    if name in BUILT_IN:
        return [BUILT_IN[name]()]
    path = Path(name)
    if path.is_dir():
        if stored.is_stored(path):
            return stored.read_stored(path)
        if parallel.is_parallel(path):
            return parallel.read_folder(path)
        if files := summaries.find_jsonl(path):
            return [summaries.read_jsonl(file) for file in files]
        raise UsageError(f"{path}: neither stored outputs, FLORES, NTREX nor JSONL summaries")
    if path.is_file():
        if path.suffix == ".jsonl":
            return [summaries.read_jsonl(path)]
        return [parallel.read_tsv(path)]
    source, comma, reference = name.partition(",")
    if comma and Path(source).is_file() and Path(reference).is_file():
        return [parallel.read_pair(Path(source), Path(reference))]
    raise UsageError(f"no such task or data: {name} (built in: {', '.join(BUILT_IN)})")
