"""Abstractive summaries by any engine: what fits is summarised at once, what does not in parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translate.arabic import normalise
from translate.article import Sentence
from translate.engines.base import DecodeOptions, Engine, Hypothesis
from translate.errors import KhulasaError
from translate.fidelity import form
from translate.sentences import split

# The decoding that mT5-XLSum, BART-CNN and Pegasus publish with: four beams, no trigram twice.
DECODING = DecodeOptions(beams=4, max_new_tokens=142, max_length_ratio=1.0, no_repeat_ngram=3)


@dataclass(frozen=True)
class Written:
    """Sentences that a model wrote, and what a reader should know of how (or ``None``)."""

    sentences: tuple[str, ...]
    note: str | None = None


class Summariser:
    """A seq2seq summariser, or the bundled model where its adapter has the task.

    Raises ``KhulasaError`` when the model writes nothing that could be shown.
    """

    def __init__(self, engine: Engine, options: DecodeOptions = DECODING) -> None:
        self.name = engine.name
        self.signature = (
            f"{engine.signature}|beams:{options.beams}|ngram:{options.no_repeat_ngram}"
            f"|lp:{options.length_penalty:g}|max:{options.max_new_tokens}"
        )
        self._engine = engine
        self._options = options

    def summarise(self, sentences: Sequence[Sentence], texts: Sequence[str]) -> Written:
        """A summary of the article whose ``sentences`` read ``texts`` (its own, or their English).

        An article longer than the model reads is cut where paragraphs end; the summaries of the
        parts are summarised again as often as that makes one part of them.
        """
        chunks = self._chunks(sentences, texts)
        if not chunks:
            raise KhulasaError("there is nothing to summarise")
        first = written = self._write(chunks)
        while len(written) > 1:
            fused = self._pack([one.text for one in written])
            if 2 * len(fused) > len(written):  # summaries hardly shorter than what they tell
                break
            again = self._write(fused)
            if len(again) < len(fused):  # something would be lost
                break
            written = again
        found = tuple(sentence.text for one in written for sentence in split(one.text))
        if not found:
            raise KhulasaError(f"{self.name} wrote no summary")
        return Written(found, self._note(len(chunks), first, written))

    def _note(
        self, parts: int, first: Sequence[Hypothesis], last: Sequence[Hypothesis]
    ) -> str | None:
        """What happened to the ``parts``, whose summaries are ``first``, until only ``last`` were
        left; ``None`` where the article was summarised at once and to the end."""
        told = []
        if parts > 1:
            again = ", and those once more together" if last is not first else ""
            told.append(f"The article was summarised in {parts} parts{again}.")
        if lost := parts - len(first):
            told.append(f"Of {lost} of them {self.name} wrote nothing that could be shown.")
        if not all(one.finished for one in last):
            told.append("The summary is cut where the model was not done.")
        return " ".join(told) or None

    def _write(self, chunks: Sequence[str]) -> list[Hypothesis]:
        """Summaries of those that could be summed up."""
        try:
            hypotheses = self._engine.generate(chunks, self._options)
        except Exception as error:  # an engine may be anybody's
            raise KhulasaError(f"{self.name} failed: {error}") from error
        return [one for one in hypotheses if one.text and not form.loops("", one.text)]

    def _chunks(self, sentences: Sequence[Sentence], texts: Sequence[str]) -> list[str]:
        paragraphs: dict[int, list[str]] = {}
        for sentence, text in zip(sentences, texts, strict=True):
            paragraphs.setdefault(sentence.paragraph, []).append(normalise(text).strip())
        return self._pack([" ".join(paragraph) for paragraph in paragraphs.values()])

    def _pack(self, texts: Sequence[str]) -> list[str]:
        """Whole texts joined while they fit; one that does not fit by itself is cut."""
        packed: list[str] = []
        for piece in (piece for text in texts for piece in self._fit(text)):
            joined = f"{packed[-1]} {piece}" if packed else piece
            if packed and self._fits(joined):
                packed[-1] = joined
            else:
                packed.append(piece)
        return packed

    def _fit(self, text: str) -> list[str]:
        if self._fits(text) or len(text) < 2:
            return [text] if text else []
        ends = [sentence.end for sentence in split(text)][:-1] or [
            place for place, letter in enumerate(text) if letter == " "
        ]
        cut = min(ends, key=lambda end: abs(end - len(text) // 2), default=len(text) // 2)
        return self._fit(text[:cut].strip()) + self._fit(text[cut:].strip())

    def _fits(self, text: str) -> bool:
        return self._engine.count_tokens([text])[0] <= self._engine.max_source_tokens
