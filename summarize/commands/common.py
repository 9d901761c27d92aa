"""Options that several commands share, and what is made of them."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from translate.errors import UsageError

if TYPE_CHECKING:
    from summarize.abstractive import Summariser
    from summarize.brief import BriefOptions
    from summarize.extractive import Length
    from translate.translator import Translator

MEMORY_ON = "on"


def add_brief_options(parser: argparse.ArgumentParser) -> None:
    """All that decides what a brief holds."""
    parser.add_argument(
        "--keep-furniture",
        action="store_true",
        help="translate captions, share lines and the rest that is set aside, too",
    )
    add_engine_options(parser)
    add_summary_options(parser)


def add_engine_options(parser: argparse.ArgumentParser) -> None:
    """``--model`` to ``--offline``: how to translate."""
    group = parser.add_argument_group("translation")
    group.add_argument(
        "--model",
        default="bundled",
        metavar="NAME",
        help="bundled, an alias (see khulasa models), a hub id or a folder (default: %(default)s)",
    )
    group.add_argument(
        "--engine",
        default="auto",
        metavar="NAME",
        help="auto, ctranslate2, transformers or a plugin's name (default: %(default)s)",
    )
    group.add_argument(
        "--device", default="auto", help="auto, cpu, cuda, cuda:N or mps (default: %(default)s)"
    )
    group.add_argument(
        "--beams",
        type=positive,
        metavar="N",
        help="beam size (default: 4 for the bundled model, else 1, greedy)",
    )
    group.add_argument(
        "--rerank",
        type=not_negative,
        default=8,
        metavar="N",
        help="candidates to compare by what the checks find wrong, by the terms they lack and, of"
        " the bundled model, by the words they account for; 0: none (default: %(default)s)",
    )
    group.add_argument(
        "--batch-tokens",
        type=positive,
        default=768,
        metavar="N",
        help="padded source tokens of a batch (default: %(default)s)",
    )
    group.add_argument(
        "--glossary", type=Path, metavar="FILE", help="TSV or CSV of arabic, english: how to write"
    )
    group.add_argument(
        "--no-gazetteer",
        action="store_true",
        help="leave known names and phrases of news to the bundled model alone",
    )
    group.add_argument(
        "--no-names",
        action="store_true",
        help="leave the names of people to the bundled model alone",
    )
    group.add_argument(
        "--memory",
        metavar="FILE",
        help=f"translation memory to read and fill; '{MEMORY_ON}' for the user's own",
    )
    group.add_argument("--offline", action="store_true", help="never ask a model hub")


def add_summary_options(parser: argparse.ArgumentParser) -> None:
    """How to summarise."""
    group = parser.add_argument_group("summaries")
    group.add_argument(
        "--method",
        default="textrank",
        metavar="NAME",
        help="extractive method: textrank, lexrank, lead, … (default: %(default)s)",
    )
    group.add_argument(
        "--sentences", type=positive, metavar="N", help="length in sentences (default: 3)"
    )
    group.add_argument("--words", type=positive, metavar="N", help="length in words instead")
    group.add_argument(
        "--ratio", type=float, metavar="R", help="length as a share, 0 to 1, instead"
    )
    group.add_argument(
        "--summary-model",
        metavar="NAME",
        help="seq2seq summariser for the abstractive summary: alias, hub id or folder",
    )
    group.add_argument(
        "--strategy",
        default="translate-first",
        metavar="NAME",
        help="translate-first, summarise-first or direct (default: %(default)s)",
    )


def not_negative(text: str) -> int:
    """An argparse type."""
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError(f"{text} is not 0 or more")
    return value


def positive(text: str) -> int:
    """An argparse type."""
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not 1 or more")
    return value


def length(args: argparse.Namespace) -> Length:
    """The summary length that was asked for, three sentences by default."""
    from summarize.extractive import Length

    if args.sentences is None and args.words is None and args.ratio is None:
        return Length(sentences=3)
    return Length(sentences=args.sentences, words=args.words, ratio=args.ratio)


def brief_options(args: argparse.Namespace) -> BriefOptions:
    """Strategy, method and length."""
    from summarize.brief import BriefOptions

    return BriefOptions(
        strategy=args.strategy,
        method=args.method,
        length=length(args),
        furniture=getattr(args, "keep_furniture", False),
    )


@contextmanager
def translator(args: argparse.Namespace) -> Iterator[Translator]:
    """The translator that the options describe; its memory is closed at the end."""
    from translate.engines.base import DecodeOptions
    from translate.glossary import Glossary
    from translate.loading import default_options, load_translator

    beams = args.beams or default_options(args.model, args.engine).beams

    glossary = Glossary.load(args.glossary) if args.glossary is not None else None
    memory = None
    if args.memory is not None:
        from translate.memory import Memory, default_path

        memory = Memory(default_path() if args.memory == MEMORY_ON else Path(args.memory))
    try:
        with building(args) as progress:
            made = load_translator(
                args.model,
                engine=args.engine,
                device=args.device,
                offline=args.offline,
                options=DecodeOptions(beams=beams, batch_tokens=args.batch_tokens),
                memory=memory,
                glossary=glossary,
                places=not args.no_gazetteer,
                names=not args.no_names,
                rerank=args.rerank,
                progress=progress,
            )
        yield made
    finally:
        if memory is not None:
            memory.close()


def summariser(args: argparse.Namespace) -> Summariser | None:
    """The abstractive summariser: the one that was named, else the bundled model where its
    adapter has the task, else none. A command without a length is served with three sentences."""
    from summarize.abstractive import Summariser
    from translate.engines import load_engine

    if args.summary_model is None:
        from translate.bundled import store
        from translate.bundled.lora import settings

        if args.model != "bundled" or "summary" not in settings(store.DEFAULT_ADAPTER).tasks:
            return None
    wanted = length(args).sentences if "sentences" in args else None
    engine = load_engine(
        args.summary_model or "bundled",
        engine=args.engine,
        device=args.device,
        offline=args.offline,
        task="summarize",
        sentences=wanted or 3,
    )
    return Summariser(engine)


@contextmanager
def building(args: argparse.Namespace) -> Iterator[Callable[[float], None]]:
    """Progress of a model's first build; it appears only if there is something to build."""
    if args.quiet or not sys.stderr.isatty():
        seen: list[bool] = []

        def once(share: float) -> None:
            if not seen:
                seen.append(True)
                logging.getLogger("khulasa").info("building the model, once, in the cache")

        yield once
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("building the model (once)", total=1.0, visible=False)
        yield lambda share: bar.update(task, completed=share, visible=True)


@contextmanager
def sentences_bar(args: argparse.Namespace) -> Iterator[Callable[[int, int], None]]:
    """Sentences done and known, with rate and time left; silent when stderr is no terminal."""
    if args.quiet or not sys.stderr.isatty():
        yield lambda done, known: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    rate = TextColumn("{task.speed:.1f} sentences/s")
    columns = (BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, visible=False)

        def show(done: int, known: int) -> None:
            bar.update(task, completed=done, total=known, visible=True)

        yield show


def read_input(path: str) -> str:
    """The text of a file or of standard input (``-``), decoded whatever its encoding."""
    from translate.errors import UnreadableError
    from translate.readers.encoding import decode

    if path == "-":
        return decode(sys.stdin.buffer.read(), "standard input")
    file = Path(path)
    if not file.exists():
        raise UsageError(f"{path}: no such file or folder")
    try:
        return decode(file.read_bytes(), path)
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror}") from error
