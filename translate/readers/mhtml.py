"""Pages that a browser saved into one file (MHTML)."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default

from translate.errors import UnreadableError
from translate.readers import html
from translate.readers.damage import parsing
from translate.readers.page import Page


def read(data: bytes, name: str, column: str | None) -> Iterator[Page]:
    """The first HTML part."""
    with parsing(name, "a broken saved page"):
        for part in message_from_bytes(data, policy=default).walk():
            if part.get_content_type() == "text/html":
                content = part.get_payload(decode=True)
                if isinstance(content, bytes):
                    yield from html.read(content, name, column)
                    return
    raise UnreadableError(f"{name}: the saved page holds no HTML")
