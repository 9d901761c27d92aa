"""``khulasa demo``: the web page."""

from __future__ import annotations

import argparse
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.commands import common
from translate.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    from summarize.abstractive import Summariser
    from summarize.page.desk import Desk
    from translate.translator import Translator

HELP = "read articles in a web page on this machine"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from summarize.page.limits import Limits

    usual = Limits()
    group = parser.add_argument_group("serving")
    group.add_argument("--host", default="127.0.0.1", help="address to bind (default: %(default)s)")
    group.add_argument(
        "--port", type=common.positive, metavar="N", help="default: the first free one from 7860"
    )
    group.add_argument(
        "--auth",
        metavar="USER:PASSWORD|@FILE",
        help="ask for a name and password; @FILE has one USER:PASSWORD a line",
    )
    group.add_argument(
        "--share", action="store_true", help="also through a public gradio.live address"
    )
    group = parser.add_argument_group("limits")
    for name, value in (
        ("characters", usual.characters),
        ("articles", usual.articles),
        ("megabytes", usual.megabytes),
        ("readers", usual.readers),
    ):
        group.add_argument(
            f"--max-{name}", type=common.positive, default=value, metavar="N", help="%(default)s"
        )
    common.add_engine_options(parser)
    parser.add_argument("--summary-model", metavar="NAME", help="seq2seq summariser to offer first")


def run(args: argparse.Namespace) -> int:
    from summarize.page.choices import menu
    from summarize.page.desk import Choices
    from summarize.page.limits import Limits
    from summarize.page.server import launch, private_folder

    limits = Limits(
        characters=args.max_characters,
        articles=args.max_articles,
        megabytes=args.max_megabytes,
        readers=args.max_readers,
    )
    accounts = credentials(args.auth) if args.auth else None
    desk = desk_of(args)
    offered = menu(args.model, args.summary_model)
    with private_folder():
        try:
            import gradio  # noqa: F401
        except ImportError as error:
            raise MissingExtraError("the web page", "demo") from error
        from app import build

        desk.warm(Choices(model=args.model, summary_model=offered.summary_models[0][1]))
        launch(
            build(desk, offered, limits),
            limits,
            host=args.host,
            port=args.port,
            auth=accounts,
            share=args.share,
            quiet=args.quiet,
        )
    return 0


def desk_of(args: argparse.Namespace) -> Desk:
    """A desk whose models load as the engine options say."""
    from summarize.page.desk import AUTOMATIC, Desk

    def but(**changes: str | None) -> argparse.Namespace:
        return argparse.Namespace(**{**vars(args), **changes})

    def translator(model: str) -> AbstractContextManager[Translator]:
        return common.translator(but(model=model))

    def summariser(model: str, summary_model: str) -> Summariser | None:
        named = None if summary_model == AUTOMATIC else summary_model
        return common.summariser(but(model=model, summary_model=named))

    return Desk(translator, summariser)


def credentials(given: str) -> list[tuple[str, str]]:
    """Names and passwords of ``USER:PASSWORD`` or ``@FILE``.

    Raises ``UsageError`` for a file that cannot be read, a line without a colon, no line at all.
    """
    lines = [given]
    if given.startswith("@"):
        try:
            lines = Path(given[1:]).read_text(encoding="utf-8").splitlines()
        except OSError as error:
            raise UsageError(f"--auth {given}: {error.strerror}") from error
    pairs = [line.partition(":") for line in lines if line.strip()]
    if not pairs or not all(name and password for name, _, password in pairs):
        raise UsageError("--auth takes USER:PASSWORD, or @FILE with one of them a line")
    return [(name, password) for name, _, password in pairs]
