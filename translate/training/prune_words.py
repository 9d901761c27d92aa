"""Take out of ``phrases.tsv`` and ``words.tsv`` words that human translations often say otherwise:
``python -m translate.training.prune_words FILE...``, with sentence pairs besides the project's own.

A word is written in English for a second attempt where nothing in the first renders it. Where
nothing in a human translation renders it either, that says nothing about the first. The phrases
are what the model by itself misreads, so more is borne of them, and those of several words stay.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from translate import gazetteer
from translate.arabic import fold
from translate.enforcement import lost
from translate.training import examples, tables
from translate.training.examples import Example

MOST = {"phrases.tsv": 0.2, "words.tsv": 0.08}
"""Share of the pairs with a word whose English lacks it, from which it is taken out."""
_LEAST = 2  # such pairs


def shares(pairs: Iterable[Example]) -> dict[str, float]:
    """Of each loose word of the gazetteer, folded, how many of its pairs lack its English."""
    glossary = gazetteer.glossary()
    found: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    for pair in pairs:
        terms = glossary.find(pair.source)
        words = [term for term in terms if term.entry.loose and " " not in term.entry.arabic]
        found.update({fold(term.entry.arabic) for term in words})
        missing.update({fold(term.entry.arabic) for term in lost(words, pair.target)})
    return {word: n / found[word] for word, n in missing.items() if n >= _LEAST}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    args = parser.parse_args()
    paths = (*tables.pair_files(), *args.files)
    lacking = shares(pair for path in paths for pair in examples.read(path))
    for name, most in MOST.items():
        path = Path(gazetteer.__file__).with_name(name)
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if lacking.get(fold(line.split("\t")[0]), 0.0) < most]
        path.write_text("\n".join(kept) + "\n", encoding="utf-8")
        print(f"{name}: {len(lines) - len(kept)} of {len(lines)} lines taken out")


if __name__ == "__main__":
    main()
