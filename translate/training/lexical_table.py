"""Build the table of ``translate.lexical`` from sentence pairs.

    python -m translate.training.lexical_table --data-folder DATA [--out FILE]

IBM Model 1 in each direction by expectation-maximisation, words reduced to stems. Left out are the
last 80 pairs of FLORES dev, by which adapters are chosen, and what overlaps an evaluation set.
"""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from translate.lexical.table import MODEL, NULL, Table, words
from translate.training import recipe
from translate.training.examples import Example, clean, read
from translate.training.name_models import PARALLEL, asked
from translate.training.tables import pair_files

logger = logging.getLogger(__name__)

_HELD_OUT = {"flores-dev": 80}
_LEAST_COUNT = 2
"""Sentences that a word must stand in."""
_PASSES = 6
_LEAST = 0.03
"""Probability below which an entry is not kept."""


def build(pairs: Iterable[Example]) -> Table:
    """The table of these sentence pairs."""
    sides = [(words(pair.source, "ar"), words(pair.target, "en")) for pair in pairs]
    arabic = _vocabulary(side[0] for side in sides)
    english = _vocabulary(side[1] for side in sides)
    numbered = [(_numbers(source, arabic), _numbers(target, english)) for source, target in sides]
    forward = _chances(numbered, len(english))
    backward = _chances([(target, source) for source, target in numbered], len(arabic))
    both: dict[int, list[float]] = {}
    for (of, given), chance in forward.items():
        both.setdefault(of * len(english) + given, [0.0, 0.0])[0] = chance
    for (of, given), chance in backward.items():
        both.setdefault(given * len(english) + of, [0.0, 0.0])[1] = chance
    keys = np.array(sorted(both), dtype=np.int64)
    chances = np.array([both[key] for key in keys.tolist()]).reshape(-1, 2)
    logger.info("%d Arabic, %d English words, %d entries", len(arabic), len(english), len(keys))
    return Table(list(arabic), list(english), keys, chances[:, 0], chances[:, 1])


def _vocabulary(sentences: Iterable[Sequence[str]]) -> dict[str, int]:
    counts = Counter(word for sentence in sentences for word in set(sentence))
    kept = [word for word, count in counts.items() if count >= _LEAST_COUNT]
    return {word: number for number, word in enumerate([NULL, *kept])}


def _numbers(sentence: Sequence[str], vocabulary: dict[str, int]) -> np.ndarray:
    return np.array([vocabulary[word] for word in sentence if word in vocabulary], dtype=np.int64)


def _chances(
    pairs: Sequence[tuple[np.ndarray, np.ndarray]], size: int
) -> dict[tuple[int, int], float]:
    """P(word | word given) by (word, given); ``size`` is the count of words that may be given."""
    links, groups, group = [], [], 0
    for said, given in pairs:
        given = np.unique(np.append(given, 0))
        links.append(np.repeat(said * size, len(given)) + np.tile(given, len(said)))
        groups.append(np.repeat(np.arange(group, group + len(said)), len(given)))
        group += len(said)
    entries, place = np.unique(np.concatenate(links), return_inverse=True)
    word, given = np.divmod(entries, size)
    belongs = np.concatenate(groups)
    chance = np.ones(len(entries))
    for _ in range(_PASSES):
        share = chance[place]
        share /= np.bincount(belongs, share, group)[belongs]
        count = np.bincount(place, share, len(entries))
        # Half a count goes to words never seen, so that rare words are certain of nothing.
        chance = count / (np.bincount(given, count, size)[given] + 0.5)
    kept = chance > _LEAST
    found = zip(word[kept].tolist(), given[kept].tolist(), strict=True)
    return dict(zip(found, chance[kept].tolist(), strict=True))


def main(argv: Sequence[str] | None = None) -> int:
    """Build the table and write it."""
    args = asked(__doc__, MODEL, argv)
    pairs = [pair for path in pair_files() for pair in clean(read(path))]
    for name in PARALLEL:
        found = clean(read(args.data_folder / f"parallel/{name}.tsv"))
        pairs += found[: len(found) - _HELD_OUT.get(name, 0)]
    avoid = recipe.avoided(recipe.own(), args.data_folder)
    build(p for p in pairs if not avoid.found(f"{p.source}\n{p.target}")).save(args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
