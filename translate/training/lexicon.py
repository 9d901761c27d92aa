"""Name lists as others publish them, reduced to the pairs that are spellings of one name."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from translate.arabic import normalise
from translate.name_similarity import similarity
from translate.training.examples import Example, read

_TITLE = re.compile(r"^(?:السيدة?|الآنسة|الدكتورة?|الجنرال|السفيرة?)\s+")
_TITLE_EN = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|General|Ambassador)\.?\s+", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]+")
_ARABIC = re.compile(r"[\u0621-\u064a]{3,}")


def name_words(paths: Iterable[Path], threshold: float = 0.8) -> list[tuple[str, str]]:
    """(Arabic, English) single words that sound alike, sorted; from lists of names of any length.

    Names are cut into words where both sides have as many; ``threshold`` is the least
    ``name_similarity.similarity``. Of several spellings of one Arabic word the commonest stays.
    """
    commonest: dict[str, str] = {}
    found = spellings(paths, threshold)
    for (arabic, english), _ in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        commonest.setdefault(arabic, english)
    return sorted(commonest.items())


def spellings(paths: Iterable[Path], threshold: float = 0.8) -> Counter[tuple[str, str]]:
    """As ``name_words``, with every spelling of a word and how often it is in the lists."""
    found: Counter[tuple[str, str]] = Counter()
    for path in paths:
        for pair in read(path):
            source = _TITLE.sub("", pair.source).split()
            target = _TITLE_EN.sub("", pair.target).split()
            if len(source) != len(target):
                continue
            for arabic, english in zip(source, target, strict=True):
                if not _ARABIC.fullmatch(arabic) or not _NAME.fullmatch(english):
                    continue
                if len(english) >= 3 and similarity(arabic, english) >= threshold:
                    found[arabic, _title_case(english)] += 1
    return found


def full_names(path: Path, threshold: float = 0.75) -> list[Example]:
    """Whole entries whose two sides sound alike, titles kept, shouting surnames calmed."""
    kept = []
    for pair in read(path):
        source, target = _TITLE.sub("", pair.source), _TITLE_EN.sub("", pair.target)
        if source and target and similarity(source, target) >= threshold:
            calm = " ".join(
                _title_case(word) if word.isupper() else word for word in pair.target.split()
            )
            kept.append(Example(normalise(pair.source), calm))
    return kept


def entries(path: Path, longest: int = 8) -> list[Example]:
    """Every entry of at most ``longest`` English words, entities and loose apostrophes mended."""
    kept = []
    for pair in read(path):
        target = html.unescape(pair.target).replace(" ' s", "'s")
        if pair.source and target and len(target.split()) <= longest:
            kept.append(Example(pair.source, target[0].upper() + target[1:]))
    return kept


def joined(pairs: Sequence[Example], size: int) -> list[Example]:
    """``pairs`` as lists of ``size``: one prompt then teaches several names."""
    return [
        Example(
            "، ".join(pair.source for pair in pairs[start : start + size]),
            ", ".join(pair.target for pair in pairs[start : start + size]),
        )
        for start in range(0, len(pairs), size)
    ]


def _title_case(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
