"""``khulasa check``: the fidelity checks on anybody's translation."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from translate.arabic import arabic_ratio
from translate.errors import UnreadableError
from translate.fidelity import check

HELP = "check the numbers, dates, names, negations and key words of a translation"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE.tsv", help="lines of arabic<TAB>english, - for standard input"
    )
    parser.add_argument(
        "--glossary", type=Path, metavar="TSV", help="names that may be rendered as it says"
    )


def run(args: argparse.Namespace) -> int:
    """Prints ``{"line": n, "flags": [...]}`` for each line, counted from 1; a line that is no pair
    is named on stderr and left out, and the exit code is then 1.
    """
    glossary = None
    if args.glossary is not None:
        from translate.glossary import Glossary

        glossary = Glossary.load(args.glossary)
    bad = 0
    with _opened(args.file) as stream:
        for number, line in enumerate(stream, 1):
            try:
                arabic, english = _pair(line)
            except ValueError as error:
                print(f"{args.file}: line {number}: {error}", file=sys.stderr)
                bad += 1
                continue
            flags = [asdict(flag) for flag in check(arabic, english, glossary=glossary)]
            print(json.dumps({"line": number, "flags": flags}, ensure_ascii=False))
    return 1 if bad else 0


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    path = Path(file)
    if not path.is_file():
        raise UnreadableError(f"{file}: no such file")
    with path.open("rb") as stream:
        yield stream


def _pair(line: bytes) -> tuple[str, str]:
    """The two texts of a line; ``ValueError`` says what is wrong with any other."""
    try:
        fields = line.decode("utf-8-sig").rstrip("\r\n").split("\t")
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    if len(fields) != 2:
        raise ValueError(f"expected arabic<TAB>english, found {len(fields)} columns")
    arabic, english = fields
    if not arabic.strip():
        raise ValueError("the first column is empty")
    if arabic_ratio(english) > arabic_ratio(arabic):
        raise ValueError("the second column is more Arabic than the first")
    return arabic, english
