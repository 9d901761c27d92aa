"""A brief as plain text for a terminal: English wrapped, Arabic beneath it on a line of its own."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from summarize.summary import Brief, Summary
from summarize.writers import view
from translate.article import Flag

WIDTH = 88


def write(brief: Brief) -> str:
    """The whole brief; ends with a blank line, so that several may follow one another."""
    title = view.title_row(brief)
    lines = wrap(view.heading(brief))
    lines.append("=" * min(WIDTH, max(map(len, lines))))
    if title is not None:
        if title.mark:
            lines.append(f"[{title.mark}]")
        elif title.rendering is not None:
            lines.append(view.line(title.sentence.text))
        lines += flag_lines(title.flags)
    lines += wrap(view.dateline(brief))
    lines.append(f"Flags: {view.flag_line(brief)}.")
    if note := view.missing_note(brief):
        lines += ["", *wrap(note)]
    for summary in view.summaries(brief):
        lines += ["", *_summary(summary)]
    lines += ["", *_translation(brief)]
    if brief.article.furniture:
        lines += ["", *_furniture(brief)]
    return "\n".join(lines) + "\n\n"


def wrap(text: str, first: str = "", rest: str = "") -> list[str]:
    """Lines of at most ``WIDTH`` columns; a word that is longer stays whole."""
    return textwrap.wrap(
        view.line(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def flag_lines(flags: Iterable[Flag]) -> list[str]:
    """One line a flag, indented under its sentence."""
    indent = " " * 6
    return [
        one
        for flag in view.worst_first(flags)
        for one in wrap(view.describe(flag), f"{indent}! ", f"{indent}  ")
    ]


def _heading(text: str) -> list[str]:
    return [text, "-" * len(text)]


def _summary(summary: Summary) -> list[str]:
    lines = _heading(view.summary_heading(summary))
    for note in view.summary_notes(summary):
        lines += wrap(f"({note})")
    for one in summary.sentences:
        lines += wrap(f"{one.text} {view.citation(one.source_ids)}", "* ", "  ")
        lines += flag_lines(one.flags)
    return lines


def _translation(brief: Brief) -> list[str]:
    lines = _heading(view.translation_heading(brief))
    for row in view.rows(brief):
        label = f"[{row.sentence.id}] ".rjust(6)
        if row.mark or row.rendering is None:
            mark = f"[{row.mark}] " if brief.translation else ""
            lines.append(f"{label}{mark}{view.line(row.sentence.text)}")
        else:
            lines += wrap(row.rendering.text, label, " " * 6)
            lines.append(" " * 6 + view.line(row.sentence.text))
        lines += flag_lines(row.flags)
    return lines


def _furniture(brief: Brief) -> list[str]:
    lines = _heading(view.FURNITURE_HEADING)
    for index, piece in enumerate(brief.article.furniture):
        lines.append(f"* {piece.kind}: {view.line(piece.text)}")
        rendering = view.furniture_rendering(brief, index)
        if rendering is not None:
            mark = "[untranslated] " if view.is_untranslated(rendering) else ""
            lines += wrap(mark + rendering.text, "  ", "  ")
            lines += flag_lines(rendering.flags)
    return lines
