"""``khulasa digest IN…``: many articles as one morning note."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from summarize.commands import common
from summarize.files import write_atomic
from summarize.record import RecordError, from_record
from summarize.summary import Brief
from translate.errors import KhulasaError, UnreadableError

HELP = "one note from many articles: stories, timeline, who said what, differing figures"
FORMATS = {"md": "markdown", "html": "html", "json": "record"}
_RECORDS = (".json", ".jsonl")
_log = logging.getLogger("khulasa")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="FILE|DIR",
        help="articles, folders of them, or records that khulasa wrote (.json, .jsonl)",
    )
    parser.add_argument("--format", choices=FORMATS, default="md", help="default: %(default)s")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write there, not to stdout")
    common.add_engine_options(parser)


def run(args: argparse.Namespace) -> int:
    from summarize.digest import digest

    failures: list[UnreadableError] = []
    briefs = list(_briefs(args, failures))
    for error in failures:
        _log.error("%s", error)
    if not briefs:
        raise KhulasaError("there is nothing to digest: no article could be read")
    text = import_module(f"summarize.digest.{FORMATS[args.format]}").write(digest(briefs))
    if args.out is None:
        sys.stdout.write(text)
    else:
        write_atomic(args.out, text)
        print(args.out)
    return 1 if failures else 0


def _briefs(args: argparse.Namespace, failures: list[UnreadableError]) -> Iterator[Brief]:
    """Records as they are, then the articles, translated now."""
    articles: list[Path] = []
    for path in _files(args.inputs):
        try:
            records = _records(path)
            if records is None:
                articles.append(path)
            else:
                yield from map(from_record, records)
        except UnreadableError as error:
            failures.append(UnreadableError(f"{path}: {error}"))
    if articles:
        yield from _translated(args, articles, failures)


def _files(inputs: list[str]) -> Iterator[Path]:
    from translate.reading import find_files

    for given in inputs:
        yield from find_files(Path(given))


def _records(path: Path) -> list[Any] | None:
    """The records of a file, ``None`` for a file of articles. Raises ``RecordError``."""
    if path.suffix.lower() not in _RECORDS:
        return None
    text = common.read_input(str(path)).strip()
    try:
        whole = json.loads(text)
        values = whole if isinstance(whole, list) else [whole]
    except json.JSONDecodeError:
        values = []
        for number, line in enumerate(text.splitlines(), 1):
            try:
                values += [json.loads(line)] if line.strip() else []
            except json.JSONDecodeError as error:
                raise RecordError(f"line {number} is not JSON: {error.msg}") from error
    ours = [isinstance(one, dict) and {"schema", "summaries"} <= one.keys() for one in values]
    return values if any(ours) else None


def _translated(
    args: argparse.Namespace, paths: list[Path], failures: list[UnreadableError]
) -> Iterator[Brief]:
    from summarize.brief import Briefer
    from translate.reading import read

    articles = []
    for path in paths:
        try:
            articles += read(path)
        except UnreadableError as error:
            failures.append(error)
    if not articles:
        return
    with common.translator(args) as translator, common.sentences_bar(args) as progress:
        yield from Briefer(translator).briefs(articles, progress)
