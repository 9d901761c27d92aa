"""``khulasa FILE…``: the main job."""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from summarize.commands import common
from summarize.files import write_atomic
from summarize.summary import Brief
from summarize.writers import FORMATS, Writer, get
from translate.article import Article
from translate.errors import UnreadableError, UsageError

HELP = "read Arabic articles in English: translation, summaries, sources and checks"

_log = logging.getLogger("khulasa")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "inputs", nargs="+", metavar="FILE|DIR|-", help="articles, folders of them, or - for stdin"
    )
    parser.add_argument("--format", choices=FORMATS, default="md", help="default: %(default)s")
    parser.add_argument("--out", type=Path, metavar="DIR", help="one file an article, in DIR")
    parser.add_argument(
        "--keep-furniture",
        action="store_true",
        help="translate captions, share lines and the rest that is set aside, too",
    )
    common.add_engine_options(parser)
    common.add_summary_options(parser)


def run(args: argparse.Namespace) -> int:
    from summarize.brief import Briefer

    reader = _Reader()
    writer = get(args.format)
    files = list(_files(args.inputs))
    with common.translator(args) as translator:
        briefer = Briefer(
            translator, summariser=common.summariser(args), options=common.brief_options(args)
        )
        with common.sentences_bar(args) as progress:
            briefs = briefer.briefs(reader.articles(files), progress)
            if args.out is None:
                _print(briefs, writer)
            else:
                _save(briefs, writer, args.out, dict(files))
        _log_counts(translator.counts.rungs)
    if reader.failed == len(files):
        return 1 if len(files) == 1 else _nothing(len(files))
    return 1 if reader.failed else 0


def _nothing(files: int) -> int:
    _log.error("none of %d files could be read", files)
    return 1


def _files(inputs: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """(source, path relative to the argument that led to it)."""
    from translate.reading import find_files

    for given in inputs:
        if given == "-":
            yield given, Path("stdin")
            continue
        found = False
        root = Path(given)
        for path in find_files(root):
            found = True
            yield str(path), path.relative_to(root) if root.is_dir() else Path(path.name)
        if not found:
            raise UsageError(f"{given}: no readable files in this folder")


class _Reader:
    """Articles of many files; a file that fails is reported and the rest go on."""

    def __init__(self) -> None:
        self.failed = 0

    def articles(self, files: Iterable[tuple[str, Path]]) -> Iterator[Article]:
        from summarize.brief import require_arabic
        from translate.reading import read, read_text

        for source, _ in files:
            try:
                if source == "-":
                    first, *others = read_text(common.read_input("-"))
                else:
                    first, *others = read(source)
                yield require_arabic(first)
            except UnreadableError as error:
                self.failed += 1
                _log.error("%s", error)
                continue
            yield from others


def _print(briefs: Iterable[Brief], writer: Writer) -> None:
    if writer.name == "json":
        records = [json.loads(writer.write(brief)) for brief in briefs]
        shown = records[0] if len(records) == 1 else records
        if records:
            print(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    for number, brief in enumerate(briefs):
        if number and writer.name == "html":
            raise UsageError("several articles as html need --out DIR: one page each")
        if number and writer.name == "md":
            print("\n---\n")
        print(writer.write(brief), end="", flush=True)


def _save(briefs: Iterable[Brief], writer: Writer, out: Path, names: dict[str, Path]) -> None:
    path_of = output_paths(out, names, writer.suffix)
    for brief in briefs:
        path = path_of(brief.article)
        write_atomic(path, writer.write(brief))
        print(path, flush=True)


def output_paths(out: Path, names: dict[str, Path], suffix: str) -> Callable[[Article], Path]:
    """Where each article goes: the name of its file; ``-2``, ``-3``… for further stories of one
    page; the full name of the file where two differ only in their suffix."""
    stems = [name.with_suffix("") for name in names.values()]
    seen: dict[str, int] = {}

    def path_of(article: Article) -> Path:
        name = names[article.source]
        stem = name if stems.count(name.with_suffix("")) > 1 else name.with_suffix("")
        number = seen[article.source] = seen.get(article.source, 0) + 1
        return out / stem.with_name(stem.name + (f"-{number}" if number > 1 else "") + suffix)

    return path_of


def _log_counts(rungs: dict[str, int]) -> None:
    retried = {name: count for name, count in rungs.items() if name != "plain" and count}
    if retried:
        told = ", ".join(f"{name} {count}" for name, count in sorted(retried.items()))
        _log.info("failed decodes, by what was tried: %s", told)
    if kept := rungs.get("kept-source"):
        _log.warning("%d sentences could not be translated and stand in Arabic, marked", kept)
