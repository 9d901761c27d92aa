"""Rows of a table to pages: which column is the article, its title, its date."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping

from translate.arabic import arabic_ratio
from translate.errors import UnreadableError, UsageError
from translate.readers.page import Page, titled_page

log = logging.getLogger(__name__)
_TEXT = (
    *("text", "content", "body", "article", "article_text", "maintext", "document", "news"),
    *("story", "النص", "المقال", "المحتوى", "الخبر"),
)
_TITLE = ("title", "headline", "heading", "العنوان", "عنوان")
_DATE = ("date", "published", "published_at", "date_publish", "pubdate", "timestamp", "التاريخ")
_AUTHOR = ("author", "byline", "authors", "الكاتب")

Row = tuple[int, Mapping[str, object]]


def pages(rows: Iterable[Row], name: str, column: str | None) -> Iterator[Page]:
    """A page for each row that has text. Rows without are named in a warning.

    Raises:
        UsageError: ``column`` is not one of the columns; the message lists them.
        UnreadableError: no row has text.
    """
    found = False
    for number, row in rows:
        fields = {str(key).strip().lower(): value for key, value in row.items() if key is not None}
        body = _text(fields, name, column)
        if not body:
            log.warning("%s: row %d has no text; skipped", name, number)
            continue
        found = True
        title, date, author = (_first(fields, names) for names in (_TITLE, _DATE, _AUTHOR))
        yield titled_page(body, title, date=date, byline=author, row=number)
    if not found:
        raise UnreadableError(f"{name}: no row holds an article")


def _text(fields: Mapping[str, object], name: str, column: str | None) -> str | None:
    if column is not None:
        if column.lower() not in fields:
            raise UsageError(f"{name}: no column {column!r}; it has {', '.join(fields)}")
        return _string(fields[column.lower()])
    if named := _first(fields, _TEXT):
        return named
    arabic = [text for value in fields.values() if (text := _string(value))]
    return max((text for text in arabic if arabic_ratio(text) > 0.5), key=len, default=None)


def _first(fields: Mapping[str, object], names: Iterable[str]) -> str | None:
    return next((text for name in names if (text := _string(fields.get(name)))), None)


def _string(value: object) -> str | None:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n".join(value)
    return value if isinstance(value, str) and value.strip() else None
