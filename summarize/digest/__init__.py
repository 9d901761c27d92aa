"""A desk's morning note from many articles: what happened, in which order, who said what, and
where the outlets differ. Every line cites its article and sentence.

A pure function of the briefs; no model is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarize.digest.corpus import Piece, Sentences, numbered
from summarize.digest.figures import differences
from summarize.digest.groups import copies, stories
from summarize.digest.highlights import highlights
from summarize.digest.model import Cite, Digest, Listed, Source, Story
from summarize.digest.timeline import timeline, unplaced
from summarize.digest.voices import speakers
from summarize.summary import Brief
from summarize.writers import view
from translate.article import Flag

__all__ = ["Digest", "digest"]


def digest(briefs: Iterable[Brief]) -> Digest:
    """The digest of the articles that ``briefs`` hold; articles without a sentence are named in
    its notes. The order of the briefs does not matter but between articles of one date."""
    given = list(briefs)
    pieces = numbered(brief for brief in given if brief.article.sentences)
    notes = [f"{view.source(b)} has no sentences." for b in given if not b.article.sentences]
    groups = copies(pieces)
    told = sorted((group[0] for group in groups), key=lambda piece: piece.number)
    found = tuple(_story(group) for group in stories(told))
    notes += [note for piece in told if (note := _undated(piece))]
    listed = (_listed(group[0], group[1:]) for group in groups)
    return Digest(
        articles=tuple(sorted(listed, key=lambda one: one.number)),
        stories=found,
        sources=_sources(found, pieces),
        notes=tuple(notes),
    )


def _sources(told: Iterable[Story], pieces: Iterable[Piece]) -> tuple[Source, ...]:
    cited = {cite for story in told for point in story.points for cite in point.cites}
    sources = []
    for piece in pieces:
        for row in piece.rows:
            cite = Cite(piece.number, row.sentence.id)
            if cite in cited:
                point = piece.point(row)
                english = point.text if point.translated else None
                sources.append(Source(cite, view.line(row.sentence.text), english))
    return tuple(sources)


def _listed(piece: Piece, others: Sequence[Piece]) -> Listed:
    return Listed(
        number=piece.number,
        id=piece.brief.article.id,
        source=view.source(piece.brief),
        title=_title(piece),
        date=piece.published,
        copies=tuple(view.source(other.brief) for other in others),
        flags=_title_flags(piece),
    )


def _title_flags(piece: Piece) -> tuple[Flag, ...]:
    row = view.title_row(piece.brief) or piece.rows[0]
    return row.flags


def _title(piece: Piece) -> str:
    """The title in English, or the beginning of the first sentence of an untitled article."""
    if piece.brief.article.title is not None:
        return view.heading(piece.brief)
    text = piece.point(piece.rows[0]).text
    words = text.split()
    return text if len(words) <= 16 else " ".join(words[:16]) + " …"


def _story(group: Sequence[Piece]) -> Story:
    pieces = sorted(group, key=lambda piece: piece.number)
    # The most central article whose title is to be trusted.
    sound = (p for p in group if all(flag.severity != "high" for flag in _title_flags(p)))
    head = next(sound, group[0])
    sentences = Sentences(pieces)
    dates = [piece.published for piece in pieces if piece.published]
    several = len(pieces) > 1
    return Story(
        heading=_title(head),
        flags=_title_flags(head),
        articles=tuple(piece.number for piece in pieces),
        begins=min(dates, default=None),
        ends=max(dates, default=None),
        summary=highlights(sentences),
        timeline=timeline(pieces, sentences),
        speakers=speakers(pieces),
        differences=differences(pieces, sentences) if several else (),
    )


def _undated(piece: Piece) -> str | None:
    mentions = unplaced(piece)
    if not mentions:
        return None
    shown = "، ".join(mentions[:3])
    times = f"{len(mentions)} mentions of time" if len(mentions) > 1 else "a mention of time"
    return f"Article {piece.number} carries no date: {times} could not be placed ({shown})."
