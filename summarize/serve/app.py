"""The routes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi_offline import FastAPIOffline

from summarize.abstractive import Summariser
from summarize.brief import Briefer, BriefOptions
from summarize.extractive import Length
from summarize.record import to_record
from summarize.serve.batcher import Batcher
from summarize.serve.gate import Gate
from summarize.serve.metrics import Metrics
from summarize.serve.schemas import (
    BriefAnswer,
    BriefRequest,
    Health,
    Problem,
    SummarizeAnswer,
    SummarizeRequest,
    SummaryLength,
    TranslateAnswer,
    TranslateRequest,
)
from summarize.strategies import extract
from summarize.summary import Brief
from translate.arabic import language
from translate.article import Article, TranslatedSentence, Translation
from translate.errors import KhulasaError
from translate.reading import read_text
from translate.sentences import split
from translate.translator import Translator
from translate.version import __version__

T = TypeVar("T")
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    401: {"model": Problem, "description": "No valid API key"},
    413: {"model": Problem, "description": "More text than one request may hold"},
    422: {"model": Problem, "description": "Nothing to read, or fields that make no sense"},
    429: {"model": Problem, "description": "Busy: try again after Retry-After seconds"},
    503: {"model": Problem, "description": "Not done in time: try again, or with less text"},
}


@dataclass(frozen=True)
class Limits:
    """``characters`` of text a request, ``texts`` a request, ``requests`` at work or waiting,
    ``seconds`` for each, ``batch`` sentences decoded together."""

    characters: int = 200_000
    texts: int = 1000
    requests: int = 128
    seconds: float = 120.0
    batch: int = 64


class Refusal(Exception):
    """A request that cannot be served: its status and the line that says why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class Service:
    """What the routes do."""

    def __init__(
        self,
        translator: Translator,
        summariser: Summariser | None,
        limits: Limits,
        metrics: Metrics,
    ) -> None:
        self.translator = translator
        self.batcher = Batcher(translator.texts, size=limits.batch, observe=metrics.batch)
        self._summariser = summariser
        self._limits = limits

    async def in_time(self, work: Awaitable[T]) -> T:
        try:
            return await asyncio.wait_for(work, self._limits.seconds)
        except asyncio.TimeoutError as error:
            raise Refusal(503, f"not done within {self._limits.seconds:g} seconds") from error

    async def translate(self, texts: list[str]) -> list[TranslatedSentence]:
        if len(texts) > self._limits.texts:
            raise Refusal(413, f"{len(texts):,} texts (the limit is {self._limits.texts:,})")
        self._refuse_long(sum(map(len, texts)))
        return await self.batcher.texts(texts)

    async def summarize(self, asked: SummarizeRequest) -> SummarizeAnswer:
        self._refuse_long(len(asked.text))
        return await asyncio.to_thread(_extract, asked)

    async def brief(self, asked: BriefRequest) -> list[Brief]:
        self._refuse_long(len(asked.text))
        options = BriefOptions(method=asked.method, length=_length(asked))
        briefer = Briefer(self.translator, summariser=self._summariser, options=options)
        articles = await asyncio.to_thread(read_text, asked.text, asked.source)
        return [await self._brief(briefer, article) for article in articles]

    async def _brief(self, briefer: Briefer, article: Article) -> Brief:
        start = time.perf_counter()
        article = await self.batcher.call(lambda: self.translator.fit(article))
        texts = [sentence.text for sentence in article.sentences]
        if article.title:
            texts.append(article.title.text)
        found = await self.batcher.texts(texts)
        title = replace(found.pop(), source_id=article.title.id) if article.title else None
        translation = Translation(
            article_id=article.id,
            model=self.translator.engine.name,
            signature=self.translator.signature,
            sentences=tuple(
                replace(one, source_id=sentence.id)
                for sentence, one in zip(article.sentences, found, strict=True)
            ),
            title=title,
        )
        brief = await self.batcher.call(lambda: briefer.complete(article, translation))
        return replace(brief, seconds=round(time.perf_counter() - start, 3))

    def _refuse_long(self, characters: int) -> None:
        most = self._limits.characters
        if characters > most:
            raise Refusal(413, f"{characters:,} characters of text (the limit is {most:,})")


def create(
    translator: Translator,
    summariser: Summariser | None = None,
    *,
    limits: Limits | None = None,
    key: str | None = None,
    hosts: tuple[str, ...] | None = None,
) -> FastAPI:
    """The application. The translator belongs to it from now on; ``key`` and ``hosts`` as in
    ``Gate``."""
    limits = limits or Limits()
    metrics = Metrics()
    service = Service(translator, summariser, limits, metrics)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        service.batcher.close()

    app = FastAPIOffline(
        title="Khulasa",
        version=__version__,
        description="Arabic news in English: translation, summaries, sources and checks.",
        redoc_url=None,
        lifespan=lifespan,
    )
    # In JSON a character may take twelve bytes (two escapes of six), a text its quotes and comma.
    body = 12 * limits.characters + 8 * limits.texts + 65_536
    app.add_middleware(Gate, metrics=metrics, key=key, most=limits.requests, body=body, hosts=hosts)
    _answer_errors(app)

    @app.post("/v1/translate", response_model=TranslateAnswer, responses=_PROBLEMS)
    async def translate(asked: TranslateRequest) -> dict[str, Any]:
        """Each text in English, with what to doubt in it."""
        found = await service.in_time(service.translate(asked.texts))
        return {
            "model": translator.engine.name,
            "signature": translator.signature,
            "translations": [asdict(one) for one in found],
        }

    @app.post("/v1/summarize", response_model=SummarizeAnswer, responses=_PROBLEMS)
    async def summarize(asked: SummarizeRequest) -> SummarizeAnswer:
        """The key sentences of a text, in its own language."""
        return await service.in_time(service.summarize(asked))

    @app.post("/v1/brief", response_model=BriefAnswer, responses=_PROBLEMS)
    async def brief(asked: BriefRequest) -> dict[str, Any]:
        """Translation, summaries and checks of every article on a page."""
        return {"briefs": [to_record(one) for one in await service.in_time(service.brief(asked))]}

    @app.get("/health", response_model=Health)
    async def health() -> dict[str, str]:
        """The model is loaded and the service answers."""
        return {"status": "ok", "model": translator.engine.name, "version": __version__}

    @app.get("/metrics", response_class=PlainTextResponse)
    async def show_metrics() -> PlainTextResponse:
        """Counts and times, for Prometheus."""
        return PlainTextResponse(metrics.text(), media_type="text/plain; version=0.0.4")

    return app


def _answer_errors(app: FastAPI) -> None:
    answer = Callable[[Request, Exception], Awaitable[JSONResponse]]

    def with_status(status: Callable[[Exception], int]) -> answer:
        async def respond(request: Request, error: Exception) -> JSONResponse:
            code = status(error)
            headers = {"retry-after": "1"} if code == 503 else None
            return JSONResponse({"detail": _line(error)}, code, headers)

        return respond

    app.add_exception_handler(Refusal, with_status(lambda error: error.status))  # type: ignore[attr-defined]
    app.add_exception_handler(KhulasaError, with_status(lambda error: 422))
    app.add_exception_handler(RequestValidationError, with_status(lambda error: 422))


def _line(error: Exception) -> str:
    """One line; never what was sent, which may be no text at all."""
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        return f"{place}: {first['msg']}".encode(errors="replace").decode()
    return str(error)


def _length(asked: SummaryLength) -> Length:
    if asked.sentences is None and asked.words is None and asked.ratio is None:
        return Length(sentences=3)
    return Length(sentences=asked.sentences, words=asked.words, ratio=asked.ratio)


def _extract(asked: SummarizeRequest) -> SummarizeAnswer:
    spoken = language(asked.text)
    if spoken == "en":
        article = Article("", "-", asked.text, tuple(split(asked.text)))
    else:
        article = read_text(asked.text)[0]
    summary = extract(
        [sentence.text for sentence in article.sentences],
        [sentence.id for sentence in article.sentences],
        language=spoken,
        method=asked.method,
        length=_length(asked),
        title=article.title.text if article.title else None,
    )
    return SummarizeAnswer.model_validate(asdict(summary))
