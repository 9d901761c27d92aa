"""The panes as HTML, built as trees: no text of an article can become markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, tostring

from summarize.page.explain import explain
from summarize.summary import Brief
from summarize.writers import html, view
from summarize.writers.page import Child, marked, tag
from translate.article import Article, Flag

PENDING = "…"


def masthead() -> str:
    """The name of the page and what it is for."""
    name = tag("h1", tag("span", "خلاصة", lang="ar"), " Khulasa")
    told = "Paste an Arabic news article and read it in English, sentence beside sentence."
    pane = tag("div", name, tag("p", told), class_="khulasa masthead")
    return tostring(pane, encoding="unicode", method="html")


def brief_pane(brief: Brief) -> str:
    """Title, dateline and summaries."""
    row = view.title_row(brief)
    title: list[Child] = [tag("h2", view.heading(brief), dir="auto", class_="title")]
    if row is not None and row.rendering is not None and not row.mark:
        title.append(html.arabic(row.sentence.text, row.flags, "p"))
    dateline: list[Child] = []
    for part in view.dateline_parts(brief):
        dateline += [" · " if dateline else None, tag("bdi", part)]
    note = view.missing_note(brief)
    return _html(
        tag("header", *title, tag("p", *dateline, class_="dateline")),
        *(html.summary_section(n, one) for n, one in enumerate(view.summaries(brief))),
        tag("p", note, class_="note") if note else None,
    )


def side_pane(brief: Brief) -> str:
    """Every sentence, English beside Arabic; those to come have a row already."""
    return _html(html.translation_section(brief, view.summaries(brief), absent=PENDING))


def flags_pane(brief: Brief) -> str:
    """Every doubt, worst first, with what its kind means and the words it is about."""
    found = view.worst_first([flag for _, flag, _, _ in _flagged(brief)])
    if not found:
        return _html(
            tag(
                "p",
                "No doubts were found. The checks see numbers, dates, names, ",
                "negation and form; they cannot see everything.",
                class_="note",
            )
        )
    order = {id(flag): place for place, flag in enumerate(found)}
    rows = sorted(_flagged(brief), key=lambda row: order[id(row[1])])
    items = [_flag_item(*row) for row in rows]
    return _html(tag("ol", *items, class_="doubts"))


def furniture_pane(brief: Brief) -> str:
    """What was set aside from the page, each piece with a button that puts it back."""
    pieces = brief.article.furniture
    if not pieces:
        return _html(tag("p", "Nothing was set aside from this page.", class_="note"))
    items = []
    for index, piece in enumerate(pieces):
        kind = piece.kind.replace("_", " ")
        button = tag(
            "button",
            "Put back",
            type="button",
            data_piece=str(index),
            aria_label=f"Put back this {kind}",
        )
        text = tag("bdi", piece.text, lang="ar", dir="rtl", class_="arabic")
        items.append(tag("li", tag("strong", kind), text, button))
    explained = "Not part of the story, so neither translated nor summarised."
    return _html(tag("p", explained, class_="note"), tag("ul", *items, class_="aside"))


def flag_count(brief: Brief) -> int:
    """How many doubts the flags pane lists."""
    return sum(1 for _ in _flagged(brief))


_Flagged = tuple[str, Flag, str, str]


def _flagged(brief: Brief) -> Iterator[_Flagged]:
    """(where, flag, Arabic, English): the anchor of the row or summary sentence it is in."""
    row = view.title_row(brief)
    if row is not None and row.rendering is not None:
        for flag in row.flags:
            yield "title", flag, row.sentence.text, row.rendering.text
    for row in view.rows(brief):
        for flag in row.flags:
            english = "" if row.rendering is None or row.mark else row.rendering.text
            yield f"s{row.sentence.id}", flag, row.sentence.text, english
    for number, summary in enumerate(view.summaries(brief)):
        if summary.kind == "extractive":
            continue  # the same sentences, flagged above
        for position, one in enumerate(summary.sentences):
            for flag in one.flags:
                yield f"m{number}-{position}", flag, "", one.text


def _flag_item(where: str, flag: Flag, arabic: str, english: str) -> Element:
    place = {"t": "the title", "s": f"sentence {where[1:]}", "m": "the summary"}[where[0]]
    source = [(flag.source_span, flag.severity)] if flag.source_span and arabic else []
    target = [(flag.target_span, flag.severity)] if flag.target_span else []
    return tag(
        "li",
        tag(
            "p",
            tag("strong", flag.severity, class_=f"severity {flag.severity}"),
            f" {flag.kind} in ",
            place if where == "title" else tag("a", place, href=f"#{where}"),
            ": ",
            tag("bdi", view.line(flag.note)),
        ),
        tag("p", explain(flag.kind), class_="note"),
        tag("p", *marked(english, target), lang="en", dir="ltr") if english else None,
        tag("p", *marked(arabic, source), lang="ar", dir="rtl", class_="arabic")
        if arabic
        else None,
    )


def _html(*children: Child) -> str:
    pane = tag("div", *children, class_="khulasa")
    return tostring(pane, encoding="unicode", method="html")


def name(place: int, brief: Brief) -> str:
    """What the list of articles calls one."""
    return f"{place + 1}. {view.heading(brief)}"


def file_list(articles: Sequence[Article], problems: Sequence[str]) -> str:
    """What was dropped: the articles found, and what could not be read."""
    names = [tag("li", tag("bdi", one.source)) for one in articles]
    return _html(
        tag("p", f"{len(articles)} to read:") if names else None,
        tag("ul", *names) if names else None,
        *(tag("p", tag("strong", "Problem: "), tag("bdi", line)) for line in problems),
    )
