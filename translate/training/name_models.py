"""Build the models of ``translate.names``: which words are names, and how they are spelt.

    python -m translate.training.name_models --data-folder DATA [--out FILE]

The tagger learns from sentence pairs: an Arabic word is a name where a capitalised English word
that is no common word sounds like it. The speller learns from lists of names whose two sides sound
alike, letters aligned by expectation-maximisation.
"""

from __future__ import annotations

import argparse
import logging
import math
import random
import re
import sys
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from translate.arabic import fold, normalise
from translate.names.pairs import arabic_words, clitic_of, shared_names
from translate.names.speller import END, LONGEST, ORDER, START, Unit
from translate.names.tagger import BITS, Dictionary, Words, features
from translate.training import lexicon
from translate.training.examples import Example, read
from translate.training.frames import Frames
from translate.training.tables import pair_files, rows

logger = logging.getLogger(__name__)

PARALLEL = (
    *("flores-dev", "xquad-sentences", "mt-geneval-dev", "tico19", "unpc", "un-sdg"),
    *("opensource-guide", "nextstrain-sitreps", "tatoeba"),
)
LISTS = ("ne-pers-hkiri", "names-wikidata-coling2018", "ne-loc-hkiri")

Weighted = tuple[str, str, float]
"""An Arabic name, its spelling in small Latin letters, and how much it counts."""

_FRAMES = 15_000
"""Filled frames that the tagger learns from, beside the sentence pairs."""
_COMMON = 2
"""Sentences beyond which a word that is no name there is common."""
_PASSES = 5
_ALIGNED_ON = 15_000
_LEAST = 1.5
"""Weight below which an n-gram of more than three units is not kept."""


def tagger(pairs: Iterable[Example], listed: Iterable[str]) -> tuple[Any, float, Dictionary]:
    """Weights, bias and dictionary for ``names.tagger.Tagger``; ``listed`` are words of names."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    sentences: list[tuple[list[str], list[bool]]] = []
    counts: Counter[str] = Counter()
    for pair in pairs:
        words = arabic_words(pair.source)
        shared = {name.span for name in shared_names(pair.source, pair.target)}
        texts = [word.text for word in words]
        names = [(word.start, word.end) in shared for word in words]
        sentences.append((texts, names))
        counts.update({text for text, name in zip(texts, names, strict=True) if not name})
    # A word of one sentence alone is as unknown there as a new word will be elsewhere.
    common = Words.of(word for word, count in counts.items() if count > _COMMON)
    dictionary = Dictionary(common, Words.of(map(fold, listed)))
    places, ends = array("i"), array("q", [0])
    labels: list[bool] = []
    for texts, names in sentences:
        labels += names
        for found in features(texts, dictionary):
            places.extend(found)
            ends.append(len(places))
    logger.info("tagger: %d words, %d of them names", len(labels), sum(labels))
    ones = np.ones(len(places), dtype=np.float32)
    matrix = csr_matrix((ones, np.array(places), np.array(ends)), shape=(len(labels), 1 << BITS))
    model = LogisticRegression(C=0.3, solver="liblinear", max_iter=60).fit(matrix, labels)
    return model.coef_[0], float(model.intercept_[0]), dictionary


def spellings(lists: Sequence[Path], pairs: Iterable[Example] = ()) -> list[Weighted]:
    """Single words of the lists that sound alike, of the project's own tables of names, and of
    sentence pairs, which have the commonest names most often."""
    found = lexicon.spellings(lists)
    for row in rows("names"):
        found[row["arabic"], row["english"]] += 3
    for pair in pairs:
        for (begin, end), english in shared_names(pair.source, pair.target):
            word = pair.source[begin:end]
            clitic = clitic_of(word, english)
            found[word.removeprefix(clitic), english] += 3
    return [
        (normalise(arabic), plain, 1 + math.log(count))
        for (arabic, english), count in sorted(found.items())
        if (plain := _letters(english)) and "-" not in english and " " not in arabic
    ]


def _letters(english: str) -> str:
    decomposed = unicodedata.normalize("NFKD", english.lower())
    return re.sub("[^a-z]", "", decomposed)


def align(names: Sequence[Weighted]) -> dict[Unit, float]:
    """P(spelling | letter) of each unit, by expectation-maximisation over all segmentations."""
    chances: dict[Unit, float] = {}
    for _ in range(_PASSES):
        counts: dict[Unit, float] = defaultdict(float)
        for arabic, english, weight in names:
            _expect(arabic, english, weight, chances, counts)
        totals: dict[str, float] = defaultdict(float)
        for (letter, _), count in counts.items():
            totals[letter] += count
        chances = {unit: c / totals[unit[0]] for unit, c in counts.items() if c > 0.3}
    return chances


def _expect(
    arabic: str,
    english: str,
    weight: float,
    chances: dict[Unit, float],
    counts: dict[Unit, float],
) -> None:
    """Forward and backward sums over the ways to cut ``english`` into one piece a letter."""
    n, m = len(arabic), len(english)

    def chance(at: int, begin: int, end: int) -> float:
        if not chances:
            return 1.0 if end - begin <= 2 else 0.1
        return chances.get((arabic[at], english[begin:end]), 1e-7)

    forward = [[0.0] * (m + 1) for _ in range(n + 1)]
    forward[0][0] = 1.0
    backward = [[0.0] * (m + 1) for _ in range(n + 1)]
    backward[n][m] = 1.0
    for at in range(n):
        for begin in range(m + 1):
            if forward[at][begin]:
                for end in range(begin, min(m, begin + LONGEST) + 1):
                    forward[at + 1][end] += forward[at][begin] * chance(at, begin, end)
    whole = forward[n][m]
    if whole <= 0.0:
        return
    for at in reversed(range(n)):
        for begin in range(m + 1):
            for end in range(begin, min(m, begin + LONGEST) + 1):
                if backward[at + 1][end]:
                    step = backward[at + 1][end] * chance(at, begin, end)
                    backward[at][begin] += step
                    share = weight * forward[at][begin] * step / whole
                    if share > 1e-6:
                        counts[arabic[at], english[begin:end]] += share


def segment(arabic: str, english: str, chances: dict[Unit, float]) -> list[Unit] | None:
    """The likeliest segmentation, or ``None`` when there is none."""
    best: dict[int, tuple[float, list[Unit]]] = {0: (0.0, [])}
    for letter in arabic:
        following: dict[int, tuple[float, list[Unit]]] = {}
        for begin, (score, units) in best.items():
            for end in range(begin, min(len(english), begin + LONGEST) + 1):
                unit = letter, english[begin:end]
                if unit in chances:
                    total = score + math.log(chances[unit])
                    if end not in following or total > following[end][0]:
                        following[end] = total, [*units, unit]
        best = following
    found = best.get(len(english))
    return found[1] if found else None


def speller(names: Sequence[Weighted]) -> tuple[list[Unit], dict[Any, float], dict[Any, float]]:
    """Units, n-gram and backoff log-probabilities for ``names.speller.Speller``."""
    sample = list(names)
    random.Random(1).shuffle(sample)
    chances = align(sample[:_ALIGNED_ON])
    counts: dict[tuple[Unit, ...], float] = defaultdict(float)
    aligned = 0
    for arabic, english, weight in names:
        cut = segment(arabic, english, chances)
        if cut is None:
            continue
        aligned += 1
        padded = [START] * (ORDER - 1) + cut + [END]
        for at in range(ORDER - 1, len(padded)):
            for size in range(1, ORDER + 1):
                counts[tuple(padded[at - size + 1 : at + 1])] += weight
    logger.info("speller: %d of %d names aligned", aligned, len(names))
    kept = {gram: c for gram, c in counts.items() if len(gram) <= 3 or c > _LEAST}
    units = [START, *sorted({gram[0] for gram in kept if len(gram) == 1})]
    return units, *_smoothed(kept, {unit: at for at, unit in enumerate(units)})


def _smoothed(
    counts: Mapping[tuple[Unit, ...], float], number: Mapping[Unit, int]
) -> tuple[dict[Any, float], dict[Any, float]]:
    """Interpolated Witten-Bell: of a context with ``t`` kinds of successor in ``s`` of weight,
    ``t / (s + t)`` goes to the shorter context."""
    sums: dict[tuple[Unit, ...], float] = defaultdict(float)
    kinds: Counter[tuple[Unit, ...]] = Counter()
    for gram, count in counts.items():
        sums[gram[:-1]] += count
        kinds[gram[:-1]] += 1
    chance: dict[tuple[Unit, ...], float] = {}
    for gram in sorted(counts, key=len):
        context = gram[:-1]
        lower = chance[gram[1:]] if context else 1.0 / kinds[()]
        chance[gram] = (counts[gram] + kinds[context] * lower) / (sums[context] + kinds[context])
    grams = {tuple(number[u] for u in gram): math.log(value) for gram, value in chance.items()}
    backoff = {
        tuple(number[u] for u in context): math.log(
            kinds[context] / (sums[context] + kinds[context])
        )
        for context in kinds
    }
    return grams, backoff


def asked(doc: str | None, out: Path, argv: Sequence[str] | None) -> argparse.Namespace:
    """``data_folder`` and ``out`` of a command that builds a shipped model and says how."""
    parser = argparse.ArgumentParser(description=(doc or "").split("\n", 1)[0])
    parser.add_argument("--data-folder", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=out)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Build both models and write them."""
    from translate.names.hints import MODEL
    from translate.names.store import save

    args = asked(__doc__, MODEL, argv)
    files = [*pair_files(), *(args.data_folder / f"parallel/{name}.tsv" for name in PARALLEL)]
    lists = [args.data_folder / f"lexicon/{name}.tsv" for name in LISTS]
    frames = Frames(1, lexicon.name_words(lists))
    pairs = [pair for file in files for pair in read(file)]
    listed = {arabic for arabic, _ in lexicon.spellings(lists)}
    weights, bias, dictionary = tagger([*pairs, *map(frames.draw, range(_FRAMES))], listed)
    names = spellings(lists, pairs)
    units, grams, backoff = speller(names)
    logger.info("speller: %d units, %d n-grams", len(units), len(grams))
    save(args.out, weights, bias, dictionary, units, grams, backoff)
    return 0


if __name__ == "__main__":
    sys.exit(main())
