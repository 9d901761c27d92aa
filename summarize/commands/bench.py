"""``khulasa bench``: compare models, strategies and methods, or score stored outputs."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from summarize.commands.common import positive
from translate.errors import MissingExtraError

HELP = "compare models, strategies and summarisers, with intervals and significance"
NEEDED = ("matplotlib", "rouge_score", "sacrebleu", "yaml")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Flags override the grid file, and the grid file the defaults."""
    parser.add_argument(
        "tasks",
        nargs="*",
        metavar="TASK",
        help="news-translation, news-summary-ar, news-chain, or data of your own: a TSV of pairs,"
        " SOURCE,REFERENCE, a JSONL with text and summary, a folder of stored outputs"
        " (SET.SYSTEM.en beside SET.ar and SET.en), FLORES, NTREX, XL-Sum or CrossSum",
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="a small grid: minutes on two cores")
    size.add_argument("--grid", type=Path, metavar="YAML", help="a grid as a file")
    parser.add_argument("--out", type=Path, default=Path("bench-results"), help="folder to write")
    lists = (
        (
            "--model",
            "models",
            "translation model: alias, hub id or path (may be repeated); none runs beside stored"
            " outputs unless named",
        ),
        ("--strategy", "strategies", "order of translation and summary (may be repeated)"),
        ("--method", "methods", "extractive method (may be repeated)"),
        ("--summary-model", "summarisers", "abstractive model (may be repeated)"),
        ("--measure", "measures", "replace the default measures (may be repeated)"),
    )
    for flag, dest, text in lists:
        parser.add_argument(flag, dest=dest, action="append", metavar="NAME", help=text)
    parser.add_argument("--beams", type=positive, action="append", metavar="N", help="beam width")
    parser.add_argument("--engine", help="auto, ctranslate2 or transformers")
    parser.add_argument("--limit", type=positive, metavar="N", help="first N items of every task")
    parser.add_argument("--sentences", type=positive, metavar="N", help="length of summaries")
    parser.add_argument(
        "--gate", action="store_true", help="only check the pinned floors; fails below one"
    )


def run(args: argparse.Namespace) -> int:
    """0 when every cell ran; 1 when one failed or a floor broke."""
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        raise MissingExtraError(f"benchmarking (without {', '.join(missing)})", "bench")
    if args.gate:
        from benchmarks.gate import gate

        gate()
        return 0
    from benchmarks.bench import bench
    from benchmarks.blocks import Heading, markdown
    from benchmarks.grid import KINDS, QUICK, Grid, read_grid
    from benchmarks.report import scores_table

    grid = read_grid(args.grid) if args.grid else QUICK if args.quick else Grid()
    changes: dict[str, Any] = {
        name: tuple(values)
        for name in ("tasks", "models", "strategies", "methods", "summarisers", "beams")
        if (values := getattr(args, name))
    }
    changes |= {name: value for name in ("engine", "sentences") if (value := getattr(args, name))}
    if args.limit:
        changes["limits"] = dict.fromkeys(KINDS, args.limit)
    if args.measures:
        changes["measures"] = dict.fromkeys(KINDS, tuple(args.measures))
    grid = replace(grid, **changes)

    def say(line: str) -> None:
        if not getattr(args, "quiet", False):
            print(line, file=sys.stderr)

    only_stored = args.models is None and args.grid is None
    results, failures = bench(grid, args.out, only_stored=only_stored, progress=say)
    for result in results:
        print(markdown([Heading(result.board.task), scores_table(result.board)]))
    say(f"{args.out / 'report.html'}, report.md and results.json written")
    for failure in failures:
        print(f"failed: {failure.task}: {failure.system}: {failure.reason}", file=sys.stderr)
    return 1 if failures else 0
