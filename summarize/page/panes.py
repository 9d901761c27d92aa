"""The panes as HTML, built as trees: no text of an article can become markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from xml.etree.ElementTree import Element, tostring

from summarize.digest import Digest, words
from summarize.digest import html as digest_html
from summarize.page.doubts import Doubt, doubts
from summarize.summary import Brief
from summarize.writers import html, view
from summarize.writers.page import Child, marked, tag
from translate.article import Article

PENDING = "…"
TO_COME = "The summary follows when every sentence is translated."
ABSENT = "not translated"


def masthead() -> str:
    """The name of the page and what it is for."""
    name = tag("h1", tag("span", "خلاصة", lang="ar"), " Khulasa")
    told = "Paste an Arabic news article and read it in English, sentence beside sentence."
    pane = tag("div", name, tag("p", told), class_="khulasa masthead")
    return tostring(pane, encoding="unicode", method="html")


def brief_pane(brief: Brief, running: bool = False) -> str:
    """Title, dateline and summaries; while ``running`` those are still to come."""
    row = view.title_row(brief)
    title: list[Child] = [tag("h2", view.heading(brief), dir="auto", class_="title")]
    if row is not None and row.rendering is not None and not row.mark:
        title.append(html.arabic(row.sentence.text, row.flags, "p"))
    dateline: list[Child] = []
    for part in view.dateline_parts(brief):
        dateline += [" · " if dateline else None, tag("bdi", part)]
    note = TO_COME if running else view.missing_note(brief)
    return _html(
        tag("header", *title, tag("p", *dateline, class_="dateline")),
        tag("p", note, class_="note") if note else None,
        *(html.summary_section(n, one) for n, one in enumerate(view.summaries(brief))),
    )


def side_pane(brief: Brief, running: bool = False) -> str:
    """Every sentence, English beside Arabic; while ``running`` those without are to come."""
    absent = PENDING if running else ABSENT
    return _html(html.translation_section(brief, view.summaries(brief), absent))


def flags_pane(brief: Brief) -> str:
    """Every doubt, worst first, with what its kind means and the words it is about."""
    found = doubts(brief)
    if not found:
        nothing = (
            "No doubts were found. The checks see numbers, dates, names, negation, some words and "
            "form: they do not see everything."
        )
        return _html(tag("p", nothing, class_="note"))
    return _html(tag("ol", *(_doubt(one) for one in found), class_="doubts"))


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


def digest_pane(digest: Digest) -> str:
    """All articles together: what happened, who said what, where they differ."""
    overview = tag("p", words.overview(digest), class_="dateline")
    return _html(overview, tag("p", words.NOTE, class_="note"), *digest_html.sections(digest))


def _doubt(one: Doubt) -> Element:
    flag = one.flag
    source = [(flag.source_span, flag.severity)] if flag.source_span and one.arabic else []
    target = [(flag.target_span, flag.severity)] if flag.target_span else []
    place = tag("a", one.place, href=f"#{one.anchor}") if one.anchor else one.place
    parts: list[Child] = [
        tag(
            "p",
            tag("strong", flag.severity, class_=f"severity {flag.severity}"),
            f" {flag.kind} in ",
            place,
            ": ",
            tag("bdi", view.line(flag.note)),
        ),
        tag("p", one.meaning, class_="note"),
    ]
    if one.english:
        parts.append(tag("p", *marked(one.english, target), lang="en", dir="ltr"))
    if one.arabic:
        arabic = marked(one.arabic, source)
        parts.append(tag("p", *arabic, lang="ar", dir="rtl", class_="arabic"))
    return tag("li", *parts)


def _html(*children: Child) -> str:
    pane = tag("div", *children, class_="khulasa")
    return tostring(pane, encoding="unicode", method="html")


def name(place: int, brief: Brief) -> str:
    """What the list of articles calls one."""
    return f"{place + 1}. {view.heading(brief)}"


def file_list(articles: Sequence[Article], problems: Sequence[str]) -> str:
    """What was dropped: the articles found, and what could not be read."""
    counts = Counter(one.source for one in articles)
    names = [
        tag("li", tag("bdi", source), f" ({count} articles)" if count > 1 else None)
        for source, count in counts.items()
    ]
    return _html(
        tag("p", f"{len(articles)} to read:") if names else None,
        tag("ul", *names) if names else None,
        *(tag("p", tag("strong", "Problem: "), tag("bdi", line)) for line in problems),
    )
