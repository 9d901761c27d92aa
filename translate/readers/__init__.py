"""One module a format: bytes in, pages of text out.

A reader is ``read(data: bytes, name: str, column: str | None) -> Iterator[Page]``; ``name`` is
what errors call the file. It raises ``UnreadableError`` with one line a person can act on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from translate.readers.page import Page

Reader = Callable[[bytes, str, str | None], Iterator[Page]]

_MODULES = {
    "plain": ("txt", "text"),
    "markdown": ("md", "markdown"),
    "html": ("html", "htm", "xhtml"),
    "mhtml": ("mhtml", "mht"),
    "docx": ("docx",),
    "pdf": ("pdf",),
    "json_rows": ("json", "jsonl", "ndjson"),
    "csv_rows": ("csv", "tsv"),
}
_BY_SUFFIX = {f".{suffix}": name for name, group in _MODULES.items() for suffix in group}
SUFFIXES = frozenset(_BY_SUFFIX)
"""Suffixes, with their dot and in lower case, of files that a folder is searched for."""


def reader(suffix: str, data: bytes) -> Reader:
    """The reader for a file: by its suffix, else by how it begins, else as plain text."""
    name = _BY_SUFFIX.get(suffix.lower()) or _sniff(data)
    found: Reader = import_module(f"translate.readers.{name}").read
    return found


def _sniff(data: bytes) -> str:
    start = data[:1024].lstrip().lower()
    if start.startswith(b"%pdf"):
        return "pdf"
    if start.startswith(b"pk\x03\x04"):
        return "docx"
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start:
        return "html"
    return "plain"


__all__ = ["SUFFIXES", "Page", "Reader", "reader"]
