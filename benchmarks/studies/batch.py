"""Memory and overhead of a batch over many small files, without a model.

    python -m benchmarks.studies.batch --files 100000 --plot memory.svg

All files lie in one folder. The engine answers at once with words of its own, so that what is
measured is the walk, the manifest, the writing, and the memory that they need. ``overhead`` is wall
time less the reading of the articles and the making of the briefs, which a single article costs
as well. The second pass finds everything done.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from summarize.batch import work
from summarize.batch.manifest import Manifest
from summarize.batch.outbox import Outbox
from summarize.batch.runner import Run, Tally
from summarize.batch.walk import walk
from summarize.brief import Briefer, BriefOptions
from summarize.summary import Brief
from translate.article import Article
from translate.engines.base import GREEDY, DecodeOptions, Hypothesis
from translate.errors import MissingExtraError
from translate.memory import Memory
from translate.translator import Translator

_FORMATS = ("md", "jsonl")
_SAMPLE = 500  # articles between two looks at the memory


class Echo:
    """An engine that takes no time: numbers stay, words become one word."""

    name = "echo"
    signature = "model:echo"
    max_source_tokens = 200

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [text.count(" ") + 1 for text in texts]

    def generate(self, texts: Sequence[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
        return [
            Hypothesis(" ".join(w if w.isdigit() else "word" for w in text.split()), -0.5, 9)
            for text in texts
        ]


class Stopwatch:
    """Seconds spent in what it wraps."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def call(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **options: Any) -> Any:
            start = time.perf_counter()
            try:
                return function(*args, **options)
            finally:
                self.seconds += time.perf_counter() - start

        return timed

    def each(self, items: Iterator[Any]) -> Iterator[Any]:
        following = self.call(lambda: next(items, None))
        while (item := following()) is not None:
            yield item


class TimedBriefer(Briefer):
    """Its ``watch`` holds the seconds that briefs took."""

    watch = Stopwatch()

    def briefs(
        self,
        articles: Iterable[Article],
        progress: Callable[[int, int], None] = lambda done, known: None,
    ) -> Iterator[Brief]:
        return self.watch.each(super().briefs(articles, progress))


def generate(folder: Path, count: int) -> None:
    """``count`` articles of a title and one sentence, each different."""
    folder.mkdir(parents=True)
    for number in range(count):
        text = (
            f"افتتاح الجسر رقم {number} في الشمال\n\n"
            f"أعلنت البلدية اليوم افتتاح الجسر رقم {number} أمام السيارات بعد أعمال دامت عاما.\n"
        )
        (folder / f"article-{number:07d}.txt").write_text(text, encoding="utf-8")


def resident() -> float:
    """Memory of this process, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure(folder: Path, out: Path) -> tuple[dict[str, float], list[tuple[int, float]]]:
    """Figures of one pass, and (articles, MB) as it went."""
    samples: list[tuple[int, float]] = []

    def sample(tally: Tally) -> None:
        seen = tally.done + tally.skipped
        if not samples or seen >= samples[-1][0] + _SAMPLE:
            samples.append((seen, resident()))

    reading, TimedBriefer.watch = Stopwatch(), Stopwatch()
    whole_read, work.read = work.read, reading.call(work.read)
    start = time.perf_counter()
    try:
        with (
            Memory(out / "memory.sqlite") as memory,
            Manifest(out / "manifest.sqlite", "benchmark") as manifest,
        ):
            options = BriefOptions(method="lead")
            briefer = TimedBriefer(Translator(Echo(), memory=memory), options=options)
            run = Run(manifest, Outbox(out, _FORMATS), progress=sample)
            tally = run.run(walk(str(folder)), work.Worker(briefer, _FORMATS).work)
    finally:
        work.read = whole_read
    seconds = time.perf_counter() - start
    files = tally.done + tally.skipped
    figures = {
        "done": tally.done,
        "skipped": tally.skipped,
        "failed": tally.failed,
        "seconds": seconds,
        "ms_per_file": 1000 * seconds / files,
        "overhead_ms_per_file": 1000
        * (seconds - reading.seconds - TimedBriefer.watch.seconds)
        / files,
        "mb_after_a_tenth": next(mb for seen, mb in samples if seen >= files / 10),
        "mb_peak": max(mb for _, mb in samples),
        "mb_end": samples[-1][1],
    }
    return {name: round(value, 3) for name, value in figures.items()}, samples


def plot(path: Path, passes: dict[str, list[tuple[int, float]]]) -> None:
    """Memory over articles done, as SVG."""
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError("plots", "bench") from error
    figure = Figure(figsize=(8, 4.2), layout="constrained")
    axes = figure.subplots()
    for name, samples in passes.items():
        axes.plot(*zip(*samples, strict=True), label=name)
    axes.set_ylim(bottom=0)
    axes.set_xlabel("articles")
    axes.set_ylabel("resident memory, MB")
    axes.legend()
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    path.write_text(buffer.getvalue(), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="work there, and keep it (default: temporary)")
    parser.add_argument("--plot", type=Path, metavar="FILE.svg")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        if not (folder / "in").exists():
            generate(folder / "in", args.files)
        passes = {}
        for name in ("first pass", "second pass"):
            figures, passes[name] = measure(folder / "in", folder / "out")
            print(json.dumps({"pass": name, **figures}))
            sys.stdout.flush()
        if args.plot:
            plot(args.plot, passes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
