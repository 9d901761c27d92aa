"""A folder of stored system outputs: ``SET.SYSTEM.LANGUAGE`` beside ``SET.LANGUAGE`` files.

``SET.ar`` is the source, ``SET.en`` the reference and ``SET.NAME.en`` what the system NAME gave,
one segment a line (as in Mozilla's firefox-translations-models). Some web systems leave HTML
entities in their output; they are unescaped for scoring, and the stored lines kept beside them.
"""

from __future__ import annotations

import html
from pathlib import Path

from benchmarks.tasks.base import Item, Outputs, Task
from translate.errors import UnreadableError, UsageError

LANGUAGES = ("ar", "en")


def is_stored(folder: Path) -> bool:
    """Whether the folder holds at least one set with source and reference."""
    return folder.is_dir() and bool(_sets(folder))


def read_stored(folder: Path) -> list[Task]:
    """One translation task for every set of the folder, with the systems found."""
    sets = _sets(folder)
    if not sets:
        raise UsageError(f"{folder}: no SET.ar beside SET.en, so no stored outputs to score")
    return [_read_set(folder, name) for name in sets]


def _sets(folder: Path) -> list[str]:
    names = {path.name.removesuffix(".ar") for path in folder.glob("*.ar")}
    return sorted(name for name in names if (folder / f"{name}.en").is_file())


def _read_set(folder: Path, name: str) -> Task:
    sources, references = (lines(folder / f"{name}.{language}") for language in LANGUAGES)
    _same_length(folder / f"{name}.en", references, sources)
    items = tuple(
        Item(str(number), source, reference)
        for number, (source, reference) in enumerate(zip(sources, references, strict=True), 1)
    )
    return Task(name, "translation", *LANGUAGES, items, _systems(folder, name, sources))


def _systems(folder: Path, name: str, sources: list[str]) -> tuple[Outputs, ...]:
    found = []
    for path in sorted(folder.glob(f"{name}.*.en")):
        texts = lines(path)
        _same_length(path, texts, sources)
        plain = tuple(html.unescape(text) for text in texts)
        system = path.name.removeprefix(f"{name}.").removesuffix(".en")
        found.append(Outputs(system, plain, tuple(texts) if plain != tuple(texts) else None))
    return tuple(found)


def lines(path: Path) -> list[str]:
    """The lines of a UTF-8 file, split at newlines only. Raises ``UnreadableError``."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{path}: cannot be read as UTF-8 text ({error})") from error
    rows = text.replace("\r\n", "\n").split("\n")
    return rows[:-1] if rows[-1] == "" else rows


def _same_length(path: Path, found: list[str], expected: list[str]) -> None:
    if len(found) != len(expected):
        raise UnreadableError(
            f"{path}: {len(found)} lines where its source has {len(expected)}; outputs must be"
            " aligned line by line"
        )
