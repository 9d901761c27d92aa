"""Plain text."""

from __future__ import annotations

from collections.abc import Iterator

from translate.readers.encoding import decode
from translate.readers.page import Page


def read(data: bytes, name: str, column: str | None) -> Iterator[Page]:
    """The whole text as one page."""
    yield Page(decode(data, name))
