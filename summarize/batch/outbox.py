"""Where outputs go, and how each gets there whole or not at all.

    OUT/articles/<path of the file>.md     one file an article in each of md, html, txt, json
    OUT/articles.jsonl, articles.parquet   all articles joined, made anew at the end of a run
    OUT/errors.jsonl                       what failed, and why

Names do not depend on what else is in the folder: the second article of ``a/b.csv`` is always
``a/b.csv-2.md``.
"""

from __future__ import annotations

import errno
import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from summarize.batch.manifest import Manifest
from summarize.batch.render import JOINED, unpack
from summarize.writers import get
from translate.errors import KhulasaError

_LONGEST = 200  # bytes of a name, so that numbers and suffixes fit into the 255 of most systems


class Outbox:
    """The folder ``out``. ``share`` is what sets a part of a job apart (see ``Shard.suffix``)."""

    def __init__(self, out: Path, formats: Sequence[str], share: str = "") -> None:
        self.out = out
        self._single = {name: get(name).suffix for name in formats if name not in JOINED}
        self._joined = [name for name in formats if name in JOINED]
        self._share = share
        # One writer a part: what a killed run left half written is overwritten by the next.
        self._partial = out / f".partial{share}"

    def open(self) -> None:
        """Raise ``KhulasaError`` where nothing can be written: better before a model is loaded."""
        try:
            self.out.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.out):
                pass
        except OSError as error:
            raise KhulasaError(f"cannot write {self.out}: {error.strerror}") from error

    def holds(self, name: str, number: int, sizes: Mapping[str, int]) -> bool:
        """Whether an article that the manifest calls done is there in every format, and of the
        size that was written: a power cut can leave a file empty."""
        if self._joined and "record" not in sizes:
            return False
        return all(
            form in sizes and _size(self._path(name, number, suffix)) == sizes[form]
            for form, suffix in self._single.items()
        )

    def put(self, name: str, number: int, texts: Mapping[str, bytes]) -> None:
        """Write one article's files."""
        for form, text in texts.items():
            with self._replacing(self._path(name, number, self._single[form])) as file:
                file.write(text)

    def drop_beyond(self, name: str, total: int) -> None:
        """Delete outputs that the file had when it held more articles than it does now."""
        for suffix in self._single.values():
            number = total + 1
            while (path := self._path(name, number, suffix)).exists():
                path.unlink()
                number += 1

    def finish(self, manifest: Manifest) -> None:
        """Join all articles there are, and list all failures."""
        if "jsonl" in self._joined:
            with self._replacing(self.out / f"articles{self._share}.jsonl") as file:
                file.writelines(map(unpack, manifest.records()))
        if "parquet" in self._joined:
            from summarize.batch import parquet

            with self._replacing(self.out / f"articles{self._share}.parquet") as file:
                parquet.write(file, map(unpack, manifest.records()))
        with self._replacing(self.out / f"errors{self._share}.jsonl") as file:
            file.writelines(_error_lines(manifest.failures()))
        self._partial.unlink(missing_ok=True)

    def _path(self, name: str, number: int, suffix: str) -> Path:
        folder, _, last = name.rpartition("/")
        if len(last.encode()) > _LONGEST:
            start = last.encode()[: _LONGEST - 20].decode(errors="ignore")
            last = f"{start}-{hashlib.sha256(last.encode()).hexdigest()[:16]}"
        ending = f"-{number}" if number > 1 else ""
        return self.out / "articles" / folder / f"{last}{ending}{suffix}"

    @contextmanager
    def _replacing(self, path: Path) -> Iterator[BinaryIO]:
        try:
            with self._partial.open("wb") as file:
                yield file
            try:
                self._partial.replace(path)
            except FileNotFoundError:
                path.parent.mkdir(parents=True)
                self._partial.replace(path)
        except OSError as error:
            self._partial.unlink(missing_ok=True)
            reason = "the disk is full" if error.errno == errno.ENOSPC else error.strerror
            raise KhulasaError(f"cannot write {path}: {reason}") from error


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def _error_lines(failures: Iterable[tuple[str, int | None, str]]) -> Iterator[bytes]:
    for source, article, reason in failures:
        failure = {"source": source, "article": article, "reason": reason}
        yield json.dumps(failure, ensure_ascii=False).encode() + b"\n"
