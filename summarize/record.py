"""A brief as the plain JSON object that other programs read. ``docs/record.md`` describes it.

``from_record(to_record(brief))`` gives the brief back exactly, but for ``Article.text``: the record
holds every sentence and every piece of furniture with its offsets and not the page around them, so
``text`` is empty in a brief that was read back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from summarize.summary import Brief, Summary, SummarySentence
from translate.article import Article, Flag, Furniture, Sentence, TranslatedSentence, Translation
from translate.errors import UnreadableError

SCHEMA = 1
"""Raised whenever a field is renamed, removed or changes its meaning; never for an added one."""

T = TypeVar("T")


class RecordError(UnreadableError):
    """A JSON value that is not a brief of a schema this version reads."""


def to_record(brief: Brief) -> dict[str, Any]:
    """The brief as JSON-ready lists, dicts, strings and numbers.

    Raises ``ValueError`` when the translation belongs to another article.
    """
    article, translation = brief.article, brief.translation
    if translation is not None and translation.article_id != article.id:
        raise ValueError(
            f"article {article.id!r} has the translation of {translation.article_id!r}"
        )
    return {
        "schema": SCHEMA,
        "id": article.id,
        "source": article.source,
        "sha256": article.sha256,
        "article": {
            "title": None if article.title is None else _sentence(article.title),
            "date": article.date,
            "byline": article.byline,
            "place": article.place,
            "sentences": [_sentence(sentence) for sentence in article.sentences],
            "furniture": [
                {"kind": piece.kind, "text": piece.text, "start": piece.start, "end": piece.end}
                for piece in article.furniture
            ],
            "related": list(article.related),
        },
        "translation": None if translation is None else _translation(translation),
        "summaries": [_summary(summary) for summary in brief.summaries],
        "seconds": brief.seconds,
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        "id": sentence.id,
        "text": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "paragraph": sentence.paragraph,
        "split": sentence.split,
    }


def _flags(flags: Iterable[Flag]) -> list[dict[str, Any]]:
    return [
        {
            "kind": flag.kind,
            "severity": flag.severity,
            "source_span": None if flag.source_span is None else list(flag.source_span),
            "target_span": None if flag.target_span is None else list(flag.target_span),
            "note": flag.note,
        }
        for flag in flags
    ]


def _rendering(sentence: TranslatedSentence) -> dict[str, Any]:
    return {
        "source_id": sentence.source_id,
        "text": sentence.text,
        "score": sentence.score,
        "flags": _flags(sentence.flags),
    }


def _translation(translation: Translation) -> dict[str, Any]:
    title = translation.title
    return {
        "model": translation.model,
        "signature": translation.signature,
        "title": None if title is None else title.text,
        "title_source_id": None if title is None else title.source_id,
        "title_score": None if title is None else title.score,
        "title_flags": [] if title is None else _flags(title.flags),
        "sentences": [_rendering(sentence) for sentence in translation.sentences],
        "furniture": [_rendering(sentence) for sentence in translation.furniture],
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "kind": summary.kind,
        "method": summary.method,
        "language": summary.language,
        "signature": summary.signature,
        "note": summary.note,
        "sentences": [
            {
                "text": sentence.text,
                "source_ids": list(sentence.source_ids),
                "score": sentence.score,
                "flags": _flags(sentence.flags),
            }
            for sentence in summary.sentences
        ],
    }


def from_record(record: Any) -> Brief:
    """The brief that a record (a parsed JSON object) holds; unknown fields are left alone.

    Raises ``RecordError`` for another schema, for a field that is missing or of the wrong type,
    and for an id that names no sentence of the article.
    """
    top = _Fields(record, "record")
    schema = top.get("schema", int)
    if schema != SCHEMA:
        raise RecordError(f"the record has schema {schema}; this version reads schema {SCHEMA}")
    article = _read_article(top)
    translated = top.optional("translation", dict)
    translation = None if translated is None else _read_translation(translated, article)
    summaries = tuple(_read_summary(fields) for fields in top.each("summaries"))
    known = {sentence.id for sentence in article.sentences}
    cited = {i for summary in summaries for one in summary.sentences for i in one.source_ids}
    rendered = set() if translation is None else {one.source_id for one in translation.sentences}
    if unknown := (cited | rendered) - known:
        raise RecordError(f"record {article.id!r} names sentence {min(unknown)}, which it lacks")
    return Brief(article, translation, summaries, top.number("seconds"))


class _Fields:
    """A JSON object whose fields are taken out by name and checked by type."""

    def __init__(self, value: Any, where: str) -> None:
        if not isinstance(value, Mapping):
            raise RecordError(f"{where}: expected an object, found {type(value).__name__}")
        self.value, self.where = value, where

    def get(self, name: str, kind: type[T]) -> T:
        value = self.optional(name, kind)
        if value is None:
            raise RecordError(f"{self.where}: no field {name!r}")
        return value

    def optional(self, name: str, kind: type[T]) -> T | None:
        value = self.value.get(name)
        if value is None or (isinstance(value, kind) and not isinstance(value, bool)):
            return value
        raise RecordError(
            f"{self.where}: field {name!r} is {type(value).__name__}, not {kind.__name__}"
        )

    def number(self, name: str) -> float:
        value: float = self.get(name, object)  # type: ignore[assignment]
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise RecordError(f"{self.where}: field {name!r} is not a number")
        return value

    def score(self) -> float | None:
        return None if self.value.get("score") is None else self.number("score")

    def each(self, name: str) -> list[_Fields]:
        where = f"{self.where}.{name}"
        return [_Fields(one, f"{where}[{i}]") for i, one in enumerate(self.get(name, list))]

    def integers(self, name: str) -> tuple[int, ...]:
        values = self.get(name, list)
        if not all(isinstance(one, int) and not isinstance(one, bool) for one in values):
            raise RecordError(f"{self.where}: field {name!r} is not a list of whole numbers")
        return tuple(values)

    def span(self, name: str) -> tuple[int, int] | None:
        if self.value.get(name) is None:
            return None
        start, end, *rest = (*self.integers(name), -1, -1)
        if len(rest) != 2:
            raise RecordError(f"{self.where}: field {name!r} is not [start, end]")
        return start, end


def _read_article(top: _Fields) -> Article:
    fields = _Fields(top.get("article", dict), "record.article")
    title = fields.optional("title", dict)
    return Article(
        id=top.get("id", str),
        source=top.get("source", str),
        text="",
        sentences=tuple(_read_sentence(one) for one in fields.each("sentences")),
        title=None if title is None else _read_sentence(_Fields(title, "record.article.title")),
        date=fields.optional("date", str),
        byline=fields.optional("byline", str),
        place=fields.optional("place", str),
        furniture=tuple(
            Furniture(
                one.get("kind", str),
                one.get("text", str),
                one.get("start", int),
                one.get("end", int),
            )
            for one in fields.each("furniture")
        ),
        related=tuple(str(one) for one in fields.optional("related", list) or ()),
        sha256=top.get("sha256", str),
    )


def _read_sentence(fields: _Fields) -> Sentence:
    return Sentence(
        id=fields.get("id", int),
        text=fields.get("text", str),
        start=fields.get("start", int),
        end=fields.get("end", int),
        paragraph=fields.get("paragraph", int),
        split=fields.optional("split", str),
    )


def _read_flags(all_fields: Iterable[_Fields]) -> tuple[Flag, ...]:
    flags = []
    for fields in all_fields:
        severity = fields.get("severity", str)
        if severity not in ("high", "medium", "low"):
            raise RecordError(f"{fields.where}: severity {severity!r} is not high, medium or low")
        flags.append(
            Flag(
                kind=fields.get("kind", str),
                severity=severity,  # type: ignore[arg-type]
                note=fields.get("note", str),
                source_span=fields.span("source_span"),
                target_span=fields.span("target_span"),
            )
        )
    return tuple(flags)


def _read_rendering(fields: _Fields) -> TranslatedSentence:
    return TranslatedSentence(
        source_id=fields.get("source_id", int),
        text=fields.get("text", str),
        score=fields.score(),
        flags=_read_flags(fields.each("flags")),
    )


def _read_translation(translated: Mapping[str, Any], article: Article) -> Translation:
    fields = _Fields(translated, "record.translation")
    title = fields.optional("title", str)
    source_id = fields.optional("title_source_id", int)
    if source_id is None:
        source_id = -1 if article.title is None else article.title.id
    return Translation(
        article_id=article.id,
        model=fields.get("model", str),
        signature=fields.get("signature", str),
        sentences=tuple(_read_rendering(one) for one in fields.each("sentences")),
        title=None
        if title is None
        else TranslatedSentence(
            source_id,
            title,
            None if fields.value.get("title_score") is None else fields.number("title_score"),
            _read_flags(fields.each("title_flags")) if "title_flags" in fields.value else (),
        ),
        furniture=tuple(_read_rendering(one) for one in fields.each("furniture"))
        if "furniture" in fields.value
        else (),
    )


def _read_summary(fields: _Fields) -> Summary:
    kind = fields.get("kind", str)
    if kind not in ("extractive", "abstractive"):
        raise RecordError(f"{fields.where}: kind {kind!r} is not extractive or abstractive")
    return Summary(
        kind=kind,  # type: ignore[arg-type]
        method=fields.get("method", str),
        language=fields.get("language", str),
        signature=fields.get("signature", str),
        note=fields.optional("note", str),
        sentences=tuple(
            SummarySentence(
                text=one.get("text", str),
                source_ids=one.integers("source_ids"),
                score=one.score(),
                flags=_read_flags(one.each("flags")),
            )
            for one in fields.each("sentences")
        ),
    )
