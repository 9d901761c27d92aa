"""A brief as one bilingual page: English beside the Arabic it came from, sentence by sentence.

Row ``s3`` is sentence 3 of the article, ``m0-1`` the second sentence of the first summary; they
link to each other, and everything that stands for the same sentence carries its id in
``data-ids``, so that pointing at one lights up all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from summarize.summary import Brief, Summary
from summarize.writers import view
from summarize.writers.page import Child, document, flag_list, marked, tag
from translate.article import Flag


def write(brief: Brief) -> str:
    """The whole page."""
    summaries = view.summaries(brief)
    note = view.missing_note(brief)
    return document(
        view.heading(brief),
        _header(brief),
        tag(
            "main",
            tag("p", note, class_="note") if note else None,
            *(summary_section(number, one) for number, one in enumerate(summaries)),
            translation_section(brief, summaries),
            _furniture(brief) if brief.article.furniture else None,
        ),
    )


def arabic(text: str, flags: Iterable[Flag] = (), name: str = "div") -> Element:
    """Arabic text, right to left, with the source spans of its flags marked."""
    spans = [(flag.source_span, flag.severity) for flag in flags if flag.source_span]
    return tag(name, *marked(text, spans), lang="ar", dir="rtl", class_="arabic")


def english(text: str, flags: Iterable[Flag] = (), name: str = "div") -> Element:
    """English text, with the target spans of its flags marked."""
    spans = [(flag.target_span, flag.severity) for flag in flags if flag.target_span]
    return tag(name, *marked(text, spans), lang="en", dir="ltr", class_="english")


def mark(words: str) -> Element:
    """Why there is no English."""
    return tag("strong", f"[{words}]", class_="missing")


def _header(brief: Brief) -> Element:
    row = view.title_row(brief)
    title: list[Child] = [tag("h1", view.heading(brief), dir="auto")]
    if row is not None:
        if row.mark:
            title.append(tag("p", mark(row.mark)))
        elif row.rendering is not None:
            title.append(arabic(row.sentence.text, row.flags, "p"))
        title.append(flag_list(row.flags))
    # Each part by itself: an Arabic byline must not turn the order of the line around.
    parts: list[Child] = []
    for part in view.dateline_parts(brief):
        parts += [" · " if parts else None, tag("bdi", part)]
    flags = tag("p", f"Flags: {view.flag_line(brief)}.", class_="counts")
    return tag("header", *title, tag("p", *parts, class_="dateline"), flags)


def summary_section(number: int, summary: Summary) -> Element:
    """A summary, its sentences linked to the rows they came from."""
    items = []
    for position, one in enumerate(summary.sentences):
        text = arabic if summary.language == "ar" else english
        links: list[Child] = []
        for i in one.source_ids:
            links += [" ", tag("a", f"[{i}]", href=f"#s{i}", class_="cite")]
        items.append(
            tag(
                "li",
                text(one.text, one.flags, "span"),
                *(links or [" ", mark(view.UNGROUNDED)]),
                flag_list(one.flags),
                id=f"m{number}-{position}",
                data_ids=" ".join(map(str, one.source_ids)),
                tabindex="0",
            )
        )
    return tag(
        "section",
        tag("h2", view.summary_heading(summary)),
        *(tag("p", note, class_="note") for note in view.summary_notes(summary)),
        tag("ol", *items),
        class_=f"summary {summary.kind}",
    )


def translation_section(
    brief: Brief, summaries: list[Summary], absent: str = view.NOT_ASKED
) -> Element:
    """Every sentence in both languages; ``absent`` stands where there is no rendering."""
    cited_by: dict[int, list[str]] = defaultdict(list)
    for number, summary in enumerate(summaries):
        for position, one in enumerate(summary.sentences):
            for i in one.source_ids:
                cited_by[i].append(f"m{number}-{position}")
    rows, paragraph = [], 0
    for row in view.rows(brief):
        begins = row.sentence.paragraph != paragraph
        paragraph = row.sentence.paragraph
        rows.append(_row(row, cited_by[row.sentence.id], begins, absent))
    return tag(
        "section",
        tag("h2", view.translation_heading(brief)),
        tag(
            "table",
            tag(
                "thead",
                tag(
                    "tr",
                    tag("th", "No.", scope="col"),
                    tag("th", "English", scope="col"),
                    tag("th", "العربية", scope="col", lang="ar", dir="rtl"),
                ),
            ),
            tag("tbody", *rows),
        ),
        class_="translation",
    )


def _row(row: view.Row, cited_by: list[str], begins_paragraph: bool, absent: str) -> Element:
    number = row.sentence.id
    if row.rendering is None:
        target = tag("div", mark(absent), class_="english")
    elif row.mark:
        target = tag("div", mark(row.mark), class_="english")
    else:
        target = english(row.rendering.text, row.flags)
    links: list[Child] = []
    for anchor in cited_by:
        links += [" ", tag("a", "↑", href=f"#{anchor}", class_="up", title="In a summary")]
    return tag(
        "tr",
        tag("th", tag("a", str(number), href=f"#s{number}"), *links, scope="row"),
        tag("td", target, flag_list(row.flags)),
        tag("td", arabic(row.sentence.text, row.flags)),
        id=f"s{number}",
        data_ids=str(number),
        tabindex="0",
        class_="begins" if begins_paragraph else None,
    )


def _furniture(brief: Brief) -> Element:
    items = []
    for index, piece in enumerate(brief.article.furniture):
        rendering = view.furniture_rendering(brief, index)
        parts: list[Child] = [tag("strong", piece.kind), " ", tag("bdi", piece.text, lang="ar")]
        if rendering is not None:
            parts += [" ", mark(view.UNTRANSLATED) if view.is_untranslated(rendering) else None]
            parts += [tag("bdi", rendering.text), flag_list(rendering.flags)]
        items.append(tag("li", *parts))
    return tag("section", tag("h2", view.FURNITURE_HEADING), tag("ul", *items), class_="furniture")
