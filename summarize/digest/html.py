"""A digest as one page. Every citation links to the cited sentence at the end, with its Arabic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from summarize.digest import words
from summarize.digest.model import Cite, Digest, Listed, Point, Source, Speaker, Story
from summarize.writers.html import arabic, english, mark
from summarize.writers.page import Child, document, flag_list, tag
from summarize.writers.view import UNTRANSLATED
from translate.article import Flag


def write(digest: Digest) -> str:
    """The whole page."""
    return document(
        words.title(digest),
        tag(
            "header",
            tag("h1", words.title(digest)),
            tag("p", words.overview(digest), class_="dateline"),
            tag("p", words.NOTE, class_="note"),
        ),
        tag("main", *sections(digest)),
    )


def sections(digest: Digest) -> Iterator[Element]:
    """Stories, the list of articles, notes and cited sentences, for any page."""
    for number, story in enumerate(digest.stories, 1):
        yield _story(number, story)
    yield _articles(digest)
    if digest.notes:
        yield _notes(digest)
    if digest.sources:
        yield _sources(digest.sources)


def _anchor(cite: Cite) -> str:
    return f"c{cite.article}-{cite.sentence}"


def _links(point: Point) -> list[Child]:
    links: list[Child] = []
    for cite in point.cites:
        links += [" ", tag("a", str(cite), href=f"#{_anchor(cite)}", class_="cite")]
    return links


def _point(point: Point, *before: Child, flags: bool = False) -> Element:
    text = english(point.text, point.flags, "span") if point.translated else None
    return tag(
        "li",
        *before,
        *(
            [text]
            if text is not None
            else [mark(UNTRANSLATED), " ", arabic(point.text, name="bdi")]
        ),
        *_links(point),
        flag_list(point.flags) if flags else _doubt(point.flags),
        data_ids=" ".join(map(_anchor, point.cites)),
        tabindex="0",
    )


def _doubt(flags: Iterable[Flag]) -> Element | None:
    doubt = words.doubt(flags)
    return tag("small", f" {doubt}", class_="doubt") if doubt else None


def _story(number: int, story: Story) -> Element:
    parts: list[Child] = [
        tag("h2", f"{number}. {story.heading}", _doubt(story.flags)),
        tag("p", words.story_line(story), class_="dateline"),
    ]
    if story.summary:
        parts.append(tag("h3", words.SUMMARY))
        parts.append(tag("ul", *(_point(point, flags=True) for point in story.summary)))
    if story.timeline:
        events = [
            _point(
                event.point,
                tag("strong", words.day(event.date)),
                " (",
                arabic(event.mention, name="bdi"),
                "): ",
            )
            for event in story.timeline
        ]
        parts += [tag("h3", words.TIMELINE), tag("ul", *events)]
    if story.speakers:
        parts += _speech(story)
    if story.differences:
        parts.append(tag("h3", words.FIGURES))
        for difference in story.differences:
            figures = [
                _point(
                    figure.point,
                    tag("strong", words.amount(figure)),
                    " (",
                    arabic(figure.printed, name="bdi"),
                    "): ",
                )
                for figure in difference.figures
            ]
            parts.append(tag("ul", *figures, class_="difference"))
    return tag("section", *parts, class_="story")


def _name(speaker: Speaker) -> list[Child]:
    printed = arabic(speaker.arabic, name="bdi")
    return [tag("strong", speaker.name), " (", printed, ")"] if speaker.name else [printed]


def _speech(story: Story) -> list[Child]:
    often, others = words.split_speakers(story.speakers)
    items = []
    for speaker in often:
        shown, rest = words.split_statements(speaker)
        told = [_point(one.point, f"{one.act}: ") for one in speaker.statements[:shown]]
        more = [_links(one.point) for one in speaker.statements[shown:]]
        if rest:
            told.append(tag("li", "and in", *(link for links in more for link in links)))
        items.append(tag("li", *_name(speaker), tag("ul", *told)))
    parts: list[Child] = [tag("h3", words.SPEECH), tag("ul", *items)]
    if others:
        named: list[Child] = ["Also heard:"]
        for speaker in others:
            named += [" ", *_name(speaker), *_links(speaker.statements[0].point), ";"]
        parts.append(tag("p", *named))
    return parts


def _articles(digest: Digest) -> Element:
    items = [_listed(one) for one in digest.articles]
    return tag("section", tag("h2", words.ARTICLES), tag("ul", *items))


def _listed(one: Listed) -> Element:
    date = words.day(one.date) if one.date else "undated"
    copies = f"; the same text in {', '.join(one.copies)}" if one.copies else ""
    return tag(
        "li",
        tag("strong", str(one.number)),
        " ",
        tag("bdi", one.title),
        " (",
        tag("bdi", one.source),
        f", {date}{copies})",
        _doubt(one.flags),
    )


def _notes(digest: Digest) -> Element:
    items = [tag("li", tag("bdi", note)) for note in digest.notes]
    return tag("section", tag("h2", words.NOTES), tag("ul", *items))


def _sources(sources: tuple[Source, ...]) -> Element:
    rows = []
    for one in sources:
        rendered = tag("div", mark(UNTRANSLATED)) if one.english is None else english(one.english)
        rows.append(
            tag(
                "tr",
                tag("th", str(one.cite), scope="row"),
                tag("td", rendered),
                tag("td", arabic(one.arabic)),
                id=_anchor(one.cite),
                data_ids=_anchor(one.cite),
                tabindex="0",
            )
        )
    return tag("section", tag("h2", words.SOURCES), tag("table", tag("tbody", *rows)))
