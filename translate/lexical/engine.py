"""An engine whose beam is read again with a table of word translations."""

from __future__ import annotations

from collections.abc import Sequence

from translate.engines.base import GREEDY, DecodeOptions, Engine, Hypothesis, OffersCandidates
from translate.lexical.table import Table

WEIGHT = 0.1
"""Of adequacy beside the mean log-probability a token, both in nats; chosen on FLORES dev and the
project's own articles, where anything from 0.05 to 0.2 does nearly as well."""


class Reranked:
    """``engine``, which offers candidates, with those of its beam ordered by likelihood and
    adequacy together. ``count`` are looked at; a greedy search has but one and is left as it is.
    N-best reranking as in Yee et al. 2019 (noisy channel), with a word table in the place of a
    reversed model. Raises ``TypeError`` for another engine and ``ValueError`` for no ``count``.
    """

    def __init__(self, engine: Engine, table: Table, count: int) -> None:
        if not isinstance(engine, OffersCandidates):
            raise TypeError(f"{engine.name} offers no candidates")
        if count < 1:
            raise ValueError(f"{count} candidates cannot be compared")
        self.name = engine.name
        self.signature = f"{engine.signature}|lexical:{table.signature}x{count}w{WEIGHT:g}"
        self.max_source_tokens = engine.max_source_tokens
        self.count_tokens = engine.count_tokens
        self._engine, self._table, self._count = engine, table, count

    def generate(self, texts: Sequence[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
        count = min(self._count, options.beams)
        return [found[0] for found in self.candidates(texts, options, count)]

    def candidates(
        self, texts: Sequence[str], options: DecodeOptions, count: int
    ) -> list[list[Hypothesis]]:
        """Those of the engine, ordered anew."""
        found = self._engine.candidates(texts, options, count)
        return [ordered(self._table, text, row) for text, row in zip(texts, found, strict=True)]


def ordered(table: Table, source: str, row: Sequence[Hypothesis]) -> list[Hypothesis]:
    """The best first; what came to no end, or says nothing, last."""
    if len(row) == 1:
        return list(row)
    adequacies = table.adequacies(source, [one.text for one in row])

    def worth(at: int) -> tuple[bool, float]:
        usable = row[at].finished and bool(row[at].text)
        return usable, row[at].score + usable * WEIGHT * adequacies[at]

    return [row[at] for at in sorted(range(len(row)), key=worth, reverse=True)]
