"""A self-contained HTML document, built as a tree so that no text can become markup.

The style sheet and the script are inside the page, named by their hashes in a content security
policy that allows nothing else: no request ever leaves the page.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise
from xml.etree.ElementTree import Element, tostring

from summarize.writers import view
from translate.article import Flag, Severity, Span

Child = str | Element | None


def tag(name: str, /, *children: Child, **attributes: str | None) -> Element:
    """An element. ``None`` children and attributes are left out; in attribute names a last
    underscore is dropped and another one is a hyphen: ``class_``, ``data_ids``.
    """
    element = Element(
        name,
        {
            key.rstrip("_").replace("_", "-"): value
            for key, value in attributes.items()
            if value is not None
        },
    )
    last: Element | None = None
    for child in children:
        if child is None:
            continue
        if isinstance(child, Element):
            element.append(child)
            last = child
        elif last is None:
            element.text = (element.text or "") + child
        else:
            last.tail = (last.tail or "") + child
    return element


@cache
def _asset(name: str) -> tuple[str, str]:
    """A file beside this module and its hash as a policy names it."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return text, f"'sha256-{digest}'"


def document(title: str, *body: Child) -> str:
    """The page as text, doctype included."""
    style, style_hash = _asset("page.css")
    script, script_hash = _asset("page.js")
    policy = f"default-src 'none'; style-src {style_hash}; script-src {script_hash}"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("style", style),
    )
    page = tag("html", head, tag("body", *body, tag("script", script)), lang="en")
    return "<!DOCTYPE html>\n" + tostring(page, encoding="unicode", method="html") + "\n"


def flag_list(flags: Iterable[Flag]) -> Element | None:
    """The flags under a sentence: colour, and the severity in words beside it."""
    items = [
        tag("li", tag("strong", flag.severity), f" {flag.kind}: {flag.note}", class_=flag.severity)
        for flag in view.worst_first(flags)
    ]
    return tag("ul", *items, class_="flags") if items else None


def marked(text: str, spans: Iterable[tuple[Span, Severity]]) -> list[Child]:
    """The text with its doubtful spans in ``<mark>``, the worst severity where they overlap."""
    spans = [((max(a, 0), min(b, len(text))), severity) for (a, b), severity in spans]
    edges = sorted({0, len(text), *(edge for (a, b), _ in spans if a < b for edge in (a, b))})
    pieces: list[Child] = []
    for start, end in pairwise(edges):
        over = [severity for (a, b), severity in spans if a <= start and end <= b]
        piece = text[start:end]
        pieces.append(tag("mark", piece, class_=view.worst(over)) if over else piece)
    return pieces
