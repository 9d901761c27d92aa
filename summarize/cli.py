"""The ``khulasa`` command: which subcommand, how loud, and what an error looks like."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import textwrap
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from translate.errors import KhulasaError
from translate.version import __version__

COMMANDS = (
    "batch",
    "translate",
    "summarize",
    "digest",
    "serve",
    "check",
    "memory",
    "models",
    "bench",
    "train",
    "demo",
)
_WIDTH = 79
_EXAMPLES = {
    "brief": "khulasa article.txt\n  khulasa saved-pages/ --format html --out read/",
    "batch": "khulasa batch saved-pages/ read/ --format html,jsonl",
    "translate": "khulasa translate article.txt\n  khulasa translate segments.ar --lines",
    "summarize": "khulasa summarize article.txt --method lexrank --sentences 4",
    "digest": "khulasa digest saved-pages/ > morning.md",
    "serve": "khulasa serve --port 8000 --api-key key.txt",
    "check": "khulasa check pairs.tsv",
    "memory": "khulasa memory stats",
    "models": "khulasa models",
    "bench": "khulasa bench --quick",
    "train": "khulasa train runs/desk --data desk-terms.tsv --minutes 45",
    "demo": "khulasa demo\n  khulasa demo --port 8080 --memory on",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code (0 done, 1 something failed, 2 usage)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    name = "brief"
    if arguments and arguments[0] in COMMANDS:
        name = arguments.pop(0)
    module = import_module(f"summarize.commands.{name}")
    parser = _parser(name, module)
    if name == "brief" and not arguments:
        parser.print_help(sys.stderr)
        return 2
    args = parser.parse_args(arguments)
    _log_to_stderr(args)
    try:
        code: int = module.run(args)
        sys.stdout.flush()
        return code
    except KhulasaError as error:
        print(f"khulasa: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("khulasa: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader has gone; python would complain again when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _parser(name: str, module: ModuleType) -> argparse.ArgumentParser:
    epilog = f"example:\n  {_EXAMPLES[name]}"
    if name == "brief":
        helps = "\n".join(
            textwrap.fill(
                _help(one), _WIDTH, initial_indent=f"  {one:<10} ", subsequent_indent=" " * 13
            )
            for one in COMMANDS
        )
        epilog = f"commands (khulasa COMMAND --help):\n{helps}\n\n{epilog}"
    parser = argparse.ArgumentParser(
        prog="khulasa" if name == "brief" else f"khulasa {name}",
        description=textwrap.fill(module.HELP[:1].upper() + module.HELP[1:] + ".", _WIDTH),
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.add_arguments(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="errors only, no progress")
    parser.add_argument(
        "-v", "--verbose", action="count", default=0, help="say more on stderr (-vv: everything)"
    )
    parser.add_argument("--version", action="version", version=f"khulasa {__version__}")
    return parser


def _help(name: str) -> str:
    text: str = import_module(f"summarize.commands.{name}").HELP
    return text


def _log_to_stderr(args: argparse.Namespace) -> None:
    level = logging.ERROR if args.quiet else (logging.WARNING, logging.INFO)[args.verbose > 0]
    logging.basicConfig(
        level=logging.DEBUG if args.verbose > 1 else logging.WARNING,
        format="khulasa: %(message)s",
        stream=sys.stderr,
        force=True,
    )
    for name in ("khulasa", "translate", "summarize", "benchmarks"):
        logging.getLogger(name).setLevel(logging.DEBUG if args.verbose > 1 else level)


if __name__ == "__main__":
    sys.exit(main())
