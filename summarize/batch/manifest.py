"""What is done: one SQLite file in OUT, so that a run that was cut off goes on where it was.

A file of articles is known by its name, the sha256 of its bytes and the settings of the run: when
any of them differs it is new. Each article's row is written in one transaction after its outputs
are in place, so that a run killed at any moment repeats at most what it had not yet written down.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from translate.database import transaction
from translate.errors import KhulasaError, UsageError

_APPLICATION = 0x4B68424D  # "KhBM"
_VERSION = 1
_SCRIPT = """
CREATE TABLE settings (id INTEGER PRIMARY KEY, signature TEXT NOT NULL UNIQUE);
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    sha256 BLOB NOT NULL,
    settings INTEGER NOT NULL REFERENCES settings (id),
    articles INTEGER,
    reason TEXT
);
CREATE TABLE articles (
    file INTEGER NOT NULL REFERENCES files (id),
    number INTEGER NOT NULL,
    outputs TEXT NOT NULL,
    record BLOB,
    sentences INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    seconds REAL NOT NULL,
    reason TEXT,
    PRIMARY KEY (file, number)
);
"""


@dataclass(frozen=True)
class Known:
    """What is known of a file: how many articles it holds (``None`` until it was read) and, for
    each that is done, the size in bytes of its output in every format."""

    articles: int | None
    outputs: Mapping[int, Mapping[str, int]]


@dataclass(frozen=True)
class Row:
    """One article, ``number`` of ``total`` in the file ``name``; or, with ``number`` 0, a file
    that holds none. ``reason`` says why it failed, ``record`` is what the joined outputs are made
    of, ``seconds`` the wall time it took."""

    name: str
    number: int
    total: int
    outputs: Mapping[str, int]
    record: bytes | None
    sentences: int
    flags: int
    seconds: float
    reason: str | None


class Manifest:
    """The manifest in ``path``, for a run with ``settings``. One process has it at a time.

    Raises ``UsageError`` when another process has it or the file is not a manifest, and
    ``KhulasaError``, here and from every method, when the disk does not do its part.
    """

    def __init__(self, path: Path, settings: str) -> None:
        self.path = path
        self._lock = FileLock(path.with_name(path.name + ".lock"))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise UsageError(
                f"{path.parent}: another khulasa batch is writing there; wait for it, or give"
                " each run its own --shard I/N"
            ) from error
        except OSError as error:
            raise KhulasaError(f"cannot write {path.parent}: {error.strerror}") from error
        try:
            self._database = self._open()
            with self._failures():
                self._database.execute(
                    "INSERT OR IGNORE INTO settings (signature) VALUES (?)", (settings,)
                )
                (self._settings,) = self._database.execute(
                    "SELECT id FROM settings WHERE signature = ?", (settings,)
                ).fetchone()
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> Manifest:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()
        self._lock.release()

    def known(self, name: str, sha256: bytes) -> Known | None:
        """What was done of this file with these settings; ``None`` for a file that is new."""
        with self._failures():
            found = self._database.execute(
                "SELECT id, articles FROM files WHERE name = ? AND sha256 = ? AND settings = ?",
                (name, sha256, self._settings),
            ).fetchone()
            if found is None:
                return None
            rows = self._database.execute(
                "SELECT number, outputs FROM articles WHERE file = ? AND reason IS NULL",
                (found[0],),
            ).fetchall()
        return Known(found[1], {number: json.loads(outputs) for number, outputs in rows})

    def begin(self, name: str, sha256: bytes) -> None:
        """Forget what was done of a file that is new or to be made again."""
        with self._failures(), transaction(self._database):
            self._database.execute(
                "DELETE FROM articles WHERE file = (SELECT id FROM files WHERE name = ?)", (name,)
            )
            self._database.execute(
                "INSERT INTO files (name, sha256, settings) VALUES (?1, ?2, ?3)"
                " ON CONFLICT (name) DO UPDATE SET sha256 = ?2, settings = ?3,"
                " articles = NULL, reason = NULL",
                (name, sha256, self._settings),
            )

    def commit(self, rows: Sequence[Row]) -> None:
        """Write down articles that are done, or failed, all or none."""
        with self._failures(), transaction(self._database):
            for row in rows:
                self._database.execute(
                    "UPDATE files SET articles = ?, reason = ? WHERE name = ?",
                    (row.total or None, None if row.number else row.reason, row.name),
                )
                if row.number:
                    self._database.execute(
                        "INSERT OR REPLACE INTO articles"
                        " SELECT id, ?, ?, ?, ?, ?, ?, ? FROM files WHERE name = ?",
                        (
                            *(row.number, json.dumps(row.outputs), row.record, row.sentences),
                            *(row.flags, row.seconds, row.reason, row.name),
                        ),
                    )

    def records(self) -> Iterator[bytes]:
        """The record of every article that has one, by file name and number."""
        with self._failures():
            for (record,) in self._database.execute(
                "SELECT a.record FROM files f CROSS JOIN articles a ON a.file = f.id"
                " WHERE a.record IS NOT NULL ORDER BY f.name, a.number"
            ):
                yield record

    def failures(self) -> Iterator[tuple[str, int | None, str]]:
        """(file name, number of the article or ``None``, reason) of what failed, by name."""
        with self._failures():
            yield from self._database.execute(
                "SELECT name, NULL, reason FROM files WHERE reason IS NOT NULL UNION ALL"
                " SELECT f.name, a.number, a.reason FROM articles a JOIN files f ON f.id = a.file"
                " WHERE a.reason IS NOT NULL ORDER BY 1, 2"
            )

    def _open(self) -> sqlite3.Connection:
        with self._failures():
            database = sqlite3.connect(self.path, isolation_level=None)
            (application,) = database.execute("PRAGMA application_id").fetchone()
            (version,) = database.execute("PRAGMA user_version").fetchone()
            (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if tables and (application, version) != (_APPLICATION, _VERSION):
                database.close()
                raise UsageError(f"{self.path} is no manifest of this version: name another OUT")
            # A killed process loses nothing in WAL mode. A power cut may lose the last rows: then
            # their articles are made again, and an output of another size than its row says, too.
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            if not tables:
                database.executescript(
                    f"BEGIN; {_SCRIPT} PRAGMA application_id = {_APPLICATION};"
                    f" PRAGMA user_version = {_VERSION}; COMMIT;"
                )
            return database

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            reason = "the disk is full" if "is full" in str(error) else str(error)
            raise KhulasaError(f"{self.path}: {reason}") from error
