"""Every flag of a brief once, with the place it is in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from summarize.summary import Brief
from summarize.writers import view
from translate.article import Flag, Severity

_SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")
_MEANINGS = {
    "number": "A figure or number word differs between the Arabic and the English.",
    "date": "A month, weekday or date differs between the Arabic and the English.",
    "name": "A name in the English is not spelt by any word of the Arabic.",
    "negation": "One language says not, and nothing in the other says so.",
    "word": "The Arabic has a word on which the news turns, and the English nothing for it.",
    "untranslated": "Some of this is still in Arabic.",
    "length": "The English is much too short or too long for its Arabic.",
    "loop": "The model repeated itself, so what stands here may not be in the Arabic.",
    "doubtful": "The model stumbled here, even after a second try.",
    "glossary": "The glossary asks for another rendering, or replaced the model's.",
    "attribution": "Who said it, or that someone merely claims it, is told differently.",
    "ungrounded": "No sentence of the article was found that says this.",
}


@dataclass(frozen=True)
class Doubt:
    """``anchor`` is the id of the row or summary sentence on the page, ``None`` for the title;
    ``place`` names it in words. A summary sentence has no Arabic of its own, a sentence that was
    not translated no English.
    """

    flag: Flag
    place: str
    anchor: str | None
    arabic: str
    english: str

    @property
    def meaning(self) -> str:
        """What a flag of this kind means to a reader who has no Arabic."""
        return _MEANINGS.get(self.flag.kind, "A check that this page knows nothing more of.")


def doubts(brief: Brief) -> list[Doubt]:
    """Worst first, otherwise in the order of the article; those of key sentences are not told
    twice."""
    found: list[Doubt] = []
    title = view.title_row(brief)
    for row in (title, *view.rows(brief)) if title else view.rows(brief):
        number = row.sentence.id
        place, anchor = (
            ("the title", None) if row is title else (f"sentence {number}", f"s{number}")
        )
        english = "" if row.rendering is None or row.mark else row.rendering.text
        found += [Doubt(flag, place, anchor, row.sentence.text, english) for flag in row.flags]
    for number, summary in enumerate(view.summaries(brief)):
        if summary.kind == "extractive":
            continue
        for position, one in enumerate(summary.sentences):
            place, anchor = "the summary", f"m{number}-{position}"
            found += [Doubt(flag, place, anchor, "", one.text) for flag in one.flags]
    return sorted(found, key=lambda one: _SEVERITIES.index(one.flag.severity))


def tally(briefs: Iterable[Brief]) -> str:
    """``2 high, 1 low`` or ``none``."""
    counts = Counter(one.flag.severity for brief in briefs for one in doubts(brief))
    told = [f"{counts[name]} {name}" for name in _SEVERITIES if counts[name]]
    return ", ".join(told) or "none"
