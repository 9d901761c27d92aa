"""Files, folders and pasted text to articles."""

from __future__ import annotations

import hashlib
import logging
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from translate.arabic import arabic_ratio, language
from translate.article import Article, Sentence
from translate.errors import UnreadableError, UsageError
from translate.furniture import Story, stories
from translate.readers import SUFFIXES, Page, reader
from translate.sentences import split_spans

MAX_BYTES = 200 * 1024 * 1024
MAX_CHARACTERS = 2_000_000  # of one page: a long novel
MAX_LINES = 50_000
MAX_DEPTH = 50  # folders inside one another
_LEAST_ARABIC = 0.2  # of a page's letters
log = logging.getLogger(__name__)


def find_files(path: str | Path) -> Iterator[Path]:
    """The readable files under a folder, sorted, nested folders included; a file as itself,
    whatever its suffix. Hidden files are left out. A link that leads back to a folder it is in,
    and a folder that may not be entered, are named in a warning and not followed.

    Raises:
        UsageError: there is nothing at ``path``.
    """
    root = Path(path)
    if not root.exists():
        raise UsageError(f"{root}: no such file or folder")
    if root.is_file():
        yield root
    else:
        yield from _walk(root, (root.resolve(),))


def _walk(folder: Path, above: tuple[Path, ...]) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        log.warning("%s: %s; skipped", folder, error.strerror)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            real = entry.resolve()
            if real in above:
                log.warning("%s: a link back to %s; not followed", entry, real)
            elif len(above) > MAX_DEPTH:
                log.warning("%s: more than %d folders deep; skipped", entry, MAX_DEPTH)
            else:
                yield from _walk(entry, (*above, real))
        elif entry.suffix.lower() in SUFFIXES:
            yield entry


def read(
    path: str | Path, *, keep_furniture: bool = False, column: str | None = None
) -> list[Article]:
    """The articles of a file, or of standard input for ``-``.

    ``column`` names the column (or JSON field) that holds the article; without it the usual names
    are tried, then the one with the longest Arabic. ``keep_furniture`` as in ``read_text``.

    Raises:
        UnreadableError: the file cannot be read, is too large, or holds no Arabic article.
        UsageError: there is no such column.
    """
    name = str(path)
    data = _bytes(path)
    pages = reader(Path(name).suffix, data)(data, name, column)
    found: dict[str, Article] = {}
    for page in pages:
        source = name if page.row is None else f"{name}#{page.row}"
        for article in _articles(page, source, keep_furniture):
            identity, copies = article.id, 1
            while identity in found:
                copies += 1
                identity = f"{article.id}.{copies}"
            found[identity] = replace(article, id=identity)
    return list(found.values())


def read_text(text: str, source: str = "-", *, keep_furniture: bool = False) -> list[Article]:
    """The articles of a text: the first is the page's own, the others are linked to it.

    With ``keep_furniture`` what is set aside is also among the sentences, in page order, so that
    it is translated too; ``Article.furniture`` still says which spans those are.

    Raises:
        UnreadableError: no Arabic text, or more than one page holds.
    """
    return _articles(Page(text), source, keep_furniture)


def _bytes(path: str | Path) -> bytes:
    if str(path) == "-":
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        size = len(data)
    else:
        try:
            size = Path(path).stat().st_size
            data = Path(path).read_bytes() if size <= MAX_BYTES else b""
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise UnreadableError(f"{path}: {reason}") from error
    if size > MAX_BYTES:
        raise UnreadableError(f"{path}: {size:,} bytes (the limit is {MAX_BYTES:,})")
    return data


def _articles(page: Page, source: str, keep_furniture: bool) -> list[Article]:
    text = page.text
    _refuse(text, source)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    told = [story for story in stories(text, titled=page.titled) if story.paragraphs]
    if not told:
        raise UnreadableError(f"{source}: no article, only headings and labels")
    ids = [f"{digest[:12]}-{number}" for number in range(len(told))]
    articles = [
        _article(text, source, digest, story, ids, number, keep_furniture)
        for number, story in enumerate(told)
    ]
    first = articles[0]
    articles[0] = replace(first, date=page.date or first.date, byline=page.byline or first.byline)
    return articles


def _refuse(text: str, source: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(
            f"{source}: {len(text):,} characters on one page (the limit is {MAX_CHARACTERS:,})"
        )
    if (lines := text.count("\n")) > MAX_LINES:
        raise UnreadableError(f"{source}: {lines:,} lines on one page (the limit is {MAX_LINES:,})")
    if not text.strip():
        raise UnreadableError(f"{source}: empty")
    if arabic_ratio(text) < _LEAST_ARABIC:
        other = " (it reads as English)" if language(text) == "en" else ""
        raise UnreadableError(f"{source}: no Arabic text{other}")


def _article(
    text: str,
    source: str,
    digest: str,
    story: Story,
    ids: list[str],
    number: int,
    keep_furniture: bool,
) -> Article:
    spans = list(story.paragraphs)
    if keep_furniture:
        spans = sorted([*spans, *((piece.start, piece.end) for piece in story.furniture)])
    title = None
    if story.title:
        title = Sentence(-1, text[slice(*story.title)], *story.title, paragraph=-1)
    return Article(
        id=ids[number],
        source=source,
        text=text,
        sentences=tuple(split_spans(text, spans)),
        title=title,
        date=story.date,
        byline=story.byline,
        place=story.place,
        furniture=tuple(story.furniture),
        related=tuple(other for other in ids if other != ids[number]),
        sha256=digest,
    )
