"""What a translation keeps of the facts that a reader relies on: people, figures, days.

    python -m benchmarks.studies.faithful [--pud ud-pud.tsv] [--model bundled] [--plain]
        [--lost]

Two lists: the articles of ``benchmarks/data/news`` and, with ``--pud``, the news half of UD-PUD
(its first 500 segments; ``gold/people-pud.tsv`` says who is named in which).

* ``numbers``: figures of two or more digits that source and reference both have, found as a value
  in the output.
* ``days``: weekdays and months of the reference, found in the output.
* ``people``: names that a reader recognises: each word is compared with the word of the output
  that is spelt most like it (normalised Indel similarity, 0-100), and their mean, weighted by
  length, is at least 75.
* ``spelt``: names every word of which is at least 75 similar (as ``names_kept``).
* ``famous``: names of ``gold/famous.txt`` that are in the output but not in the reference, where a
  person was lost; at most one for each lost person.

Apart from ``translate.fidelity``, which chooses between candidates and so cannot judge them.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.metrics.facts import SPELLING, likeness, names_in, numbers
from benchmarks.studies.decoding import days
from benchmarks.tasks import find, news
from translate.arabic import fold
from translate.engines.base import GREEDY
from translate.loading import RERANK, load_translator

GOLD = Path(__file__).parent / "gold"
NEWS_HALF = 500
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass
class Segment:
    """A source, its reference, and who is named in it."""

    source: str
    reference: str
    people: list[str] = field(default_factory=list)
    """In English, as the reference spells them."""


@dataclass
class Count:
    """``hits`` of ``of``, printed with their percentage."""

    hits: int = 0
    of: int = 0

    def add(self, hits: int, of: int) -> None:
        """Add those of one segment."""
        self.hits += hits
        self.of += of

    def __str__(self) -> str:
        return f"{100 * self.hits / max(1, self.of):.1f} ({self.hits}/{self.of})"


def own_articles() -> list[Segment]:
    """Titles and sentences of the articles that come with the project."""
    found = []
    for record in news.records():
        people = [one["en"] for one in record["entities"] if one["kind"] == "person"]
        for pair in (record["title"], *record["sentences"]):
            found.append(Segment(pair["ar"], pair["en"], names_in(pair["en"], people)))
    return found


def pud_news(path: Path) -> list[Segment]:
    """The news half of UD-PUD, from the file the user has."""
    (task,) = find(str(path))
    found = [Segment(item.source, item.reference) for item in task.items[:NEWS_HALF]]
    for line in (GOLD / "people-pud.tsv").read_text(encoding="utf-8").splitlines():
        number, name = line.split("\t")
        found[int(number) - 1].people.append(name)
    return found


def figures(segment: Segment) -> list[str]:
    """Figures of two or more digits in the source whose value the reference has too."""
    values = set(numbers(segment.reference))
    return [
        figure
        for figure in _FIGURE.findall(fold(segment.source))
        if sum(c.isdigit() for c in figure) > 1 and set(numbers(figure)) <= values
    ]


def measure(segments: Sequence[Segment], outputs: Sequence[str]) -> dict[str, Count]:
    """The counts named at the top of this module."""
    famous = (GOLD / "famous.txt").read_text(encoding="utf-8").split("\n")
    rows = {name: Count() for name in ("numbers", "days", "people", "spelt", "famous")}
    for segment, output in zip(segments, outputs, strict=True):
        wanted, present = figures(segment), set(numbers(output))
        rows["numbers"].add(sum(set(numbers(one)) <= present for one in wanted), len(wanted))
        rows["days"].add(*days(output, segment.reference))
        people = segment.people
        kept = [person for person in people if likeness(person, output) >= SPELLING]
        rows["people"].add(len(kept), len(people))
        rows["spelt"].add(len(names_in(output, people)), len(people))
        known = f"{segment.reference} {' '.join(people)}"
        foreign = [one for one in famous if one and _has(output, one) and not _has(known, one)]
        rows["famous"].add(min(len(foreign), len(people) - len(kept)), len(people))
    return rows


def _has(text: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--pud", type=Path, help="ud-pud.tsv, arabic<TAB>english")
    parser.add_argument("--model", default="bundled")
    parser.add_argument(
        "--plain", action="store_true", help="greedy, no gazetteer, names or reranking"
    )
    parser.add_argument("--lost", action="store_true", help="print the segments that lost a person")
    args = parser.parse_args(argv)
    reader = load_translator(
        args.model,
        device="cpu",
        options=GREEDY if args.plain else None,
        places=not args.plain,
        names=not args.plain,
        rerank=0 if args.plain else RERANK,
    )
    print(f"{reader.engine.signature}, {'greedy' if args.plain else 'shipped'}\n")
    print("| list | segments | numbers | days | people | spelt | famous |")
    print("|---|---|---|---|---|---|---|")
    lists = {"own articles": own_articles()}
    if args.pud:
        lists["UD-PUD news"] = pud_news(args.pud)
    for name, segments in lists.items():
        outputs = [one.text for one in reader.texts([one.source for one in segments])]
        cells = " | ".join(str(count) for count in measure(segments, outputs).values())
        print(f"| {name} | {len(segments)} | {cells} |", flush=True)
        if args.lost:
            for segment, output in zip(segments, outputs, strict=True):
                lost = [one for one in segment.people if likeness(one, output) < SPELLING]
                if lost:
                    print(f"  {', '.join(lost)}: {output}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
