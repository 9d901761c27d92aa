"""Which source sentences a summary sentence was written from.

Found by shared terms: what the summary says in words of its own is not credited, so that an empty
answer means "not to be trusted without reading", not "wrong"; and a wrong figure inside a grounded
sentence is for the checks to flag, not for this.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from summarize.extractive.terms import terms, tokens

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

GROUNDED = 0.45
"""Share of a summary sentence's weight that its sources must hold."""
_MOST_SOURCES = 4
_WORTH_CITING = 0.18
"""Share of the weight that a further source must add, unless it adds a number or a name."""
_ALIKE = 0.8
"""Cosine of sentence embeddings above which meaning grounds what words do not."""
_EXACT = 2.0
"""A number or a name says more of where a sentence comes from than another word."""

_DIGIT = re.compile(r"\d")
_NUMBER_WORDS = frozenset(
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
)
_NAMED = re.compile(r"(?<=[\w,;:'’\"”)] )[\"“(]?([A-Z][\w'’-]+)")


def align(
    target: str,
    sources: Sequence[str],
    *,
    language: str = "en",
    embed: Callable[[Sequence[str]], ArrayLike] | None = None,
) -> tuple[tuple[int, ...], float]:
    """Indices of the ``sources`` that ground ``target``, in order, and how much of it they hold.

    Terms weigh by their rarity among the sources, numbers and names twice. Sources are taken
    greedily while each adds something, at most four. The score is the share of the target's
    weight that they hold, from 0 to 1; below ``GROUNDED`` the answer is ``()`` with that score.
    ``embed`` (texts to vectors, such as ``summarize.extractive.encoder.Encoder``) may ground a
    sentence by meaning where words do not; the score is then the cosine.
    """
    for index, source in enumerate(sources):
        if " ".join(source.split()) == " ".join(target.split()) != "":
            return (index,), 1.0
    held = [set(_terms(source, language)) for source in sources]
    weights, exact = _weights(target, held, language)
    total = sum(weights.values())
    if not total:
        return (), 0.0
    chosen = _cover(weights, exact, held)
    score = sum(weights[term] for term in weights if any(term in held[i] for i in chosen)) / total
    if score >= GROUNDED:
        return tuple(sorted(chosen)), score
    if embed is not None:
        nearest, cosine = _nearest(target, sources, embed)
        if cosine >= _ALIKE:
            return (nearest,), cosine
    return (), score


def _terms(text: str, language: str) -> list[str]:
    """Terms, "186-million-dollar" taken apart, and the small numbers that are stop words
    elsewhere."""
    found = [t for t in tokens(text) if t in _NUMBER_WORDS]
    for term in terms(text, language):
        found += term.split("-") if _DIGIT.search(term) else [term]
    return found


def _weights(
    target: str, held: Sequence[set[str]], language: str
) -> tuple[dict[str, float], set[str]]:
    """Weight of each term of ``target``, and which of them are numbers or names."""
    names = set(terms(" ".join(_NAMED.findall(target)), language)) | _NUMBER_WORDS
    weights = {}
    for term in _terms(target, language):
        found = sum(term in one for one in held)
        rarity = math.log((1 + len(held)) / (1 + found)) + 1
        weights[term] = rarity * (_EXACT if term in names or _DIGIT.search(term) else 1.0)
    return weights, {t for t in weights if t in names or _DIGIT.search(t)}


def _cover(weights: dict[str, float], exact: set[str], held: Sequence[set[str]]) -> list[int]:
    """Sources that hold most of what is not yet held, best first."""
    least = _WORTH_CITING * sum(weights.values())
    missing = set(weights)
    chosen: list[int] = []
    while len(chosen) < _MOST_SOURCES:
        gains = [sum(weights[t] for t in missing & one) for one in held]
        worth = [i for i, one in enumerate(held) if gains[i] >= least or missing & exact & one]
        if not worth:
            break
        # Of two equals the shorter one: less in it is beside the point.
        best = max(worth, key=lambda i: (gains[i], -len(held[i])))
        chosen.append(best)
        missing -= held[best]
    return chosen


def _nearest(
    target: str, sources: Sequence[str], embed: Callable[[Sequence[str]], ArrayLike]
) -> tuple[int, float]:
    import numpy as np

    vectors = np.asarray(embed([target, *sources]), dtype=float)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    cosines = vectors[1:] @ vectors[0]
    return int(cosines.argmax()), float(cosines.max())
