"""How much one reader may ask for, and the one line that says so."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from translate.article import Article
from translate.errors import KhulasaError, UnreadableError, UsageError
from translate.readers import SUFFIXES
from translate.reading import read, read_text


@dataclass(frozen=True)
class Limits:
    """``characters`` of one article, ``articles`` of one reading, ``megabytes`` of one file,
    ``readers`` at work at once and ``waiting`` for their turn; ``sessions`` are
    remembered at once, each for ``seconds_kept`` after it was last used."""

    characters: int = 50_000
    articles: int = 20
    megabytes: int = 10
    readers: int = 4
    waiting: int = 20
    sessions: int = 200
    seconds_kept: int = 3600


def from_text(text: str, limits: Limits) -> list[Article]:
    """The articles of a pasted text.

    Raises:
        UnreadableError: there is nothing to read in it.
        UsageError: it is over the limits.
    """
    if not text.strip():
        raise UnreadableError("There is no text yet: paste an Arabic article, or drop a file.")
    _refuse_long(text, "the text", limits)
    return read_text(text, source="pasted text")


def from_files(
    paths: Sequence[str], limits: Limits, already: int = 0
) -> tuple[list[Article], list[str]]:
    """The articles of uploaded files, as many as there is room for beside those ``already`` there,
    and one line for each file that has none. The files are deleted: nothing that was uploaded
    stays on disk."""
    found: list[Article] = []
    problems: list[str] = []
    for path in map(Path, paths):
        try:
            found += _read_upload(path, limits)
        except KhulasaError as error:
            problems.append(str(error).replace(str(path), path.name))
        finally:
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
    room = max(limits.articles - already, 0)
    if len(found) > room:
        left = len(found) - room
        problems.append(f"{left} left out: the page reads {limits.articles} articles at a time")
    return found[:room], problems


def _read_upload(path: Path, limits: Limits) -> list[Article]:
    if path.suffix.lower() not in SUFFIXES:
        kinds = ", ".join(sorted(suffix[1:] for suffix in SUFFIXES))
        raise UsageError(f"{path.name}: not a kind of file the page reads ({kinds})")
    articles = read(path)
    for article in articles:
        _refuse_long(article.text, path.name, limits)
    return [
        replace(article, source=article.source.replace(str(path), path.name))
        for article in articles
    ]


def _refuse_long(text: str, name: str, limits: Limits) -> None:
    if len(text) > limits.characters:
        raise UsageError(
            f"{name}: {len(text):,} characters, and the page reads {limits.characters:,} of one "
            "article; the command line has no such limit"
        )


def few(articles: list[Article], limits: Limits) -> list[Article]:
    """The articles, or ``UsageError`` where they are more than the page reads at once."""
    if len(articles) > limits.articles:
        raise UsageError(
            f"{len(articles)} articles at once, and the page reads {limits.articles}; "
            "the command line has no such limit"
        )
    return articles
