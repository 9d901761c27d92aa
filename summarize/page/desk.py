"""One model for everybody who has the page open: articles in, growing briefs out."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace

from summarize.abstractive import Summariser
from summarize.brief import Briefer, BriefOptions
from summarize.extractive import Length
from summarize.summary import Brief
from translate.article import Article, Sentence, TranslatedSentence, Translation
from translate.translator import Translator

CHUNK = 6
"""Sentences translated at once: few, so that they show early and a reader can stop soon. The title
and the first sentence go alone."""

MODELS_KEPT = 2
"""Models held in memory; the one that was used longest ago makes room."""

AUTOMATIC = "auto"
"""The abstractive summary that comes with the translation model, if one does."""
NO_SUMMARY = "none"
"""No abstractive summary."""

LoadTranslator = Callable[[str], AbstractContextManager[Translator]]
LoadSummariser = Callable[[str, str], Summariser | None]


@dataclass(frozen=True)
class Choices:
    """What a reader may choose. ``summary_model`` is a name, ``AUTOMATIC`` or ``NO_SUMMARY``."""

    model: str = "bundled"
    strategy: str = "translate-first"
    method: str = "textrank"
    summary_model: str = AUTOMATIC
    sentences: int = 3

    @property
    def options(self) -> BriefOptions:
        return BriefOptions(self.strategy, self.method, Length(sentences=int(self.sentences)))


@dataclass(frozen=True)
class Step:
    """A brief as far as it has come: ``done`` of ``known`` sentences, the title among them."""

    brief: Brief
    done: int
    known: int
    finished: bool = False


class Desk:
    """Reads articles for many people at once with models that are loaded once.

    ``translator(model)`` and ``summariser(model, summary_model)`` load. Decoding is done for one
    reader at a time, a few sentences each, so that all go on together.
    """

    def __init__(self, translator: LoadTranslator, summariser: LoadSummariser) -> None:
        self._load_translator = translator
        self._load_summariser = summariser
        self._translators: OrderedDict[str, tuple[Translator, ExitStack]] = OrderedDict()
        self._summarisers: OrderedDict[tuple[str, str], Summariser | None] = OrderedDict()
        self._turn = threading.Lock()

    def warm(self, choices: Choices) -> None:
        """Load what ``choices`` name, so that the first reader does not wait. Raises as loading
        does."""
        with self._turn:
            self._briefer(choices)

    def read(
        self, article: Article, choices: Choices, seen: Sequence[Brief] = ()
    ) -> Iterator[Step]:
        """The brief of an article, again and again as it grows; the last one is finished.

        Sentences that ``seen`` briefs of the same model hold are not translated again. Leaving
        the iterator stops the work within a few sentences.
        """
        start = time.perf_counter()
        with self._turn:
            briefer = self._briefer(choices)
        if choices.strategy == "summarise-first":
            with self._turn:
                brief = briefer.brief(article)
            count = len(brief.article.sentences)
            yield Step(brief, count, count, finished=True)
            return
        translator = briefer.translator
        article = translator.fit(article)
        known = _renderings(seen, translator.signature)
        count = len(article.sentences) + (article.title is not None)
        translation = _blank(article, translator)
        for translation in self._translations(translator, article, known):
            done = len(translation.sentences) + (translation.title is not None)
            yield Step(Brief(article, translation, ()), done, count)
        with self._turn:
            brief = briefer.complete(article, translation)
        seconds = round(time.perf_counter() - start, 3)
        yield Step(replace(brief, seconds=seconds), count, count, finished=True)

    def _translations(
        self, translator: Translator, article: Article, known: dict[str, TranslatedSentence]
    ) -> Iterator[Translation]:
        title: TranslatedSentence | None = None
        sentences: list[TranslatedSentence] = []
        for chunk in _chunks(article):
            new = [one.text for one in chunk if one.text not in known]
            if new:
                with self._turn:
                    known.update(zip(new, translator.texts(new), strict=True))
            made = [replace(known[one.text], source_id=one.id) for one in chunk]
            if chunk[0] is article.title:
                title = made.pop(0)
            sentences += made
            yield replace(_blank(article, translator), title=title, sentences=tuple(sentences))

    def _briefer(self, choices: Choices) -> Briefer:
        if choices.model not in self._translators:
            stack = ExitStack()
            translator = stack.enter_context(self._load_translator(choices.model))
            self._translators[choices.model] = (translator, stack)
        self._translators.move_to_end(choices.model)
        while len(self._translators) > MODELS_KEPT:
            _, (_, oldest) = self._translators.popitem(last=False)
            oldest.close()
        translator, _ = self._translators[choices.model]
        if choices.summary_model == NO_SUMMARY:
            return Briefer(translator, options=choices.options)
        key = (choices.model, choices.summary_model)
        if key not in self._summarisers:
            self._summarisers[key] = self._load_summariser(*key)
        self._summarisers.move_to_end(key)
        while len(self._summarisers) > MODELS_KEPT:
            self._summarisers.popitem(last=False)
        return Briefer(translator, summariser=self._summarisers[key], options=choices.options)


def _renderings(briefs: Sequence[Brief], signature: str) -> dict[str, TranslatedSentence]:
    found: dict[str, TranslatedSentence] = {}
    for brief in briefs:
        translation = brief.translation
        if translation is None or translation.signature != signature:
            continue
        sources = {one.id: one.text for one in brief.article.sentences}
        found |= {sources[one.source_id]: one for one in translation.sentences}
        if brief.article.title and translation.title:
            found[brief.article.title.text] = translation.title
    return found


def _blank(article: Article, translator: Translator) -> Translation:
    return Translation(article.id, translator.engine.name, translator.signature, ())


def _chunks(article: Article) -> Iterator[list[Sentence]]:
    """The title, the first sentence, then the rest in document order."""
    if article.title:
        yield [article.title]
    if article.sentences:
        yield [article.sentences[0]]
    for start in range(1, len(article.sentences), CHUNK):
        yield [*article.sentences[start : start + CHUNK]]
