"""What every page for people shows, in words, so that all formats say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarize.summary import Brief, Summary
from translate.article import Flag, Sentence, Severity, TranslatedSentence

UNTRANSLATED = "untranslated"
NOT_ASKED = "not translated: the translation was limited to other sentences"
UNGROUNDED = "no source found"
ABSTRACTIVE_NOTE = "Written by a model in its own words; check it against the sentences it cites."
EXTRACTIVE_NOTE = "Sentences of the article itself, as translated; nothing was rewritten."
ARABIC_EXTRACTIVE_NOTE = "Sentences of the article itself, in Arabic; nothing was rewritten."
NO_ABSTRACTIVE = (
    "There is no abstractive summary: every sentence below is taken from the article as it stands."
)
FURNITURE_HEADING = "Set aside from the page"
_SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")


@dataclass(frozen=True)
class Row:
    """A source sentence and its rendering; ``None`` where no translation was asked for."""

    sentence: Sentence
    rendering: TranslatedSentence | None

    @property
    def mark(self) -> str | None:
        """Why there is no English, ``None`` when there is."""
        if self.rendering is None:
            return NOT_ASKED
        return UNTRANSLATED if is_untranslated(self.rendering) else None

    @property
    def flags(self) -> tuple[Flag, ...]:
        return () if self.rendering is None else self.rendering.flags


def is_untranslated(rendering: TranslatedSentence) -> bool:
    """Whether the text is still the source's."""
    return any(flag.kind == UNTRANSLATED for flag in rendering.flags)


def rows(brief: Brief) -> list[Row]:
    """Every sentence of the article, in order, beside its rendering."""
    translated = () if brief.translation is None else brief.translation.sentences
    renderings = {one.source_id: one for one in translated}
    return [Row(one, renderings.get(one.id)) for one in brief.article.sentences]


def title_row(brief: Brief) -> Row | None:
    """The title as a row, ``None`` for an article without one."""
    if brief.article.title is None:
        return None
    rendering = None if brief.translation is None else brief.translation.title
    return Row(brief.article.title, rendering)


def heading(brief: Brief) -> str:
    """The title in English where there is one, else in Arabic, else the name of the source."""
    row = title_row(brief)
    if row is None:
        return f"Untitled article from {source(brief)}"
    return line(row.sentence.text if row.rendering is None else row.rendering.text)


def dateline(brief: Brief) -> str:
    """Source, date, byline, place and model on one line, separated by middle dots."""
    return " · ".join(dateline_parts(brief))


def dateline_parts(brief: Brief) -> list[str]:
    """What is known of where and when, one part a piece."""
    article = brief.article
    model = None if brief.translation is None else f"translated by {brief.translation.model}"
    parts = [source(brief), article.date or "undated", article.byline, article.place, model]
    return [line(part) for part in parts if part]


def source(brief: Brief) -> str:
    return "standard input" if brief.article.source == "-" else brief.article.source


def summaries(brief: Brief) -> list[Summary]:
    """Abstractive ones first, otherwise in the order of the brief."""
    return sorted(brief.summaries, key=lambda summary: summary.kind != "abstractive")


def summary_heading(summary: Summary) -> str:
    """A heading that names the kind, so that neither kind passes for the other."""
    if summary.kind == "abstractive":
        return f"Summary (abstractive, {line(summary.method)})"
    return f"Key sentences (extractive, {line(summary.method)})"


def summary_notes(summary: Summary) -> list[str]:
    """What the reader must know of this summary before its first sentence."""
    if summary.kind == "abstractive":
        notes = [ABSTRACTIVE_NOTE]
    else:
        notes = [ARABIC_EXTRACTIVE_NOTE if summary.language == "ar" else EXTRACTIVE_NOTE]
    return [*notes, line(summary.note)] if summary.note else notes


def missing_note(brief: Brief) -> str | None:
    """The plain words for a brief whose only summary is extractive."""
    kinds = {summary.kind for summary in brief.summaries}
    return NO_ABSTRACTIVE if kinds == {"extractive"} else None


def citation(source_ids: Sequence[int]) -> str:
    """``[0] [3]``, or that no source was found."""
    return " ".join(f"[{i}]" for i in source_ids) if source_ids else f"[{UNGROUNDED}]"


def describe(flag: Flag) -> str:
    """``high · number · the note``."""
    return f"{flag.severity} · {flag.kind} · {line(flag.note)}"


def worst(severities: Iterable[Severity]) -> Severity:
    """The worst of at least one severity."""
    return min(severities, key=_SEVERITIES.index)


def worst_first(flags: Iterable[Flag]) -> list[Flag]:
    """High severity first; the order within a severity is kept."""
    return sorted(flags, key=lambda flag: _SEVERITIES.index(flag.severity))


def translation_heading(brief: Brief) -> str:
    """The heading over all sentences."""
    return "Full translation" if brief.translation else "The article (not translated)"


def flag_counts(brief: Brief) -> dict[str, int]:
    """How many flags of each severity the title, sentences, furniture and summaries carry; those
    of a key sentence count once, where it stands in the article."""
    translation = brief.translation
    flagged: list[tuple[str, Flag]] = []
    if translation is not None:
        title = () if translation.title is None else (translation.title,)
        for one in (*title, *translation.sentences, *translation.furniture):
            flagged += [(one.text, flag) for flag in one.flags]
    known = set(flagged)
    for summary in brief.summaries:
        for point in summary.sentences:
            flagged += [(point.text, f) for f in point.flags if (point.text, f) not in known]
    return {name: sum(f.severity == name for _, f in flagged) for name in _SEVERITIES}


def flag_line(brief: Brief) -> str:
    """``2 high, 1 low`` or ``none``."""
    counts = [f"{count} {name}" for name, count in flag_counts(brief).items() if count]
    return ", ".join(counts) or "none"


def furniture_rendering(brief: Brief, index: int) -> TranslatedSentence | None:
    """The English of the piece of furniture at ``index``, where it was asked for."""
    pieces = () if brief.translation is None else brief.translation.furniture
    return next((one for one in pieces if one.source_id == index), None)


def line(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())
