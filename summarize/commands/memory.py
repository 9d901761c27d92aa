"""``khulasa memory``: look after the translation memory."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from dataclasses import asdict
from pathlib import Path

from translate.errors import UnreadableError, UsageError
from translate.memory import Memory, default_path
from translate.tmx import export_tmx, import_tmx, write_tmx

HELP = "count, export, import, check or prune the translations that are remembered"

_log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    where = argparse.ArgumentParser(add_help=False)
    where.add_argument(
        "--memory",
        type=Path,
        metavar="PATH",
        help="the memory's file (default: memory.sqlite in the user's data folder)",
    )
    actions = parser.add_subparsers(dest="action", required=True)

    stats = actions.add_parser("stats", parents=[where], help="count what is remembered")
    stats.add_argument("--json", action="store_true", help="print one JSON object")

    export = actions.add_parser("export", parents=[where], help="write a TMX file")
    export.add_argument("file", metavar="FILE.tmx", help="where to, - for standard output")
    export.add_argument("--model", metavar="PART", help="only models whose key contains PART")

    import_ = actions.add_parser("import", parents=[where], help="add the pairs of a TMX file")
    import_.add_argument("file", type=Path, metavar="FILE.tmx")
    import_.add_argument(
        "--trust",
        action="store_true",
        help="prefer every pair to any model's output, even one that was exported from a model",
    )

    names = actions.add_parser(
        "names",
        parents=[where],
        help="list names that were spelt in more than one way, as lines for a glossary",
    )
    names.add_argument("--model", metavar="PART", help="only models whose key contains PART")

    prune = actions.add_parser("prune", parents=[where], help="forget")
    prune.add_argument("--days", type=float, metavar="N", help="what was not used for N days")
    prune.add_argument("--model", metavar="PART", help="only models whose key contains PART")
    prune.add_argument("--keep", type=int, metavar="N", help="all but the N used most recently")


def run(args: argparse.Namespace) -> int:
    path = args.memory or default_path()
    if args.action != "import" and not path.exists():
        raise UsageError(f"{path}: there is no memory yet")
    if args.action == "import" and not args.file.is_file():
        raise UnreadableError(f"{args.file}: no such file")
    with Memory(path) as memory:
        _ACTIONS[args.action](memory, args)
    return 0


def _stats(memory: Memory, args: argparse.Namespace) -> None:
    stats = memory.stats()
    if args.json:
        models = [{"model": m, "entries": n, "hits": hits} for m, n, hits in stats.models]
        print(json.dumps({**asdict(stats), "path": str(stats.path), "models": models}))
        return
    print(f"{stats.path}\n{stats.entries:,} translations, {stats.size / 1e6:.1f} MB")
    for model, entries, hits in stats.models:
        print(f"{entries:>12,} stored {hits:>12,} found  {model}")


def _export(memory: Memory, args: argparse.Namespace) -> None:
    if args.file == "-":
        count = write_tmx(memory.units(args.model), sys.stdout)
    else:
        count = export_tmx(memory, Path(args.file), args.model)
    _log.info("%d pairs exported", count)


def _import(memory: Memory, args: argparse.Namespace) -> None:
    print(f"{import_tmx(memory, args.file, trust=args.trust):,} pairs imported")


def _names(memory: Memory, args: argparse.Namespace) -> None:
    from translate.names_report import NamesReport

    report = NamesReport()
    for unit in memory.units(args.model):
        report.add(unit.source, unit.entry.text, f"{unit.source[:40]}…")
    for row in report.rows():
        print(row.line(), end="")


def _prune(memory: Memory, args: argparse.Namespace) -> None:
    for option in ("days", "keep"):
        if (getattr(args, option) or 0) < 0:
            raise UsageError(f"--{option} cannot be negative")
    removed = memory.prune(older_than_days=args.days, model=args.model, max_entries=args.keep)
    print(f"{removed:,} forgotten")


_ACTIONS = {
    "stats": _stats,
    "export": _export,
    "import": _import,
    "names": _names,
    "prune": _prune,
}
