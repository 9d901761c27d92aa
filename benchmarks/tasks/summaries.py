"""Summarisation data that the user names: JSONL with ``text`` and ``summary``.

XL-Sum (``id, url, title, summary, text``) and CrossSum (``source_url, target_url, summary, text``)
are such files. The languages are read from the text: Arabic articles with English summaries make a
chain task, one language on both sides a summary task.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from benchmarks.tasks.base import Item, Kind, Task
from benchmarks.tasks.stored import lines
from translate.arabic import language
from translate.errors import UnreadableError

_LOG = logging.getLogger(__name__)
_FIELDS = ("text", "summary")


def read_jsonl(path: Path) -> Task:
    """Rows with an empty text or summary are left out, and counted in a warning. Raises
    ``UnreadableError`` naming the line that lacks either field."""
    found = [
        _item(path, number, line) for number, line in enumerate(lines(path), 1) if line.strip()
    ]
    items = [item for item in found if item.source.strip() and item.reference.strip()]
    if len(items) < len(found):
        _LOG.warning("%s: %d rows left out: empty", path, len(found) - len(items))
    source = language(" ".join(item.source for item in items[:20]))
    target = language(" ".join(item.reference for item in items[:20]))
    return Task(path.stem, _kind(path, source, target), source, target, tuple(items))


def find_jsonl(folder: Path) -> list[Path]:
    """The test splits of an XL-Sum or CrossSum folder, or every JSONL file if none is named so."""
    found = sorted(folder.glob("*.jsonl"))
    return [path for path in found if path.stem.endswith("test")] or found


def _item(path: Path, number: int, line: str) -> Item:
    try:
        record: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"{path}: line {number} is not JSON ({error.msg})") from error
    text, summary = (record.get(key) if isinstance(record, dict) else None for key in _FIELDS)
    if not isinstance(text, str) or not isinstance(summary, str):
        raise UnreadableError(f"{path}: line {number} lacks the fields text and summary")
    title = record.get("title")
    name = str(record.get("id", number))
    return Item(name, text, summary, topic=record.get("topic"), title=title or None)


def _kind(path: Path, source: str, target: str) -> Kind:
    if source == target and source != "und":
        return "summary"
    if (source, target) == ("ar", "en"):
        return "chain"
    raise UnreadableError(f"{path}: cannot score {source!r} articles with {target!r} summaries")
