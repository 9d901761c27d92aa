"""What a reader hands over: the text of one page, and what the format itself says of it."""

from __future__ import annotations

from dataclasses import dataclass

from translate.calendar_ar import find_dates


@dataclass(frozen=True)
class Page:
    """``titled`` says that the first line of ``text`` is the title; ``date`` is ISO 8601; ``row``
    is where the page stood in a file of many, from 1."""

    text: str
    titled: bool = False
    date: str | None = None
    byline: str | None = None
    row: int | None = None


def titled_page(
    body: str,
    title: str | None,
    *,
    date: str | None = None,
    byline: str | None = None,
    row: int | None = None,
) -> Page:
    """A page whose title, if there is one, is its first line; not printed twice."""
    title = " ".join((title or "").split())
    if not title:
        return Page(body, False, _iso(date), byline or None, row)
    first, _, rest = body.lstrip().partition("\n")
    if first.strip() == title:
        body = rest.lstrip()
    return Page(f"{title}\n\n{body}", True, _iso(date), byline or None, row)


def _iso(printed: str | None) -> str | None:
    found = find_dates(printed or "")
    return found[0].iso if found else None
