"""A digest as Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from summarize.digest import words
from summarize.digest.model import Digest, Listed, Point, Speaker, Story
from summarize.writers.markdown import escape, flag_lines
from summarize.writers.view import UNTRANSLATED
from translate.article import Flag


def write(digest: Digest) -> str:
    """The whole page."""
    parts = [f"# {words.title(digest)}", f"{words.overview(digest)}", f"*{words.NOTE}*"]
    for number, story in enumerate(digest.stories, 1):
        parts += _story(number, story)
    parts += [f"## {words.ARTICLES}", "\n".join(_listed(one) for one in digest.articles)]
    if digest.notes:
        parts += [f"## {words.NOTES}", "\n".join(f"- {escape(note)}" for note in digest.notes)]
    if digest.sources:
        parts.append(f"## {words.SOURCES}")
        parts += [f"**{one.cite}** {escape(one.arabic)}" for one in digest.sources]
    return "\n\n".join(parts) + "\n"


def _point(point: Point, before: str = "", flags: bool = False) -> str:
    """A bullet's text; ``before`` is Markdown."""
    cites = " ".join(map(str, point.cites))
    mark = "" if point.translated else f"**[{UNTRANSLATED}]** "
    lines = [f"{before}{mark}{escape(point.text)} {cites}"]
    if not flags:
        lines[0] += _doubt(point.flags)
    return "\n".join(lines + (flag_lines(point.flags, "  ") if flags else []))


def _doubt(flags: Iterable[Flag]) -> str:
    doubt = words.doubt(flags)
    return f" *({escape(doubt)})*" if doubt else ""


def _story(number: int, story: Story) -> list[str]:
    doubt = _doubt(story.flags)
    parts = [f"## {number}. {escape(story.heading)}{doubt}", f"*{words.story_line(story)}*"]
    if story.summary:
        parts.append(f"### {words.SUMMARY}")
        parts.append("\n".join(_point(point, "- ", flags=True) for point in story.summary))
    if story.timeline:
        parts.append(f"### {words.TIMELINE}")
        parts.append(
            "\n".join(
                _point(event.point, f"- **{words.day(event.date)}** ({escape(event.mention)}): ")
                for event in story.timeline
            )
        )
    if story.speakers:
        often, others = words.split_speakers(story.speakers)
        parts.append(f"### {words.SPEECH}")
        parts.append("\n".join(_speaker(speaker) for speaker in often))
        if others:
            named = "; ".join(f"{_name(s)} {s.statements[0].point.cites[0]}" for s in others)
            parts.append(f"Also heard: {named}.")
    if story.differences:
        parts.append(f"### {words.FIGURES}")
        for difference in story.differences:
            bullets = [
                _point(f.point, f"- **{words.amount(f)}** ({escape(f.printed)}): ")
                for f in difference.figures
            ]
            parts.append("\n".join(bullets))
    return parts


def _name(speaker: Speaker) -> str:
    arabic = escape(speaker.arabic)
    return f"**{escape(speaker.name)}** ({arabic})" if speaker.name else f"**{arabic}**"


def _speaker(speaker: Speaker) -> str:
    shown, rest = words.split_statements(speaker)
    lines = [f"- {_name(speaker)}"]
    lines += [_point(told.point, f"  - {told.act}: ") for told in speaker.statements[:shown]]
    return "\n".join([*lines, f"  - and in {rest}"] if rest else lines)


def _listed(one: Listed) -> str:
    date = words.day(one.date) if one.date else "undated"
    copies = f"; the same text in {escape(', '.join(one.copies))}" if one.copies else ""
    where = f"({escape(one.source)}, {date}{copies})"
    return f"- **{one.number}** {escape(one.title)} {where}{_doubt(one.flags)}"
