"""One story's lines told apart: title, body, and what stands around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from translate.arabic import fold
from translate.article import Furniture, Span
from translate.calendar_ar import find_dates
from translate.furniture.bylines import byline_name, is_name
from translate.furniture.captions import has_credit, is_posed
from translate.furniture.dateline import find_dateline, named_place
from translate.furniture.lines import Line
from translate.furniture.outlets import agencies
from translate.furniture.repeats import mark_repeats, mark_strangers
from translate.furniture.words import overlap, stems, words

_TITLE_WORDS = 30
_CAPTION_WORDS = 45
_RETELLS = 0.3  # of a headline's words in the first paragraphs
_SITE_SUFFIX = re.compile(r"\s+[|–—-]\s+(?P<site>[^|–—-]{2,40})$")
_INNER_STOP = re.compile(r"[.!؟]\s")
# A heading after the last paragraph, and what the lines below it are.
_LISTED_UNDER = {
    "keywords": "keywords",
    "navigation": "related",
    "related": "related",
    "share": "share",
}


@dataclass
class Story:
    """One story of a page as spans of its text; ``date`` is ISO 8601."""

    title: Span | None = None
    paragraphs: list[Span] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    date: str | None = None
    byline: str | None = None
    place: str | None = None


def read_story(text: str, lines: list[Line], *, titled: bool) -> Story:
    """The story that ``lines`` print; ``titled`` where the first is known to be its title."""
    story = Story()
    _mark_captions(lines)
    if titled:
        lines[0].kind = None
    _read_head(story, lines, titled)
    mark_repeats(_open(lines))
    mark_strangers(_open(lines))
    _read_tail(story, lines)
    _read_dateline(story, text, lines)
    story.furniture += [
        Furniture(line.kind, line.text, line.start, line.end)
        for line in lines
        if line.kind and line.kind != "title"
    ]
    story.furniture.sort(key=lambda piece: piece.start)
    story.paragraphs = [(line.start, line.end) for line in _open(lines)]
    story.date = _page_date(story.furniture)
    return story


def _open(lines: list[Line]) -> list[Line]:
    """Lines not known to be anything but body."""
    return [line for line in lines if line.kind is None]


def _mark_captions(lines: list[Line]) -> None:
    first = before_body = True  # the first open line is the title, not a caption
    last = next((line for line in reversed(lines) if line.kind is None and line.prose), None)
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        if line.kind:
            continue
        twin = after is not None and after.kind is None and fold(after.text) == fold(line.text)
        credited = has_credit(line.text) and not (first and _names_site(line))
        if line is last or not before_body:
            # Body paragraphs end in "(رويترز)" too.
            longest = 12 if line is last else 25
            credited = credited and line.size <= longest and line.text[0] != "و"
        credited = credited and len(_INNER_STOP.findall(line.text)) <= before_body
        posed = is_posed(line.text) and not line.stopped
        signed = after is not None and after.kind == "credit" and not line.stopped
        if (
            (credited and line.size <= _CAPTION_WORDS)
            or (posed and line.size <= (_CAPTION_WORDS if before_body else 30))
            or (signed and not first and line.size >= 5)
            or (twin and not first and before_body and not line.stopped)
        ):
            line.kind = "caption"
            if twin and after is not None:
                after.kind = "caption"
            continue
        first = False
        before_body = before_body and not line.prose


def _names_site(line: Line) -> bool:
    """Whether what looks like a credit may be the site's name after its title."""
    match = _SITE_SUFFIX.search(line.text)
    return match is not None and fold(match["site"]) in agencies() and line.size <= 20


def _read_head(story: Story, lines: list[Line], titled: bool) -> None:
    """Title, byline and leftovers of navigation before the first paragraph."""
    rows = _open(lines)
    if titled or _asks(rows):
        title: Line | None = rows[0]
        above, (below, body) = [], _until_prose(rows[1:])
    else:
        head, body = _until_prose(rows)
        title = _find_title(head, body)
        at = head.index(title) if title else 0
        above, below = head[:at], head[at + 1 :] if title else head
    if title is not None:
        _take_title(story, title)
    for line in above:
        if not _take_byline(story, line):
            line.kind = "site" if "|" in line.text else "navigation"
    said = {stem for line in body[:40] for stem in stems(line.text)}
    for line in below:
        if title is not None and words(line.text) == words(title.text):
            line.kind = "repeat"
        elif not _take_byline(story, line) and title is not None and _stranger(line, said):
            line.kind = "byline"
            story.byline = story.byline or line.text


def _stranger(line: Line, said: set[str]) -> bool:
    """A name that the story never mentions: who wrote it."""
    short = bool(said) and 2 <= line.size <= 4
    return short and is_name(line.text) and said.isdisjoint(stems(line.text))


def _until_prose(rows: list[Line]) -> tuple[list[Line], list[Line]]:
    start = next((number for number, line in enumerate(rows) if line.prose), len(rows))
    return rows[:start], rows[start:]


def _asks(rows: list[Line]) -> bool:
    """Whether the page opens with a question or a cry, which heads it however it is stopped."""
    if len(rows) < 2 or rows[0].text.rstrip('"”» ')[-1:] not in ("؟", "?", "!", "…"):
        return False
    longest = max(line.size for line in rows[1:4])
    return rows[0].size <= 20 and rows[0].size < longest


def _find_title(head: list[Line], body: list[Line]) -> Line | None:
    """The headline: of the lines above the body one that the body retells, else the first of four
    words or more, else the first."""
    if len(head) + bool(body) < 2:
        return None
    fit = [line for line in head if line.size <= _TITLE_WORDS and not byline_name(line.text)]
    long = [line for line in fit if line.size >= 4 and not _is_site(line)]
    opening = [line.text for line in body[:4]]
    retold = (line for line in long if overlap(line.text, opening) >= _RETELLS)
    return next(retold, None) or next(iter(long), None) or next(iter(fit), None)


def _is_site(line: Line) -> bool:
    return "|" in line.text and not _names_site(line)


def _take_title(story: Story, line: Line) -> None:
    end = line.end
    match = _SITE_SUFFIX.search(line.text)
    if match and (fold(match["site"]) in agencies() or match[0].lstrip()[0] == "|"):
        mark = match[0].lstrip()
        story.furniture.append(Furniture("site", mark, end - len(mark), end))
        end = line.start + match.start()
    line.kind = "title"
    story.title = (line.start, end)


def _take_byline(story: Story, line: Line) -> bool:
    name = byline_name(line.text)
    if name is None:
        return False
    line.kind = "byline"
    story.byline = story.byline or name
    return True


def _read_tail(story: Story, lines: list[Line]) -> None:
    """After the last paragraph: lists under a heading, a writer's name."""
    prose = [number for number, line in enumerate(lines) if line.kind is None and line.prose]
    if not prose:
        return
    listed: str | None = None
    for line in lines[prose[-1] + 1 :]:
        if line.kind:
            bare_source = line.kind == "source" and line.size == 1
            listed = "source" if bare_source else _LISTED_UNDER.get(line.kind)
        elif not _take_byline(story, line) and listed:
            line.kind = listed
            listed = None if listed == "source" else listed


def _read_dateline(story: Story, text: str, lines: list[Line]) -> None:
    """Take the agency tag off the first paragraph that has one; learn the place."""
    for line in _open(lines)[:3]:
        if found := find_dateline(text, line.start, line.end):
            start, end = found.span
            tag = text[start:end].rstrip()
            story.furniture.append(Furniture("agency", tag, start, start + len(tag)))
            story.place = found.place
            line.start, line.text = end, text[end : line.end]
            break
    if story.place is None:
        tags = (named_place(line.text) for line in lines if line.kind == "agency")
        story.place = next((place for place in tags if place), None)


def _page_date(furniture: list[Furniture]) -> str | None:
    """When it was published, else when it was updated."""
    updated = None
    for piece in furniture:
        if piece.kind not in ("date", "byline", "agency"):
            continue
        # A page that prints both calendars means the Gregorian day.
        dates = sorted(find_dates(piece.text), key=lambda found: found.calendar == "hijri")
        for found in dates[:1]:
            if "تحديث" not in piece.text[: found.start]:
                return found.iso
            updated = updated or found.iso
    return updated
