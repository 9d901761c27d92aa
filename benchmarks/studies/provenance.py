"""How well summary sentences find their sources, on free summaries of the shipped articles.

    python -m benchmarks.studies.provenance

- grounded: summary sentences that find a source in their own article (should be all);
- without the cited: the same with the cited sentences taken out (should be none);
- in another article: the same against the next article (should be none);
- clean: grounded sentences that ``check_summary_sentence`` finds nothing wrong with, by kind
  of what it found in the others (the summaries are correct, but drop speakers as editors do).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from summarize.checks import check_summary_sentence
from summarize.provenance import align

DATA = Path(__file__).parent.parent / "data" / "news"


@dataclass(frozen=True)
class Figures:
    """Counts of summary sentences; ``flagged`` by kind of flag, of the grounded ones."""

    sentences: int
    grounded: int
    without_cited: int
    elsewhere: int
    citations: int
    clean: int
    flagged: dict[str, int]


def measure(folder: Path = DATA) -> Figures:
    """Align every English summary sentence of the bilingual JSONL files in ``folder``."""
    files = sorted(folder.glob("*.jsonl"))
    rows = [json.loads(x) for f in files for x in f.read_text(encoding="utf-8").splitlines()]
    english = [[sentence["en"] for sentence in row["sentences"]] for row in rows]
    arabic = [[sentence["ar"] for sentence in row["sentences"]] for row in rows]
    counts: Counter[str] = Counter()
    flagged: Counter[str] = Counter()
    for number, row in enumerate(rows):
        for target in row["summary"]["en"]:
            found, _ = align(target, english[number])
            rest = [text for i, text in enumerate(english[number]) if i not in found]
            counts["sentences"] += 1
            counts["grounded"] += bool(found)
            counts["citations"] += len(found)
            counts["without_cited"] += bool(found) and bool(align(target, rest)[0])
            counts["elsewhere"] += bool(align(target, english[(number + 1) % len(rows)])[0])
            if found:
                flags = check_summary_sentence(
                    target, [english[number][i] for i in found], [arabic[number][i] for i in found]
                )
                counts["clean"] += not flags
                flagged.update({flag.kind for flag in flags})
    return Figures(
        sentences=counts["sentences"],
        grounded=counts["grounded"],
        without_cited=counts["without_cited"],
        elsewhere=counts["elsewhere"],
        citations=counts["citations"],
        clean=counts["clean"],
        flagged=dict(flagged),
    )


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.studies.provenance")
    parser.add_argument("--data", type=Path, default=DATA, help="folder of bilingual JSONL")
    figures = measure(parser.parse_args(argv).data)
    print(f"{figures.sentences} summary sentences, {figures.citations} citations\n")
    print("| grounded | without the cited | in another article | clean of the grounded |")
    print("|---|---|---|---|")
    shares = [
        100 * part / max(1, whole)
        for part, whole in (
            (figures.grounded, figures.sentences),
            (figures.without_cited, figures.grounded),
            (figures.elsewhere, figures.sentences),
            (figures.clean, figures.grounded),
        )
    ]
    print("| " + " | ".join(f"{share:.1f} %" for share in shares) + " |\n")
    for kind, count in sorted(figures.flagged.items()):
        print(f"flagged {kind}: {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
