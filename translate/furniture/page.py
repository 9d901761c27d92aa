"""A page's lines shared out among its stories."""

from __future__ import annotations

from itertools import pairwise

from translate.furniture.dateline import is_agency_line
from translate.furniture.labels import label_kind, related_heading
from translate.furniture.lines import Line, read_lines
from translate.furniture.story import Story, read_story
from translate.furniture.words import overlap

_RETOLD = 0.5  # of a headline's words in the prose below it make that prose its story
_END_OF_STORY = frozenset({"source", "keywords"})


def stories(text: str, *, titled: bool = False) -> list[Story]:
    """The stories of a page in order; ``titled`` where the first line is known to be the title.

    The page's own story comes first. A story under a "read also" heading becomes one of its own;
    headlines there with no story stay furniture of the one above.
    """
    lines = read_lines(text)
    for line in lines[titled:]:
        line.kind = label_kind(line.text) or ("agency" if is_agency_line(line.text) else None)
    groups = _groups(lines)
    return [
        read_story(text, group, titled=titled and number == 0)
        for number, group in enumerate(groups)
        if group
    ]


def _groups(lines: list[Line]) -> list[list[Line]]:
    """Lines by story; "read also" headings, and headlines under them, are marked on the way."""
    groups: list[list[Line]] = [[]]
    headings = [number for number, line in enumerate(lines) if related_heading(line.text)]
    ends = [*headings, len(lines)]
    groups[0] += lines[: ends[0]]
    for start, end in pairwise(ends):
        heading, block = lines[start], lines[start + 1 : end]
        heading.kind = "related"
        groups[-1].append(heading)
        if _tells_another(heading, block, groups[-1]):
            groups.append(block)
        else:
            _mark_headlines(block)
            groups[-1] += block
    return groups


def _is_prose(line: Line) -> bool:
    return line.kind is None and line.prose


def _tells_another(heading: Line, block: list[Line], above: list[Line]) -> bool:
    """Whether the block under a heading is a story of its own, rather than the rest of the one
    above: that one was over (its source or keywords were printed), or the prose of the block
    retells the headline."""
    prose = [line.text for line in block if _is_prose(line)]
    if not prose or not any(map(_is_prose, above)):
        return False
    if any(line.kind in _END_OF_STORY for line in above[-8:]):
        return True
    match = related_heading(heading.text)
    first = next((line.text for line in block if line.kind is None and not line.prose), "")
    headline = (match["headline"] if match else None) or first
    return overlap(headline, prose[:2]) >= _RETOLD


def _mark_headlines(block: list[Line]) -> None:
    """Headlines of other pages, up to where the story goes on; below them a few words are its next
    heading."""
    goes_on = any(map(_is_prose, block))
    for line in block:
        if _is_prose(line) or line.kind == "keywords":
            return
        if line.kind is None and (line.size > 4 or not goes_on):
            line.kind = "related"
