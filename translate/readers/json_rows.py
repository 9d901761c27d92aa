"""JSON and JSON Lines: an article, a list of them, or one a line."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

from translate.errors import UnreadableError
from translate.readers.encoding import decode
from translate.readers.page import Page
from translate.readers.rows import Row, pages

log = logging.getLogger(__name__)


def read(data: bytes, name: str, column: str | None) -> Iterator[Page]:
    """Every article; a line that is not JSON is named in a warning and skipped."""
    text = decode(data, name)
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        yield from pages(_lines(text, name), name, column)
    except RecursionError as error:
        raise UnreadableError(f"{name}: JSON nested too deep") from error
    else:
        yield from pages(_items(whole), name, column)


def _items(whole: object) -> Iterator[Row]:
    if isinstance(whole, dict):
        lists = [value for value in whole.values() if _is_rows(value)]
        whole = lists[0] if len(lists) == 1 else [whole]
    for number, item in enumerate(whole if isinstance(whole, list) else [whole], 1):
        yield number, item if isinstance(item, dict) else {"text": item}


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _lines(text: str, name: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            log.warning("%s: line %d is not JSON (%s); skipped", name, number, error)
            continue
        yield number, item if isinstance(item, dict) else {"text": item}
