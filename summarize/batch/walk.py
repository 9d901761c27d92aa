"""The files under a folder, one after another and never all at once.

``translate.reading.find_files`` sorts each folder, which holds all names of a folder in memory.
A batch does not depend on the order (what it joins is sorted by the manifest), so here the order
is the file system's, and a flat folder of a million files costs no more than one of ten.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from translate.errors import UsageError
from translate.readers import SUFFIXES
from translate.reading import MAX_DEPTH

_log = logging.getLogger(__name__)
_MAGIC = re.compile(r"[*?[]")
Identity = tuple[int, int]  # device and inode


@dataclass(frozen=True)
class Found:
    """``name`` is the path below the folder that was given, parts joined by ``/``; bytes of it
    that are no text are written ``\\xNN``."""

    name: str
    path: Path


@dataclass(frozen=True)
class Shard:
    """Part ``index`` of ``count`` (from 1): every file belongs to one part, by its name."""

    index: int
    count: int

    @classmethod
    def parse(cls, text: str) -> Shard:
        """``2/8``. Raises ``UsageError``."""
        found = re.fullmatch(r"(\d+)/(\d+)", text)
        index, count = (int(found[1]), int(found[2])) if found else (0, 0)
        if not 1 <= index <= count:
            raise UsageError(f"--shard {text}: give it as I/N, with I from 1 to N")
        return cls(index, count)

    def holds(self, name: str) -> bool:
        digest = hashlib.sha256(name.encode()).digest()
        return int.from_bytes(digest[:8], "big") % self.count == self.index - 1

    @property
    def suffix(self) -> str:
        """What sets the files of this part's run apart from those of the others."""
        return f"-{self.index}-of-{self.count}"


def walk(given: str, leave_out: Path | None = None) -> Iterator[Found]:
    """The readable files of a folder and the folders in it, those that match a pattern (``*``
    within a folder, ``**`` across folders), or one file, whatever its suffix.

    Hidden files are left out, and the folder ``leave_out``: outputs are no inputs. What cannot be
    followed (a link back to a folder above, a folder that may not be entered, a pipe) is named in
    a warning.

    Raises ``UsageError`` when there is nothing at ``given``.
    """
    root = Path(given)
    if root.is_file():
        yield Found(_printable(root.name), root)
    elif root.is_dir():
        yield from _stream(root, "", (_identity(root),), _out(leave_out))
    elif _MAGIC.search(given):
        base, pattern = _divide(root)
        if not base.is_dir():
            raise UsageError(f"{given}: no such folder: {base}")
        wanted = re.compile(_regex(pattern))
        for found in _stream(base, "", (_identity(base),), _out(leave_out)):
            if wanted.fullmatch(found.name):
                yield found
    else:
        raise UsageError(f"{given}: no such file or folder")


def _stream(
    folder: Path, prefix: str, above: tuple[Identity, ...], leave_out: Identity | None
) -> Iterator[Found]:
    try:
        entries = os.scandir(folder)
    except OSError as error:
        _log.warning("%s: %s; skipped", folder, error.strerror)
        return
    with entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = folder / entry.name
            if entry.is_dir():
                identity = _identity(path)
                if identity in above:
                    _log.warning("%s: a link back to a folder it is in; not followed", path)
                elif len(above) > MAX_DEPTH:
                    _log.warning("%s: more than %d folders deep; skipped", path, MAX_DEPTH)
                elif identity != leave_out:
                    inside = f"{prefix}{_printable(entry.name)}/"
                    yield from _stream(path, inside, (*above, identity), leave_out)
            elif path.suffix.lower() in SUFFIXES:
                # A broken link goes on, to fail with its reason; opening a pipe would wait forever.
                if entry.is_file() or not path.exists():
                    yield Found(prefix + _printable(entry.name), path)
                else:
                    _log.warning("%s: not a regular file; skipped", path)


def _identity(path: Path) -> Identity:
    status = path.stat()
    return status.st_dev, status.st_ino


def _out(folder: Path | None) -> Identity | None:
    return _identity(folder) if folder is not None and folder.is_dir() else None


def _printable(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _divide(path: Path) -> tuple[Path, str]:
    """The folder before the first part with a wildcard, and the rest."""
    first = next(i for i, part in enumerate(path.parts) if _MAGIC.search(part))
    return Path(*path.parts[:first]), "/".join(path.parts[first:])


def _regex(pattern: str) -> str:
    """As ``glob`` reads it (``glob.translate`` is only in Python 3.13)."""
    tokens = re.split(r"(\*\*/|\*\*|\*|\?|\[[^]]+\])", pattern)
    special = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return "".join(
        special.get(token)
        or ("[" + token[1:].replace("!", "^", 1) if token.startswith("[") else re.escape(token))
        for token in tokens
    )
