"""What to do when a decode failed: try again another way, and at last keep the source.

A failed decode is seen on its face (loop, empty, far too short or long, Arabic left over, cut by
the length limit) or in its mean log-probability, as Whisper does it (Radford et al. 2022, section
4.5). Each rung is tried for the sentences that the one before could not do.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from translate.arabic import arabic_ratio
from translate.engines.base import DecodeOptions, Engine, Hypothesis, OffersCandidates
from translate.fidelity import form
from translate.sentences.clauses import halves

_log = logging.getLogger(__name__)
T = TypeVar("T")

LOW_SCORE = -2.5
"""Mean log-probability under which a hypothesis is taken for noise; chosen by hand."""
_MOST_ARABIC = 0.1  # share of Arabic letters; a quoted word may stay
_BLOCK = 4  # n-grams of this many tokens may not repeat, on the second rung


@dataclass(frozen=True)
class Outcome:
    """What became of one sentence. ``text`` is ``None`` where every rung failed; ``fault`` says
    why, or what is doubtful in a text that was kept; ``rung`` names what produced the text.
    """

    text: str | None
    score: float | None
    tokens: int
    rung: str
    fault: str | None = None


@dataclass
class Ladder:
    """Decodes with retries. ``counts`` says how often each rung was needed."""

    engine: Engine
    options: DecodeOptions
    counts: Counter[str] = field(default_factory=Counter)

    def decode(self, sources: Sequence[str]) -> list[Outcome]:
        """One outcome for each source, in order. An engine that raises, or returns another number
        of hypotheses, fails only the sentences that make it do so."""
        found: dict[int, Outcome] = {}
        best: dict[int, Outcome] = {}
        waiting = list(range(len(sources)))
        block = replace(self.options, no_repeat_ngram=_BLOCK)
        rungs: tuple[tuple[str, Callable[[Sequence[str]], list[Hypothesis | str]]], ...] = (
            ("plain", lambda texts: self._attempt(texts, self.options)),
            ("ngram-block", lambda texts: self._attempt(texts, block)),
            (
                "beams",
                lambda texts: self._attempt(
                    texts, replace(block, beams=max(4, 2 * self.options.beams))
                ),
            ),
            ("clauses", self._by_clauses),
        )
        for rung, attempt in rungs:
            if not waiting:
                break
            self.counts[rung] += len(waiting)
            results = attempt([sources[index] for index in waiting])
            still = []
            for index, result in zip(waiting, results, strict=True):
                outcome = _outcome(sources[index], result, rung)
                if outcome.fault is None:
                    found[index] = outcome
                    continue
                still.append(index)
                if _better(outcome, best.get(index)):
                    best[index] = outcome
            waiting = still
        for index in waiting:
            self.counts["doubtful" if best[index].text is not None else "kept-source"] += 1
            found[index] = best[index]
        return [found[index] for index in range(len(sources))]

    def alternatives(self, sources: Sequence[str], count: int) -> list[list[Outcome]]:
        """Other renderings of each source, those without a fault: of up to ``count`` candidates of
        a beam at least as wide, or of one more ``decode`` where ``count`` is 0 or the engine offers
        no candidates."""
        engine = self.engine
        if not count or not isinstance(engine, OffersCandidates):
            return [[one] if one.fault is None else [] for one in self.decode(sources)]
        wide = replace(self.options, beams=max(count, self.options.beams))
        rows = self._isolated(sources, lambda texts: engine.candidates(texts, wide, count))
        outcomes = [
            [] if isinstance(row, str) else [_outcome(source, one, "candidate") for one in row]
            for source, row in zip(sources, rows, strict=True)
        ]
        return [[one for one in row if one.fault is None] for row in outcomes]

    def _attempt(self, texts: Sequence[str], options: DecodeOptions) -> list[Hypothesis | str]:
        """A hypothesis, or the reason why there is none, for each text."""
        return self._isolated(texts, lambda some: self.engine.generate(some, options))

    def _isolated(
        self, texts: Sequence[str], ask: Callable[[Sequence[str]], Sequence[T]]
    ) -> list[T | str]:
        """What the engine gives for each text that is not too long for it, or the reason why it
        gives nothing."""
        fitting = self.engine.max_source_tokens
        sizes = self.engine.count_tokens(texts)
        short = [index for index, size in enumerate(sizes) if size <= fitting]
        given = dict(zip(short, self._halving([texts[index] for index in short], ask), strict=True))
        return [given.get(index, "too long for the model") for index in range(len(texts))]

    def _halving(
        self, texts: Sequence[str], ask: Callable[[Sequence[str]], Sequence[T]]
    ) -> list[T | str]:
        """``ask``; when it fails, each half by itself, down to the sentence that fails."""
        if not texts:
            return []
        try:
            found = ask(texts)
            if len(found) != len(texts):
                raise ValueError(f"{len(found)} hypotheses for {len(texts)} sources")
            return list(found)
        except Exception as error:  # noqa: BLE001 - an engine may be anybody's
            if len(texts) == 1:
                _log.warning("%s: a sentence failed: %s", self.engine.name, error)
                return [f"the engine failed: {error}"]
        middle = len(texts) // 2
        return self._halving(texts[:middle], ask) + self._halving(texts[middle:], ask)

    def _by_clauses(self, texts: Sequence[str]) -> list[Hypothesis | str]:
        """Each text cut in two at its best clause boundary, both halves decoded, joined again."""
        pieces = [halves(text) for text in texts]
        flat = self._attempt([piece for cut in pieces for piece in cut], self.options)
        joined: list[Hypothesis | str] = []
        for cut in pieces:
            results, flat = flat[: len(cut)], flat[len(cut) :]
            joined.append(_join(cut, results))
        return joined


def _join(sources: Sequence[str], results: Sequence[Hypothesis | str]) -> Hypothesis | str:
    if not results:
        return "no clause boundary to cut at"
    hypotheses = []
    for source, result in zip(sources, results, strict=True):
        outcome = _outcome(source, result, "clauses")
        if not isinstance(result, Hypothesis) or outcome.fault is not None:
            return f"a clause failed: {outcome.fault}"
        hypotheses.append(result)
    tokens = sum(hypothesis.tokens for hypothesis in hypotheses)
    total = sum(hypothesis.score * hypothesis.tokens for hypothesis in hypotheses)
    text = " ".join(hypothesis.text for hypothesis in hypotheses)
    return Hypothesis(text, total / max(1, tokens), tokens)


def _outcome(source: str, result: Hypothesis | str, rung: str) -> Outcome:
    if isinstance(result, str):
        return Outcome(None, None, 0, rung, result)
    fault, usable = _judge(source, result)
    return Outcome(result.text if usable else None, result.score, result.tokens, rung, fault)


def _judge(source: str, hypothesis: Hypothesis) -> tuple[str | None, bool]:
    """(what is wrong or ``None``, whether the text may be shown all the same)."""
    text = hypothesis.text
    if not text:
        return "the model wrote nothing", False
    if form.loops(source, text):
        return "the model repeats itself", False
    if not hypothesis.finished:
        return "the model did not come to an end", False
    if arabic_ratio(text) > _MOST_ARABIC:
        return "Arabic is left in the English", False
    if form.length(source, text):
        return "the English is far too short or too long", True
    if hypothesis.score < LOW_SCORE:
        return f"the model is unsure (mean log-probability {hypothesis.score:.2f})", True
    return None, True


def _better(new: Outcome, old: Outcome | None) -> bool:
    """A text beats none, and the likelier text the other."""
    if old is None or old.text is None:
        return old is None or new.text is not None
    return new.text is not None and (new.score or 0.0) > (old.score or 0.0)
