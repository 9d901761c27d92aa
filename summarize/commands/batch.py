"""``khulasa batch IN OUT``: a folder of any size."""

from __future__ import annotations

import argparse
import hashlib
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.commands import common
from translate.errors import UsageError

if TYPE_CHECKING:
    from summarize.abstractive import Summariser
    from summarize.batch.runner import Tally
    from translate.translator import Translator

HELP = "read a folder of any size; a run that was cut off is taken up again"
_log = logging.getLogger("khulasa")


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
    parser.add_argument("--no-memory", action="store_true", help="no translation memory in OUT")
    parser.add_argument(
        "--keep-furniture",
        action="store_true",
        help="translate captions, share lines and the rest that is set aside, too",
    )
    common.add_engine_options(parser)
    common.add_summary_options(parser)


def run(args: argparse.Namespace) -> int:
    from summarize.batch.manifest import Manifest
    from summarize.batch.outbox import Outbox
    from summarize.batch.render import parse
    from summarize.batch.runner import Run
    from summarize.batch.walk import Shard, walk
    from summarize.batch.work import Worker
    from summarize.brief import Briefer

    formats = parse(args.format)
    if "parquet" in formats:
        from summarize.batch import parquet

        parquet.require()
    shard = Shard.parse(args.shard) if args.shard else None
    share = shard.suffix if shard else ""
    found = walk(args.input, leave_out=args.out)
    first = next(found, None)
    if first is None:
        raise UsageError(f"{args.input}: no readable files there")
    files = (one for one in chain([first], found) if shard is None or shard.holds(one.name))
    if args.memory is None and not args.no_memory:
        args.memory = str(args.out / f"memory{share}.sqlite")
    outbox = Outbox(args.out, formats, share)
    with common.translator(args) as translator, _progress(args) as progress:
        summariser = common.summariser(args)
        options = common.brief_options(args)
        briefer = Briefer(translator, summariser=summariser, options=options)
        settings = signature(args, translator, summariser)
        with Manifest(args.out / f"manifest{share}.sqlite", settings) as manifest:
            batch = Run(
                manifest,
                outbox,
                overwrite=args.overwrite,
                fail_fast=args.fail_fast,
                limit=args.limit,
                progress=progress,
            )
            worker = Worker(briefer, formats)
            tally = batch.run(files, lambda tasks: worker.work(tasks, args.limit))
    print(tally.line())
    if tally.signal:
        return 128 + tally.signal
    return 1 if tally.failed else 0


def signature(
    args: argparse.Namespace, translator: Translator, summariser: Summariser | None
) -> str:
    """Everything that outputs depend on besides their source."""
    glossary = "none"
    if args.glossary is not None:
        glossary = hashlib.sha256(args.glossary.read_bytes()).hexdigest()[:16]
    parts = (
        f"model:{translator.engine.name}",
        translator.signature,
        f"glossary:{glossary}",
        f"summariser:{summariser.signature if summariser else 'none'}",
        str(common.brief_options(args)),
    )
    return "|".join(parts)


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
