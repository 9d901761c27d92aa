"""A brief as Markdown: what it says first, then every sentence above its Arabic."""

from __future__ import annotations

import re

from summarize.summary import Brief, Summary
from summarize.writers import view
from translate.article import Flag

# What CommonMark or GitHub may read as markup inside a line, and the ``://`` of a bare link…
_INSIDE = re.compile(r"([\\`*_\[\]<&~|]|:(?=//))")
# …and what makes a heading, a quotation, a list or an underline of a block that begins with it.
_AT_START = re.compile(r"^(\d{0,9})([-+=#>.)])")


def escape(text: str) -> str:
    """The text on one line, such that Markdown shows exactly it."""
    return _AT_START.sub(r"\1\\\2", _INSIDE.sub(r"\\\1", view.line(text)))


def write(brief: Brief) -> str:
    """The whole page."""
    title = view.title_row(brief)
    parts = [f"# {escape(view.heading(brief))}"]
    if title is not None:
        if title.mark:
            parts.append(f"**[{title.mark}]**")
        elif title.rendering is not None:
            parts.append(f"> {escape(title.sentence.text)}")
        parts += flag_lines(title.flags)
    parts.append(escape(view.dateline(brief)))
    parts.append(f"Flags: {view.flag_line(brief)}.")
    if note := view.missing_note(brief):
        parts.append(f"*{note}*")
    parts += [_summary(one) for one in view.summaries(brief)]
    parts.append(_translation(brief))
    if brief.article.furniture:
        parts.append(_furniture(brief))
    return "\n\n".join(parts) + "\n"


def flag_lines(flags: tuple[Flag, ...], indent: str = "") -> list[str]:
    """One bullet a flag, its severity in words."""
    return [f"{indent}- ⚑ {escape(view.describe(flag))}" for flag in view.worst_first(flags)]


def _summary(summary: Summary) -> str:
    parts = [f"## {escape(view.summary_heading(summary))}"]
    parts += [f"*{escape(note)}*" for note in view.summary_notes(summary)]
    for one in summary.sentences:
        cited = view.citation(one.source_ids)
        cited = f"**{cited}**" if not one.source_ids else cited
        parts.append("\n".join([f"- {escape(one.text)} {cited}", *flag_lines(one.flags, "  ")]))
    return "\n\n".join(parts)


def _translation(brief: Brief) -> str:
    parts = [f"## {view.translation_heading(brief)}"]
    for row in view.rows(brief):
        label = f"**[{row.sentence.id}]**"
        arabic = f"> {escape(row.sentence.text)}"
        if brief.translation is None:
            parts.append(f"{label}\n{arabic}")
        elif row.mark or row.rendering is None:
            parts.append(f"{label} **[{row.mark}]**\n{arabic}")
        else:
            parts.append(f"{label} {escape(row.rendering.text)}\n{arabic}")
        parts += ["\n".join(flag_lines(row.flags))] if row.flags else []
    return "\n\n".join(parts)


def _furniture(brief: Brief) -> str:
    parts = [f"## {view.FURNITURE_HEADING}"]
    for index, piece in enumerate(brief.article.furniture):
        rendering = view.furniture_rendering(brief, index)
        lines = [f"- {escape(piece.kind)}: {escape(piece.text)}"]
        if rendering is not None:
            mark = "**[untranslated]** " if view.is_untranslated(rendering) else ""
            lines[0] += f" / {mark}{escape(rendering.text)}"
            lines += flag_lines(rendering.flags, "  ")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)
