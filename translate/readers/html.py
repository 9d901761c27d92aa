"""Saved web pages: the main text, its title, date and author, through trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.errors import UnreadableError
from translate.readers.damage import parsing
from translate.readers.encoding import decode
from translate.readers.page import Page, titled_page

MAX_DEPTH = 1000  # elements inside one another; real pages stay under 60
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.I)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]{0,30})")
_VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|td|tr|th")


def read(data: bytes, name: str, column: str | None) -> Iterator[Page]:
    """The main text of one page."""
    yield page(_decode(data, name), name)


def page(html: str, name: str) -> Page:
    """The main text of an HTML document."""
    from trafilatura import extract, extract_metadata

    if (depth := _depth(html)) > MAX_DEPTH:
        raise UnreadableError(f"{name}: elements nested {depth} deep (the limit is {MAX_DEPTH})")
    with parsing(name, "a broken page"):
        body = extract(html, output_format="txt", include_comments=False, favor_recall=True)
        if not body:
            raise UnreadableError(f"{name}: no article text was found in the page")
        said = extract_metadata(html)
    return titled_page(body, said.title, date=said.date, byline=said.author)


def _decode(data: bytes, name: str) -> str:
    """By the charset that the page declares, where it holds; else as any text."""
    declared = _CHARSET.search(data[:4096])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # a wrong declaration is common; the bytes decide
    return decode(data, name)


def _depth(html: str) -> int:
    """How deep elements nest, counting none that HTML closes by itself."""
    depth = deepest = 0
    for match in _TAG.finditer(html):
        if not _VOID.fullmatch(match["name"].lower()):
            depth = max(0, depth + (-1 if match["close"] else 1))
            deepest = max(deepest, depth)
    return deepest
