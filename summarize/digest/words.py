"""What the pages of a digest have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from summarize.digest.model import Digest, Figure, Speaker, Story
from translate.article import Flag

NOTE = (
    "Every sentence is taken from the articles as translated and cites [article:sentence];"
    " nothing was rewritten. Two citations: both articles tell it."
)
SUMMARY, TIMELINE, SPEECH = "In short", "Timeline", "Who said what"
FIGURES = "Figures that differ"
ARTICLES, SOURCES, NOTES = "Articles", "Cited sentences", "What could not be done"
_SHOWN = 3
"""Statements of one speaker in full; the others are cited."""


def title(digest: Digest) -> str:
    """How many articles and stories."""
    return f"Digest of {_count(len(digest.articles), 'article')}"


def overview(digest: Digest) -> str:
    """Dates, stories and merged copies on one line."""
    dates = [one.date for one in digest.articles if one.date]
    merged = sum(len(one.copies) for one in digest.articles)
    parts = [
        span(min(dates, default=None), max(dates, default=None)),
        _count(len(digest.stories), "story", "stories"),
        f"{_count(merged, 'copy', 'copies')} merged" if merged else "",
    ]
    return " · ".join(part for part in parts if part)


def story_line(story: Story) -> str:
    """How many articles, which, and from when to when."""
    numbers = ", ".join(map(str, story.articles))
    head = f"article {numbers}" if len(story.articles) == 1 else f"articles {numbers}"
    return f"{head} · {span(story.begins, story.ends)}"


def span(begins: str | None, ends: str | None) -> str:
    """``19 August 2023 to 9 November 2023``."""
    if begins is None or ends is None:
        return "undated"
    return day(begins) if begins == ends else f"{day(begins)} to {day(ends)}"


def day(iso: str) -> str:
    """An ISO 8601 day, month or year in words."""
    if len(iso) == 4:
        return iso
    if len(iso) == 7:
        return f"{date.fromisoformat(iso + '-01'):%B %Y}"
    found = date.fromisoformat(iso)
    return f"{found.day} {found:%B %Y}"


def split_speakers(speakers: Sequence[Speaker]) -> tuple[list[Speaker], list[Speaker]]:
    """Those with more than one statement, who are quoted, and the others, who are named."""
    often = [speaker for speaker in speakers if len(speaker.statements) > 1]
    return (often, [s for s in speakers if s not in often]) if often else (list(speakers), [])


def split_statements(speaker: Speaker) -> tuple[int, str]:
    """How many statements to show, and the citations of the rest."""
    rest = speaker.statements[_SHOWN:]
    return _SHOWN, " ".join(str(told.point.cites[0]) for told in rest)


def amount(figure: Figure) -> str:
    """``1,250``."""
    value = figure.value
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def doubt(flags: Iterable[Flag]) -> str:
    """The kinds of the flags of high severity, in words; empty without any."""
    kinds = dict.fromkeys(flag.kind for flag in flags if flag.severity == "high")
    return f"⚑ high: {', '.join(kinds)}" if kinds else ""


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
