"""Markdown: its marks are taken off, its words are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.readers.encoding import decode
from translate.readers.page import Page, titled_page

_FRONT_MATTER = re.compile(r"\A---\n(?P<fields>.*?)\n---\n", re.DOTALL)
_FIELD = re.compile(r"^(?P<name>title|date|author)\s*:\s*[\"']?(?P<value>[^\n\"']+)", re.M)
_TITLE = re.compile(r"\A\s*#[ \t]+(?P<title>[^\n]+)\n")
_MARKS = (
    (re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+|^[ \t]{0,3}>[ \t]?", re.M), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,1000})(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]{1,1000})(?<=\S)\1(?![\w*])"), r"\2"),
)


def read(data: bytes, name: str, column: str | None) -> Iterator[Page]:
    """One page; the title, date and author of the front matter are used where it has them."""
    text = decode(data, name).replace("\r\n", "\n")
    fields: dict[str, str] = {}
    if front := _FRONT_MATTER.match(text):
        fields = {m["name"]: m["value"].strip() for m in _FIELD.finditer(front["fields"])}
        text = text[front.end() :]
    if heading := _TITLE.match(text):
        fields.setdefault("title", heading["title"].strip(" #"))
        text = text[heading.end() :]
    for pattern, replacement in _MARKS:
        text = pattern.sub(replacement, text)
    yield titled_page(
        text, fields.get("title"), date=fields.get("date"), byline=fields.get("author")
    )
