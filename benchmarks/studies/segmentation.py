"""Sentence boundaries and page furniture against hand-made gold, ours beside public splitters.

    python -m benchmarks.studies.segmentation [--lines FILE]... [--json OUT]

``--lines`` adds a set of one sentence a line (the first column of a TSV), regrouped into
paragraphs of five: text that nobody here wrote.

A boundary is scored where it falls among the characters that are not spaces; the end of a
paragraph, which nobody can miss, is not counted. A piece of furniture counts as found when
exactly its span was set aside.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

from translate.furniture import stories
from translate.sentences import split

GOLD = Path(__file__).parent / "gold"
JOINED = "⁀"  # ends a gold line that the next follows with no space or line break between
_GROUP = 5
_SPACE = re.compile(r"\s+")

Splitter = Callable[[str], list[str]]


@dataclass(frozen=True)
class Paragraph:
    """Sentences of one paragraph, the text that they make, and the rule it tests."""

    rule: str
    text: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 of one system on one set, with the counts behind them."""

    system: str
    found: int
    right: int
    expected: int
    seconds: float
    failed: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def gold_paragraphs(path: Path = GOLD / "sentences.txt") -> list[Paragraph]:
    """The hand-made set."""
    found: list[Paragraph] = []
    rule, lines = "", list[str]()
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("# "):
            rule = line[2:]
        elif line:
            lines.append(line)
        elif lines:
            found.append(_paragraph(rule, lines))
            lines = []
    return found


def _paragraph(rule: str, lines: list[str]) -> Paragraph:
    text = " ".join(lines).replace(f"{JOINED} ", "")
    return Paragraph(rule, text, tuple(line.removesuffix(JOINED) for line in lines))


def regrouped(path: Path) -> list[Paragraph]:
    """Sentences of a file, one a line, put together five at a time."""
    rows = [line.split("\t")[0].strip() for line in path.read_text("utf-8").splitlines()]
    rows = [row for row in rows if row]
    return [
        _paragraph(path.stem, rows[number : number + _GROUP])
        for number in range(0, len(rows), _GROUP)
    ]


def boundaries(sentences: list[str]) -> set[int]:
    """How many characters that are no spaces stand before each inner boundary."""
    places: set[int] = set()
    position = 0
    for sentence in sentences:
        position += len(_SPACE.sub("", sentence))
        places.add(position)
    return places - {position}


def score_splitter(system: str, splitter: Splitter, paragraphs: list[Paragraph]) -> Score:
    """One splitter on every paragraph; ``failed`` holds the paragraphs it did not split exactly."""
    found = right = expected = 0
    failed: list[str] = []
    started = time.perf_counter()
    outputs = [splitter(paragraph.text) for paragraph in paragraphs]
    seconds = time.perf_counter() - started
    for paragraph, output in zip(paragraphs, outputs, strict=True):
        gold, ours = boundaries(list(paragraph.sentences)), boundaries(output)
        found, right, expected = found + len(ours), right + len(gold & ours), expected + len(gold)
        if gold != ours:
            failed.append(f"[{paragraph.rule}] {' ‖ '.join(output)}")
    return Score(system, found, right, expected, seconds, tuple(failed))


def _khulasa() -> Splitter:
    return lambda text: [sentence.text for sentence in split(text)]


def _pysbd() -> Splitter:
    segmenter = import_module("pysbd").Segmenter(language="ar", clean=False)
    return lambda text: list(segmenter.segment(text))


def _sentencex() -> Splitter:
    segment = import_module("sentencex").segment
    return lambda text: list(segment("ar", text))


def _pyarabic() -> Splitter:
    tokenize = import_module("pyarabic.araby").sentence_tokenize
    return lambda text: list(tokenize(text))


def _stanza() -> Splitter:
    stanza = import_module("stanza")
    pipeline = stanza.Pipeline("ar", processors="tokenize", download_method=None, verbose=False)
    return lambda text: [sentence.text for sentence in pipeline(text).sentences]


SYSTEMS: dict[str, Callable[[], Splitter]] = {
    "khulasa": _khulasa,
    "pysbd": _pysbd,
    "sentencex": _sentencex,
    "pyarabic": _pyarabic,
    "stanza": _stanza,
}


def score_all(paragraphs: list[Paragraph]) -> Iterator[Score]:
    """Every system that is installed, ours first; the others are named on stderr."""
    for name, load in SYSTEMS.items():
        try:
            splitter = load()
        except (ImportError, OSError) as error:  # stanza without its model raises an OSError
            print(f"{name}: not installed ({type(error).__name__})", file=sys.stderr)
            continue
        except Exception as error:  # noqa: BLE001  a peer that cannot load must not end the run
            print(f"{name}: cannot load ({error})", file=sys.stderr)
            continue
        yield score_splitter(name, splitter, paragraphs)


@dataclass(frozen=True)
class GoldPage:
    """A page, the spans of its furniture with their kinds, and the text of each story's title."""

    name: str
    text: str
    furniture: dict[tuple[int, int], str]
    titles: tuple[str, ...]
    body: tuple[str, ...]


def gold_pages(path: Path = GOLD / "pages.txt") -> list[GoldPage]:
    """Pages whose every line is labelled ``kind<TAB>text``."""
    found: list[GoldPage] = []
    for block in path.read_text("utf-8").split("=== ")[1:]:
        name, *rows = block.splitlines()
        text = ""
        furniture: dict[tuple[int, int], str] = {}
        titles: list[str] = []
        body: list[str] = []
        for row in rows:
            kind, _, line = row.partition("\t")
            if not line:
                text += "\n"
                continue
            stuck = line.endswith(JOINED)
            line = line.removesuffix(JOINED)
            start = len(text)
            text += line if stuck else line + "\n"
            span = (start, start + len(line.rstrip()))
            if kind == "title":
                titles.append(line)
            elif kind == "body":
                body.append(line)
            else:
                furniture[span] = kind
        found.append(GoldPage(name, text, furniture, tuple(titles), tuple(body)))
    return found


def score_furniture(pages: list[GoldPage]) -> tuple[Score, float]:
    """Spans set aside on all pages, and the share of those found whose kind is right too."""
    found = right = expected = kinds = 0
    failed: list[str] = []
    started = time.perf_counter()
    for page in pages:
        ours = {
            (piece.start, piece.end): piece.kind
            for story in stories(page.text)
            for piece in story.furniture
        }
        shared = ours.keys() & page.furniture.keys()
        found, right, expected = (
            found + len(ours),
            right + len(shared),
            expected + len(page.furniture),
        )
        kinds += sum(ours[span] == page.furniture[span] for span in shared)
        failed += [
            f"[{page.name}] missed {page.furniture[s]}: {page.text[slice(*s)]}"
            for s in page.furniture.keys() - shared
        ]
        failed += [
            f"[{page.name}] wrong {ours[s]}: {page.text[slice(*s)]}" for s in ours.keys() - shared
        ]
        failed += [
            f"[{page.name}] kind {ours[s]}, not {page.furniture[s]}: {page.text[slice(*s)]}"
            for s in shared
            if ours[s] != page.furniture[s]
        ]
    score = Score("khulasa", found, right, expected, time.perf_counter() - started, tuple(failed))
    return score, kinds / right if right else 1.0


def _table(title: str, scores: list[Score]) -> str:
    rows = [
        f"### {title}",
        "",
        "| system | precision | recall | F1 | seconds |",
        "|---|---|---|---|---|",
    ]
    rows += [
        f"| {s.system} | {s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f} | {s.seconds:.2f} |"
        for s in scores
    ]
    return "\n".join([*rows, ""])


def main(argv: list[str] | None = None) -> int:
    """Print the tables; with ``-v`` what ours got wrong, on stderr."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.studies.segmentation")
    parser.add_argument("--lines", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument("--json", type=Path, metavar="OUT", help="also write the scores as JSON")
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args(argv)
    sets = {"gold": gold_paragraphs()} | {path.name: regrouped(path) for path in args.lines}
    results: dict[str, list[Score]] = {}
    for name, paragraphs in sets.items():
        results[name] = list(score_all(paragraphs))
        inner = sum(len(paragraph.sentences) - 1 for paragraph in paragraphs)
        print(_table(f"Sentence boundaries: {name} ({inner})", results[name]))
    furniture, kinds = score_furniture(gold_pages())
    results["furniture"] = [furniture]
    print(
        _table(f"Page furniture ({furniture.expected} pieces; kind right {kinds:.3f})", [furniture])
    )
    if args.verbose:
        for name, scores in results.items():
            print(f"{name}:", *scores[0].failed, sep="\n  ", file=sys.stderr)
    if args.json:
        record = {
            name: [asdict(score) | {"f1": score.f1} for score in scores]
            for name, scores in results.items()
        }
        args.json.write_text(json.dumps(record, ensure_ascii=False, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
