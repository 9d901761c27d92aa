"""``khulasa FILE…``: the main job."""

from __future__ import annotations

import argparse
import json
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
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
    common.add_brief_options(parser)


def run(args: argparse.Namespace) -> int:
    from summarize.brief import Briefer

    writer = get(args.format)
    files = list(_files(args.inputs))
    reader = _Reader(files)
    articles = reader.articles()
    first = next(articles, None)  # nothing readable, no model to load
    if first is not None:
        with common.translator(args) as translator, common.sentences_bar(args) as progress:
            briefer = Briefer(
                translator, summariser=common.summariser(args), options=common.brief_options(args)
            )
            briefs = briefer.briefs(chain([first], articles), progress)
            if args.out is None:
                _print(briefs, writer)
            else:
                _save(briefs, writer, args.out, reader.names)
            _log_counts(translator.counts.rungs)
    return 1 if reader.failed else 0


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
    """Articles of many files; a file that fails is reported and the rest go on. ``names`` tells
    the path that each article's source came under."""

    def __init__(self, files: Sequence[tuple[str, Path]]) -> None:
        self.failed = 0
        self.names: dict[str, Path] = {}
        self._files = files

    def articles(self) -> Iterator[Article]:
        from translate.reading import read

        for path, name in self._files:
            try:
                found = read(path)
            except UnreadableError as error:
                self.failed += 1
                _log.error("%s", error)
                continue
            for article in found:
                self.names[article.source] = name
                yield article


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
    """Where each article goes: the name of its file; ``-2``, ``-3``… for further articles of one
    file; the full name of the file where another has taken the short one."""
    owner: dict[Path, Path] = {}
    seen: Counter[Path] = Counter()

    def path_of(article: Article) -> Path:
        name = names[article.source]
        stem = name.with_suffix("")
        if owner.setdefault(stem, name) != name:
            stem = name
        seen[name] += 1
        number = f"-{seen[name]}" if seen[name] > 1 else ""
        return out / stem.with_name(stem.name + number + suffix)

    return path_of


def _log_counts(rungs: dict[str, int]) -> None:
    retried = {name: count for name, count in rungs.items() if name != "plain" and count}
    if retried:
        told = ", ".join(f"{name} {count}" for name, count in sorted(retried.items()))
        _log.info("failed decodes, by what was tried: %s", told)
    if kept := rungs.get("kept-source"):
        _log.warning("%d sentences could not be translated and stand in Arabic, marked", kept)
