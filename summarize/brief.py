"""The pipeline: articles in, briefs out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from summarize import strategies
from summarize.abstractive import Summariser
from summarize.extractive import Length
from summarize.extractive.base import ranker
from summarize.summary import Brief, Summary
from translate.article import Article, Translation
from translate.errors import KhulasaError, UsageError
from translate.translator import Translator


@dataclass(frozen=True)
class BriefOptions:
    """What to make of each article. ``furniture`` translates what was set aside too."""

    strategy: str = "translate-first"
    method: str = "textrank"
    length: Length = field(default_factory=lambda: Length(sentences=3))
    furniture: bool = False


class Briefer:
    """Makes briefs with one translator and, where there is one, one summariser."""

    def __init__(
        self,
        translator: Translator,
        *,
        summariser: Summariser | None = None,
        options: BriefOptions | None = None,
    ) -> None:
        """Raises ``UsageError`` for a strategy or method that does not exist, or a ``direct``
        strategy without a summariser."""
        options = options or BriefOptions()
        if options.strategy not in strategies.STRATEGIES:
            raise UsageError(
                f"no strategy {options.strategy!r}; choose {', '.join(strategies.STRATEGIES)}"
            )
        if options.strategy == "direct" and summariser is None:
            raise UsageError("the strategy direct needs a cross-lingual --summary-model")
        ranker(options.method)
        self.translator = translator
        self._summariser = summariser
        self._options = options

    def brief(self, article: Article) -> Brief:
        """The brief of one Arabic article."""
        (found,) = self.briefs([article])
        return found

    def briefs(
        self,
        articles: Iterable[Article],
        progress: Callable[[int, int], None] = lambda done, known: None,
    ) -> Iterator[Brief]:
        """Each article's brief, in order, as soon as it is complete. Sentences of several articles
        are translated together; ``seconds`` is the time since the brief before."""
        if self._options.strategy == "summarise-first":
            made = (self._summarise_first(article) for article in articles)
        else:
            pairs = self.translator.articles(
                articles, furniture=self._options.furniture, progress=progress
            )
            made = (self.complete(article, translation) for article, translation in pairs)
        start = time.perf_counter()
        for brief in made:
            now = time.perf_counter()
            yield replace(brief, seconds=round(now - start, 3))
            start = time.perf_counter()

    def complete(self, article: Article, translation: Translation) -> Brief:
        """The brief of an article whose sentences are all translated: what is left is to summarise
        and to check."""
        options = self._options
        extractive = strategies.extract_english(
            article, translation, options.method, options.length
        )
        summaries = self._with_abstract(extractive, article, translation)
        return Brief(article, translation, summaries)

    def _summarise_first(self, article: Article) -> Brief:
        options = self._options
        chosen = strategies.choose_arabic(article, options.method, options.length)
        wanted = {source for one in chosen.sentences for source in one.source_ids}
        part = replace(
            article, sentences=tuple(s for s in article.sentences if s.id in wanted), furniture=()
        )
        # Not cut at clauses: the ids must stay those of the whole article.
        translation = self.translator.chosen(part)
        summary = strategies.in_english(chosen, article, translation)
        return Brief(article, translation, self._with_abstract(summary, article, translation))

    def _with_abstract(
        self, extractive: Summary, article: Article, translation: Translation
    ) -> tuple[Summary, ...]:
        if self._summariser is None:
            return (extractive,)
        try:
            written = strategies.abstract(
                self._summariser,
                article,
                translation,
                direct=self._options.strategy == "direct",
            )
        except KhulasaError as error:
            return (strategies.without_abstract(extractive, error),)
        return (written, extractive)
