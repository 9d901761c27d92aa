"""What requests hold, and what answers do."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def _whole(text: str) -> str:
    """JSON can write half a character (a lone surrogate), which no answer could hold."""
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("the text holds a lone surrogate")
    return text


Text = Annotated[str, AfterValidator(_whole)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TranslateRequest(_Strict):
    """Arabic texts, each translated by itself."""

    texts: list[Text] = Field(min_length=1, examples=[["وصل الوفد إلى العاصمة مساء أمس."]])


class SummaryLength(_Strict):
    """How to choose key sentences, and how many."""

    method: str = "textrank"
    sentences: int | None = Field(default=None, ge=1, le=1000)
    words: int | None = Field(default=None, ge=1, le=100_000)
    ratio: float | None = Field(default=None, gt=0, le=1)


class SummarizeRequest(SummaryLength):
    """An Arabic or English text, summarised in its own language."""

    text: Text


class BriefRequest(SummaryLength):
    """The text of an Arabic page, furniture and all."""

    text: Text
    source: Text = Field(default="-", max_length=1000)


class Span(BaseModel):
    kind: str
    severity: str
    note: str
    source_span: tuple[int, int] | None
    target_span: tuple[int, int] | None


class Rendering(BaseModel):
    """``score`` is the mean log-probability a token, null where no model was needed."""

    text: str
    score: float | None
    flags: list[Span]


class TranslateAnswer(BaseModel):
    model: str
    signature: str
    translations: list[Rendering]


class KeySentence(BaseModel):
    text: str
    source_ids: list[int]
    score: float | None


class SummarizeAnswer(BaseModel):
    kind: str
    method: str
    language: str
    sentences: list[KeySentence]


class BriefAnswer(BaseModel):
    """Records of schema 1, one for each article on the page: see docs/record.md."""

    briefs: list[dict[str, Any]]


class Health(BaseModel):
    status: str
    model: str
    version: str


class Problem(BaseModel):
    detail: str
