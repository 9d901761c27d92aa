"""Sentences in, English out: de-duplicated, remembered, batched across articles, checked."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from translate.arabic import arabic_ratio, normalise
from translate.article import Article, Flag, Sentence, TranslatedSentence, Translation
from translate.engines.base import GREEDY, DecodeOptions, Engine, Hypothesis, OffersCandidates
from translate.glossary import Glossary, Term, written
from translate.ladder import Ladder, Outcome
from translate.sentences import limit, split
from translate.version import __version__

if TYPE_CHECKING:
    from translate.memory import Memory
    from translate.names import Hints

WINDOW = 512
"""Sentences that are sorted and batched together. Larger windows pad less and show later."""

LONGEST = 128
"""Source tokens of a sentence. Models were trained on less, and drop words of longer ones."""

Progress = Callable[[int, int], None]
"""Called with sentences done, and known so far."""


@dataclass
class Counts:
    """What a translator has done since it was made. ``rungs`` counts retries by name."""

    sentences: int = 0
    decoded: int = 0
    remembered: int = 0
    repeated: int = 0
    copied: int = 0
    tokens: int = 0
    rungs: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class _Raw:
    """A rendering before glossary and checks, which depend on more than the sentence."""

    text: str
    score: float | None
    flags: tuple[Flag, ...] = ()
    supplied: bool = False


@dataclass(frozen=True)
class _Asked:
    """A sentence as it stands; ``prepared`` as names and checks read it, with its terms in English
    but for the loose ones; its offered ``terms``."""

    source: str
    prepared: str
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True)
class _Lost:
    """What a rendering lacks: how many names, and which terms."""

    names: int
    terms: tuple[Term, ...]

    @property
    def count(self) -> int:
        return self.names + len(self.terms)


@dataclass(frozen=True)
class _Attempt:
    """A sentence as it is shown to the engine again, how its first rendering was doubted, and what
    that costs together with what it has lost."""

    shown: str
    rung: str
    doubted: int
    cost: int


class Translator:
    """A document-level front to one engine.

    Equal sentences are decoded once. Every sentence gets exactly one rendering: one that could not
    be decoded keeps its source, with a flag of kind ``untranslated``. ``memory`` and ``glossary``
    are optional; ``checks`` runs ``translate.fidelity`` on every rendering; ``names`` spells those
    that the engine loses, for an engine that copies what stands in Latin letters; ``rerank``
    candidates are compared for a sentence that has lost a term or a name, or in which the checks
    find something wrong (0: one more attempt at what is lost, no choice).
    """

    def __init__(
        self,
        engine: Engine,
        *,
        options: DecodeOptions = GREEDY,
        memory: Memory | None = None,
        glossary: Glossary | None = None,
        checks: bool = True,
        names: Hints | None = None,
        rerank: int = 0,
        window: int = WINDOW,
    ) -> None:
        self.engine = engine
        self.counts = Counts()
        self._options = options
        self._memory = memory
        self._glossary = glossary
        self._checks = checks
        self._names = names
        self._candidates = rerank if isinstance(engine, OffersCandidates) else 0
        self._window = window
        # ``batch_tokens`` is not part of it: batching does not change what is written.
        self.signature = (
            f"{engine.signature}|beams:{options.beams}|ngram:{options.no_repeat_ngram}"
            f"|rep:{options.repetition_penalty:g}|lp:{options.length_penalty:g}"
            f"|max:{options.max_new_tokens}|rerank:{self._candidates}|khulasa:{__version__}"
        )
        if names is not None:
            self.signature += f"|names:{names.signature}"
        if glossary is not None:
            self.signature += f"|glossary:{glossary.signature}"

    def texts(
        self, texts: Sequence[str], progress: Progress = lambda done, known: None
    ) -> list[TranslatedSentence]:
        """A rendering of each text, in order; ``source_id`` is its index. A text longer than
        ``LONGEST`` is translated sentence by sentence, and those in clauses."""
        raw: dict[str, _Raw] = {}
        pieces = self._cut(texts)
        done = 0
        while done < len(texts):
            window = range(done, min(done + self._window, len(texts)))
            self._render([piece for index in window for piece in pieces[index]], raw)
            done = window.stop
            progress(done, len(texts))
        return [
            self._finish(index, text, _joined([raw[piece] for piece in pieces[index]]))
            for index, text in enumerate(texts)
        ]

    def _cut(self, texts: Sequence[str]) -> list[list[str]]:
        """Each text whole, or in pieces that fit."""
        sizes = self.engine.count_tokens([normalise(text) for text in texts])
        cut = []
        for text, size in zip(texts, sizes, strict=True):
            if size <= self._budget:
                cut.append([text])
                continue
            fitting = self.fit(Article("", "", text, tuple(split(text))))
            cut.append([sentence.text for sentence in fitting.sentences])
        return cut

    def fit(self, article: Article) -> Article:
        """The article with its over-long sentences cut at clauses, so that each is translated
        whole; ids are renumbered."""
        return limit(article, self._budget, self.engine.count_tokens)

    @property
    def _budget(self) -> int:
        return min(LONGEST, self.engine.max_source_tokens)

    def articles(
        self,
        articles: Iterable[Article],
        *,
        furniture: bool = False,
        progress: Progress = lambda done, known: None,
    ) -> Iterator[tuple[Article, Translation]]:
        """Each article with its translation, in order, as soon as its last sentence is done.

        Sentences of several articles share a batch. Over-long sentences are cut at clauses, so
        the article that comes back may have more sentences than the one that went in.
        ``furniture`` translates what was set aside too.
        """
        waiting: list[tuple[Article, list[str]]] = []
        known = done = 0
        for article in articles:
            article = self.fit(article)
            parts = _parts(article, furniture)
            waiting.append((article, parts))
            known += len(parts)
            if known - done >= self._window:
                for finished in self._together(waiting, furniture):
                    done += len(_parts(finished[0], furniture))
                    progress(done, known)
                    yield finished
                waiting = []
        for finished in self._together(waiting, furniture):
            done += len(_parts(finished[0], furniture))
            progress(done, known)
            yield finished

    def article(self, article: Article, *, furniture: bool = False) -> tuple[Article, Translation]:
        """One article and its translation."""
        (found,) = self.articles([article], furniture=furniture)
        return found

    def chosen(self, article: Article) -> Translation:
        """A translation of the sentences that the article has, under the ids that they have:
        none is cut to renumber, so an over-long one goes by the last rung of the ladder."""
        raw: dict[str, _Raw] = {}
        self._render(_parts(article, False), raw)
        return self._translation(article, raw, False)

    def _together(
        self, waiting: list[tuple[Article, list[str]]], furniture: bool
    ) -> Iterator[tuple[Article, Translation]]:
        raw: dict[str, _Raw] = {}
        self._render([part for _, parts in waiting for part in parts], raw)
        for article, _ in waiting:
            yield article, self._translation(article, raw, furniture)

    def _translation(self, article: Article, raw: dict[str, _Raw], furniture: bool) -> Translation:
        def finish(index: int, text: str) -> TranslatedSentence:
            return self._finish(index, text, raw[text])

        def sentence(found: Sentence) -> TranslatedSentence:
            return finish(found.id, found.text)

        return Translation(
            article_id=article.id,
            model=self.engine.name,
            signature=self.signature,
            sentences=tuple(sentence(found) for found in article.sentences),
            title=sentence(article.title) if article.title else None,
            furniture=tuple(
                finish(index, piece.text) for index, piece in enumerate(article.furniture)
            )
            if furniture
            else (),
        )

    def _render(self, texts: Sequence[str], raw: dict[str, _Raw]) -> None:
        """Fill ``raw`` for every text that is not in it yet."""
        self.counts.sentences += len(texts)
        sources: dict[str, str] = {}
        for text in texts:
            if text in raw:
                continue
            source = normalise(text).strip()
            if arabic_ratio(source) == 0.0:
                # English, a number, a line of dashes: there is nothing to translate.
                raw[text] = _Raw(text, None)
                self.counts.copied += 1
            else:
                sources[text] = source
        self._supplied(sources, raw)
        asked = {source: self._asked(source) for source in sources.values()}
        for text, source in list(sources.items()):
            prepared = asked[source].prepared
            if arabic_ratio(prepared) == 0.0:  # it was nothing but a term
                raw[text] = _Raw(prepared, None)
                del sources[text]
        wanted = list(dict.fromkeys(sources.values()))
        self.counts.repeated += len(texts) - len(set(texts))
        known = self._remembered(wanted)
        decoded = self._decode([asked[source] for source in wanted if source not in known])
        for text, source in sources.items():
            raw[text] = known.get(source) or _or_source(decoded[source], text)

    def _supplied(self, sources: dict[str, str], raw: dict[str, _Raw]) -> None:
        """Take out of ``sources`` what a person has translated: no glossary touches that."""
        if self._memory is None:
            return
        from translate.memory import IMPORTED

        found = self._memory.get_many(list(sources.values()), IMPORTED)
        for text, source in list(sources.items()):
            if source in found:
                raw[text] = _Raw(found[source].text, None, supplied=True)
                del sources[text]
                self.counts.remembered += 1

    def _remembered(self, sources: Sequence[str]) -> dict[str, _Raw]:
        if self._memory is None:
            return {}
        found = self._memory.get_many(sources, self.signature)
        self.counts.remembered += len(found)
        return {source: _Raw(entry.text, entry.score) for source, entry in found.items()}

    def _decode(self, asked: Sequence[_Asked]) -> dict[str, _Raw]:
        """A rendering of each, by its source."""
        ladder = Ladder(self.engine, self._options, self.counts.rungs)
        found: dict[str, _Raw] = {}
        good: list[tuple[str, Hypothesis]] = []
        outcomes = ladder.decode([one.source for one in asked])
        outcomes = self._reconsidered(ladder, asked, outcomes)
        if self._names is not None:
            outcomes = self._respelt(self._names, asked, outcomes)
        for source, outcome in zip((one.source for one in asked), outcomes, strict=True):
            self.counts.tokens += outcome.tokens
            if outcome.text is None:
                note = f"not translated: {outcome.fault}"
                flag = Flag("untranslated", "high", note, (0, len(source)), None)
                found[source] = _Raw("", None, (flag,))
                continue
            flags: tuple[Flag, ...] = ()
            if outcome.fault is None:
                good.append(
                    (source, Hypothesis(outcome.text, outcome.score or 0.0, outcome.tokens))
                )
            else:
                flags = (Flag("doubtful", "medium", outcome.fault),)
            found[source] = _Raw(outcome.text, outcome.score, flags)
        self.counts.decoded += len(asked)
        if self._memory is not None and good:
            self._memory.put_many(good, self.signature)
        return found

    def _asked(self, source: str) -> _Asked:
        if self._glossary is None:
            return _Asked(source, source)
        terms = tuple(term for term in self._glossary.find(source) if term.entry.offered)
        sure = [term for term in terms if not term.entry.loose]
        return _Asked(source, written(source, sure), terms)

    def _reconsidered(
        self, ladder: Ladder, asked: Sequence[_Asked], outcomes: Sequence[Outcome]
    ) -> list[Outcome]:
        """Another look at what has lost terms or names, with these in English, and at what is
        gravely doubted: written in from the start they would cost the sentence around them more
        than they bring it. Kept is what lacks least, of all that is doubted no more than before.
        """
        from translate.rerank import GRAVE, LOST, doubts

        again: list[tuple[int, _Attempt]] = []
        for index, (one, old) in enumerate(zip(asked, outcomes, strict=True)):
            if old.text is None:
                continue
            lost = self._lost(one, old.text)
            if not (lost.count or self._candidates):
                continue
            doubted = doubts(one.prepared, old.text)
            if lost.count:
                shown, rung = self._hinted(one, old.text, lost), "spelt-out"
            elif doubted >= GRAVE:
                shown, rung = one.source, "reranked"
            else:
                continue
            again.append((index, _Attempt(shown, rung, doubted, doubted + LOST * lost.count)))
        chosen = list(outcomes)
        rows = ladder.alternatives([attempt.shown for _, attempt in again], self._candidates)
        for (index, attempt), row in zip(again, rows, strict=True):
            one, old = asked[index], outcomes[index]
            least = attempt.cost if old.fault is None else math.inf
            for new in row:
                text = new.text or ""
                found = doubts(one.prepared, text)
                if found > attempt.doubted:
                    continue
                cost = found + LOST * self._lost(one, text).count
                if cost < least:
                    least, chosen[index] = cost, replace(new, rung=attempt.rung)
            if chosen[index] is not old:
                self.counts.rungs[attempt.rung] += 1
        return chosen

    def _lost(self, asked: _Asked, text: str) -> _Lost:
        from translate.enforcement import lost

        names = self._names.lost(asked.prepared, text) if self._names else 0
        return _Lost(names, tuple(lost(asked.terms, text)) if asked.terms else ())

    def _hinted(self, asked: _Asked, text: str, lost: _Lost) -> str:
        """The sentence for another attempt: all its names, and the words that ``text`` lost."""
        terms = [t for t in asked.terms if not t.entry.loose or t in lost.terms]
        shown = written(asked.source, terms)
        return self._names.hinted(shown, text) if self._names else shown

    def _respelt(
        self, names: Hints, asked: Sequence[_Asked], outcomes: Sequence[Outcome]
    ) -> list[Outcome]:
        """Names that are still misspelt, put right in the output where the checks doubt it no more
        than before."""
        from translate.rerank import doubts

        chosen = list(outcomes)
        for index, (one, old) in enumerate(zip(asked, outcomes, strict=True)):
            if old.text is None:
                continue
            text = names.respelt(one.prepared, old.text)
            if text != old.text and doubts(one.prepared, text) <= doubts(one.prepared, old.text):
                self.counts.rungs["respelt"] += 1
                chosen[index] = replace(old, text=text)
        return chosen

    def _finish(self, index: int, source: str, raw: _Raw) -> TranslatedSentence:
        """Glossary and checks, sentence by sentence."""
        text, flags = raw.text, raw.flags
        kept = any(flag.kind == "untranslated" for flag in flags)
        translated = not kept and arabic_ratio(source) > 0.0
        if translated and not raw.supplied and self._glossary is not None:
            from translate.enforcement import enforce

            text, changes = enforce(self._glossary.find(source), source, text)
            flags += changes
        if translated and self._checks:
            from translate.fidelity import check

            flags += check(source, text, glossary=self._glossary)
        return TranslatedSentence(index, text, raw.score, flags)


def _parts(article: Article, furniture: bool) -> list[str]:
    parts = [sentence.text for sentence in article.sentences]
    if article.title:
        parts.append(article.title.text)
    if furniture:
        parts.extend(piece.text for piece in article.furniture)
    return parts


def _joined(pieces: Sequence[_Raw]) -> _Raw:
    """The pieces of one text; spans of a single piece hold, those of several are dropped."""
    if len(pieces) == 1:
        return pieces[0]
    scores = [piece.score for piece in pieces if piece.score is not None]
    return _Raw(
        " ".join(piece.text for piece in pieces),
        sum(scores) / len(scores) if scores else None,
        tuple(
            replace(flag, source_span=None, target_span=None)
            for piece in pieces
            for flag in piece.flags
        ),
    )


def _or_source(raw: _Raw, text: str) -> _Raw:
    """A sentence without a rendering keeps its source as printed; spans follow."""
    if raw.text:
        return raw
    flags = tuple(replace(flag, source_span=(0, len(text))) for flag in raw.flags)
    return replace(raw, text=text, flags=flags)
