"""Files, folders and pasted text to articles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from translate.article import Article, Sentence
from translate.errors import UnreadableError, UsageError
from translate.furniture import Story, stories
from translate.readers.encoding import decode
from translate.sentences import split_spans

MAX_BYTES = 50 * 1024 * 1024
MAX_CHARACTERS = 2_000_000  # of one page: a long novel
MAX_LINES = 50_000
SUFFIXES = frozenset({".txt", ".md"})


def find_files(path: str | Path) -> Iterator[Path]:
    """Readable files under ``path``, sorted, nested folders included; links to folders that lead
    back up are refused. A file is yielded as itself, whatever its suffix."""
    root = Path(path)
    if not root.exists():
        raise UsageError(f"{root}: no such file or folder")
    if root.is_file():
        yield root
        return
    yield from _walk(root, {root.resolve()})


def _walk(folder: Path, above: set[Path]) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            real = entry.resolve()
            if real in above:
                raise UsageError(f"{entry}: a link that leads back to {real}")
            yield from _walk(entry, above | {real})
        elif entry.suffix.lower() in SUFFIXES:
            yield entry


def read(
    path: str | Path, *, keep_furniture: bool = False, column: str | None = None
) -> list[Article]:
    """The articles of a file."""
    file = Path(path)
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableError(f"{file}: {size} bytes is over the limit of {MAX_BYTES}")
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{file}: {error.strerror}") from error
    return read_text(decode(data, str(file)), str(file), keep_furniture=keep_furniture)


def read_text(text: str, source: str = "-", *, keep_furniture: bool = False) -> list[Article]:
    """The articles of a text: the first is the page's own story, the others are linked to it."""
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(
            f"{source}: {len(text):,} characters are more than one page holds ({MAX_CHARACTERS:,})"
        )
    if (lines := text.count("\n")) > MAX_LINES:
        raise UnreadableError(f"{source}: {lines:,} lines are more than one page holds ({MAX_LINES:,})")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    found = stories(text)
    if not any(story.paragraphs for story in found):
        raise UnreadableError(f"{source}: no text to read")
    ids = [f"{digest[:12]}-{number}" for number in range(len(found))]
    return [
        _article(
            text,
            source,
            digest,
            story,
            ids[number],
            tuple(other for other in ids if other != ids[number]),
            keep_furniture,
        )
        for number, story in enumerate(found)
    ]


def _article(
    text: str,
    source: str,
    digest: str,
    story: Story,
    identity: str,
    related: tuple[str, ...],
    keep_furniture: bool,
) -> Article:
    spans = list(story.paragraphs)
    if keep_furniture:
        spans = sorted([*spans, *((piece.start, piece.end) for piece in story.furniture)])
    title = None
    if story.title:
        title = Sentence(-1, text[slice(*story.title)], *story.title, paragraph=-1)
    return Article(
        id=identity,
        source=source,
        text=text,
        sentences=tuple(split_spans(text, spans)),
        title=title,
        date=story.date,
        byline=story.byline,
        place=story.place,
        furniture=tuple(story.furniture),
        related=related,
        sha256=digest,
    )
