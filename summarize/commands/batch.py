"""``khulasa batch IN OUT``: a folder of any size."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.commands import common
from translate.errors import UsageError

if TYPE_CHECKING:
    from summarize.batch.runner import Tally, Work
    from summarize.batch.work import Worker

HELP = "read a folder of any size; a run that was cut off is taken up again"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "input", metavar="IN", help="a folder, a quoted pattern ('news/**/*.html') or a file"
    )
    parser.add_argument(
        "out", metavar="OUT", type=Path, help="a folder for outputs, errors.jsonl and manifest"
    )
    parser.add_argument(
        "--format",
        default="md,jsonl",
        metavar="LIST",
        help="any of md,html,txt,json (a file an article) and jsonl,parquet (one for all);"
        " default: %(default)s",
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="make anew what an earlier run has done"
    )
    parser.add_argument("--fail-fast", action="store_true", help="end at the first failure")
    parser.add_argument(
        "--limit", type=common.positive, metavar="N", help="make N articles at most"
    )
    parser.add_argument("--shard", metavar="I/N", help="only part I of N; the N runs may share OUT")
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="do the work with Ray: ray://HOST:PORT, auto on one of its nodes, or ray for a"
        " cluster of this machine",
    )
    parser.add_argument(
        "--workers",
        type=common.positive,
        metavar="N",
        help="models on the cluster (default: one for each GPU, else for each node)",
    )
    parser.add_argument("--no-memory", action="store_true", help="no translation memory in OUT")
    common.add_brief_options(parser)


def run(args: argparse.Namespace) -> int:
    from summarize.batch.manifest import Manifest
    from summarize.batch.outbox import Outbox
    from summarize.batch.render import parse
    from summarize.batch.runner import Run
    from summarize.batch.walk import Shard, walk

    formats = parse(args.format)
    if "parquet" in formats:
        from summarize.batch import parquet

        parquet.require()
    shard = Shard.parse(args.shard) if args.shard else None
    share = shard.suffix if shard else ""
    found = walk(args.input, leave_out=args.out)
    first = next(found, None)  # nothing readable, no model to load
    if first is None:
        raise UsageError(f"{args.input}: no readable files there")
    files = (one for one in chain([first], found) if shard is None or shard.holds(one.name))
    outbox = Outbox(args.out, formats, share)
    outbox.open()
    # A memory is one file of one machine; a cluster has many.
    if args.memory is None and not args.no_memory and args.cluster in (None, "ray"):
        args.memory = str((args.out / f"memory{share}.sqlite").absolute())
    with (
        _source(args, formats) as (settings, work),
        _progress(args) as progress,
        Manifest(args.out / f"manifest{share}.sqlite", settings) as manifest,
    ):
        batch = Run(
            manifest,
            outbox,
            overwrite=args.overwrite,
            fail_fast=args.fail_fast,
            limit=args.limit,
            progress=progress,
        )
        tally = batch.run(files, work)
    print(tally.line())
    if tally.signal:
        return 128 + tally.signal
    return 1 if tally.failed else 0


@contextmanager
def _source(args: argparse.Namespace, formats: tuple[str, ...]) -> Iterator[tuple[str, Work]]:
    """The settings, and what does the work: this process, or a cluster."""
    if args.cluster is None:
        with worker(args, formats) as (settings, here):
            yield settings, lambda tasks: here.work(tasks, args.limit)
    else:
        from summarize.batch.cluster import joined

        opening = partial(worker, _absolute(args), formats)
        gpu = args.device != "cpu"
        with joined(args.cluster, opening, workers=args.workers, gpu=gpu) as cluster:
            yield cluster.settings, lambda tasks: cluster.work(islice(tasks, args.limit))


@contextmanager
def worker(args: argparse.Namespace, formats: tuple[str, ...]) -> Iterator[tuple[str, Worker]]:
    """Everything that outputs depend on besides their source, as one string, and a worker with its
    model loaded."""
    from summarize.batch.work import Worker
    from summarize.brief import Briefer

    with common.translator(args) as translator:
        summariser = common.summariser(args)
        options = common.brief_options(args)
        parts = (
            f"model:{translator.engine.name}",
            translator.signature,
            f"summariser:{summariser.signature if summariser else ''}",
            str(options),
        )
        briefer = Briefer(translator, summariser=summariser, options=options)
        yield "|".join(parts), Worker(briefer, formats)


def _absolute(args: argparse.Namespace) -> argparse.Namespace:
    """The options as a process in another folder reads them."""
    changed = {
        name: type(value)(Path(value).absolute())
        for name in ("model", "summary_model", "glossary", "memory")
        if (value := getattr(args, name)) is not None and Path(value).exists()
    }
    return argparse.Namespace(**{**vars(args), **changed, "quiet": True})


@contextmanager
def _progress(args: argparse.Namespace) -> Iterator[Callable[[Tally], None]]:
    """A line that shows how far the run is; nothing where stderr is no terminal."""
    if args.quiet or not sys.stderr.isatty():
        yield lambda tally: None
        return
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    with Live(console=Console(stderr=True), transient=True, refresh_per_second=4) as live:
        yield lambda tally: live.update(Text(tally.line()))
