"""``khulasa serve``: the service."""

from __future__ import annotations

import argparse
import logging
import os
import socket
from pathlib import Path

from summarize.commands import common
from translate.errors import MissingExtraError, UsageError

HELP = "translation, summaries and briefs over HTTP, for other programs"
_KEY = "KHULASA_API_KEY"
_log = logging.getLogger("khulasa")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("serving")
    group.add_argument("--host", default="127.0.0.1", help="address to bind (default: %(default)s)")
    group.add_argument(
        "--port", type=int, default=8000, metavar="N", help="0 for any (default: %(default)s)"
    )
    group.add_argument(
        "--api-key",
        type=Path,
        metavar="FILE",
        help=f"ask for the key in FILE (or in the variable {_KEY})",
    )
    group = parser.add_argument_group("limits")
    group.add_argument(
        "--max-characters", type=common.positive, default=200_000, metavar="N", help="%(default)s"
    )
    group.add_argument(
        "--max-requests",
        type=common.positive,
        default=128,
        metavar="N",
        help="at work or waiting; the next is told 429 (default: %(default)s)",
    )
    group.add_argument(
        "--timeout", type=float, default=120.0, metavar="SECONDS", help="%(default)s"
    )
    group.add_argument(
        "--batch",
        type=common.positive,
        default=64,
        metavar="N",
        help="sentences of all requests decoded together (default: %(default)s)",
    )
    common.add_engine_options(parser)
    parser.add_argument(
        "--summary-model", metavar="NAME", help="seq2seq summariser for abstractive summaries"
    )


def run(args: argparse.Namespace) -> int:
    try:
        import uvicorn

        from summarize.serve.app import Limits, create
        from summarize.serve.gate import LOOPBACK
    except ImportError as error:
        raise MissingExtraError("the service", "serve") from error

    key = _key(args.api_key)
    private = args.host in LOOPBACK
    if key is None and not private:
        _log.warning("anyone who can reach this machine can use the service; see --api-key")
    listening = _bind(args.host, args.port)
    limits = Limits(
        characters=args.max_characters,
        requests=args.max_requests,
        seconds=args.timeout,
        batch=args.batch,
    )
    with listening, common.translator(args) as translator:
        app = create(
            translator,
            common.summariser(args),
            limits=limits,
            key=key,
            hosts=LOOPBACK if private else None,
        )
        host, port = listening.getsockname()[:2]
        print(f"http://{f'[{host}]' if ':' in host else host}:{port}/docs", flush=True)
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=10)
        uvicorn.Server(config).run(sockets=[listening])
    return 0


def _key(file: Path | None) -> str | None:
    if file is None:
        return os.environ.get(_KEY) or None
    try:
        key = file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise UsageError(f"--api-key {file}: {error.strerror}") from error
    if not key:
        raise UsageError(f"--api-key {file}: the file is empty")
    return key


def _bind(host: str, port: int) -> socket.socket:
    """A socket that listens, before a model is loaded for nothing."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except (OSError, OverflowError) as error:
        raise UsageError(f"{host}:{port}: cannot be served there ({error})") from error
