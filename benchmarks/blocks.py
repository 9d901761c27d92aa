"""A report as blocks, rendered as Markdown or as one self-contained HTML page."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Table:
    """Cells are plain text; the first column is a label, the others are set right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Listing:
    """Labelled texts one below the other, e.g. a source, its reference, and what systems gave."""

    title: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Figure:
    """``svg`` is the drawing, ``file`` the name it has beside the Markdown report."""

    caption: str
    svg: str
    file: str


Block = Heading | Paragraph | Table | Listing | Figure


def markdown(blocks: Sequence[Block]) -> str:
    """GitHub-flavoured Markdown; figures are links to files."""
    return "\n\n".join(_markdown(block) for block in blocks) + "\n"


def _markdown(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {_plain(block.text)}"
    if isinstance(block, Paragraph):
        return _plain(block.text)
    if isinstance(block, Figure):
        return f"![{_plain(block.caption)}]({block.file})"
    if isinstance(block, Listing):
        lines = [f"- {_plain(label)}: {_plain(text)}" for label, text in block.texts]
        return "\n".join([f"**{_plain(block.title)}**", "", *lines])
    rows = [block.head, ("---", *["---:"] * (len(block.head) - 1)), *block.rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows)


_MARKUP = re.compile(r"[\\`*\[\]<>]|(?<!\w)_|_(?!\w)")


def _plain(text: str) -> str:
    """One line, with what Markdown or HTML would take for markup made harmless."""
    text = " / ".join(line for line in text.splitlines() if line.strip())
    return _MARKUP.sub(r"\\\g<0>", text)


def _cell(text: str) -> str:
    return text if set(text) <= set("-:") else _plain(text).replace("|", "\\|")


_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 80rem; margin: 2rem auto;
  padding: 0 1rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto;
  font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .7rem; border-bottom: 1px solid #8884; text-align: right; }
th { vertical-align: bottom; } td { white-space: nowrap; }
th:first-child, td:first-child { text-align: left; }
dl { border-inline-start: 3px solid #8886; padding-inline-start: 1rem; }
dt { font-weight: 600; } dd { margin: 0 0 .5rem; white-space: pre-line; }
img { max-width: 100%; background: #fff; }
"""


def html(blocks: Sequence[Block], title: str) -> str:
    """One page without scripts or outside files; every text is escaped."""
    body = "\n".join(_html(block) for block in blocks)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}'
        f"</title>\n<style>{_STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
    )


def _html(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p>{escape(block.text)}</p>"
    if isinstance(block, Figure):
        data = b64encode(block.svg.encode()).decode()
        alt = escape(block.caption)
        return f'<figure><img alt="{alt}" src="data:image/svg+xml;base64,{data}"></figure>'
    if isinstance(block, Listing):
        texts = "".join(
            f'<dt>{escape(label)}</dt><dd dir="auto">{escape(text)}</dd>'
            for label, text in block.texts
        )
        return f"<h4>{escape(block.title)}</h4><dl>{texts}</dl>"
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in block.head)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in block.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
