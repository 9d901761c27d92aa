"""Translation memory: a sentence that was translated once is not paid for twice.

One SQLite file in WAL mode, keyed by the sha256 of the normalised sentence and by the model's
signature with its settings. Pairs that a person supplied (a TMX import) belong to no model and
win over every model's. The memory is a convenience: a damaged file is set aside, a read-only or
full disk costs one warning, and the run goes on without it.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType

from translate.arabic import normalise
from translate.database import Database, Layout, transaction
from translate.engines.base import Hypothesis
from translate.errors import KhulasaError, UsageError

IMPORTED = "import"
"""The key, and the origin, of pairs that a person supplied."""

_LAYOUT = Layout(
    application=0x4B68756C,  # "Khul"
    version=1,
    script="""
CREATE TABLE models (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE entries (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL,
    model INTEGER NOT NULL REFERENCES models (id),
    source TEXT NOT NULL,
    text TEXT NOT NULL,
    score REAL,
    tokens INTEGER NOT NULL,
    created REAL NOT NULL,
    used REAL NOT NULL,
    hits INTEGER NOT NULL DEFAULT 0,
    UNIQUE (digest, model)
)""",
)
_ROWS_A_QUERY = 500  # well under SQLite's oldest limit of 999 bound values
_HITS_HELD = 5000  # entries used, before their counts are written down
_ROWS_A_TRANSACTION = 5000  # a long import must let other processes write in between


def default_path() -> Path:
    """Where the memory lives unless told otherwise: ``memory.sqlite`` in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("khulasa") / "memory.sqlite"


@dataclass(frozen=True)
class MemoryEntry:
    """A remembered rendering. ``score`` is the model's mean log-probability per token, ``None``
    for an imported pair; ``origin`` is the key it was stored under, ``IMPORTED`` for a person's.
    """

    text: str
    score: float | None
    tokens: int
    origin: str


@dataclass(frozen=True)
class MemoryUnit:
    """One pair as it is exported: the normalised source, its rendering, when it was stored
    (seconds since the epoch) and how often it was found since.
    """

    source: str
    entry: MemoryEntry
    created: float
    hits: int = 0


@dataclass(frozen=True)
class MemoryStats:
    """``models`` holds (key, entries, hits), the largest first; ``size`` is in bytes."""

    path: Path
    entries: int
    size: int
    models: tuple[tuple[str, int, int], ...]


class Memory:
    """The memory in ``path``, by default the user's own.

    Safe for the threads of one process and for several processes at once; open it after a fork,
    not before. ``get_many`` and ``put_many`` never raise for what ails the file or the disk;
    what a person asked for by name (import, export, stats, prune) raises ``KhulasaError``.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = default_path() if path is None else path
        self._lock = threading.RLock()
        self._hits: Counter[int] = Counter()
        self._file = Database(self.path, _LAYOUT)

    def __enter__(self) -> Memory:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def get_many(self, sources: Sequence[str], key: str) -> dict[str, MemoryEntry]:
        """What is known of ``sources`` under ``key``: imported pairs first, then the model's own.
        Sentences that are not known are absent from the answer.
        """
        by_digest: dict[bytes, list[str]] = {}
        for source in dict.fromkeys(sources):
            by_digest.setdefault(_digest(normalise(source)), []).append(source)
        found: dict[str, MemoryEntry] = {}
        with self._lock:
            try:
                for digest, entry in self._look_up(list(by_digest), key):
                    for source in by_digest[digest]:
                        known = found.get(source)
                        if known is None or known.origin != IMPORTED:
                            found[source] = entry
                if len(self._hits) >= _HITS_HELD:
                    self._write_hits(self._file.connection)
            except sqlite3.Error as error:
                self._hits.clear()
                self._file.recover(error)
        return found

    def put_many(self, pairs: Iterable[tuple[str, Hypothesis]], key: str) -> int:
        """Remember model outputs under ``key``, the newest winning; returns how many were stored.

        An empty or unfinished hypothesis is left out, since decoding it again may end better,
        and so is text with lone surrogates, which no file can hold.
        """
        now = time.time()
        units = (
            MemoryUnit(source, MemoryEntry(h.text, h.score, h.tokens, key), now)
            for source, h in pairs
            if h.finished
        )
        with self._lock:
            connection = self._file.connection
            if connection is None or not self._file.writable:
                return 0
            try:
                return _store(connection, units)
            except sqlite3.Error as error:
                self._hits.clear()
                self._file.recover(error, writing=True)
                return 0

    def import_units(self, units: Iterable[MemoryUnit]) -> int:
        """Store units as they are, each under its own origin; returns how many."""
        with self._asked("written") as connection:
            return _store(connection, units)

    def units(self, model: str | None = None) -> Iterator[MemoryUnit]:
        """Every pair, in the order of storing; only those whose key contains ``model`` if given.
        Read in pages, so that a large memory needs little room and other processes can write.
        """
        last = 0
        while True:
            with self._asked("read") as connection:
                page = connection.execute(
                    "SELECT e.id, e.source, e.text, e.score, e.tokens, m.key, e.created, e.hits"
                    " FROM entries e JOIN models m ON m.id = e.model"
                    " WHERE e.id > ? AND instr(m.key, ?) ORDER BY e.id LIMIT 1000",
                    (last, model or ""),
                ).fetchall()
            if not page:
                return
            last = page[-1][0]
            for _, source, text, score, tokens, origin, created, hits in page:
                yield MemoryUnit(source, MemoryEntry(text, score, tokens, origin), created, hits)

    def stats(self) -> MemoryStats:
        """Counts by model key."""
        with self._asked("read") as connection:
            self._write_hits(connection)
            rows = connection.execute(
                "SELECT m.key, count(*) AS n, sum(e.hits) FROM entries e"
                " JOIN models m ON m.id = e.model GROUP BY m.id ORDER BY n DESC, m.key"
            ).fetchall()
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            (page_size,) = connection.execute("PRAGMA page_size").fetchone()
        total = sum(row[1] for row in rows)
        return MemoryStats(self.path, total, pages * page_size, tuple(rows))

    def prune(
        self,
        *,
        older_than_days: float | None = None,
        model: str | None = None,
        max_entries: int | None = None,
    ) -> int:
        """Forget; returns how many entries went.

        ``older_than_days`` counts from the last use and, given together with ``model``, both must
        hold; then ``max_entries`` keeps the most recently used (of ``model``, if given). ``model``
        is a part of the key. Imported pairs go only when ``model`` is ``IMPORTED`` exactly.
        """
        if older_than_days is None and model is None and max_entries is None:
            raise UsageError("say what to prune: an age, a model or a number of entries to keep")
        chosen = f"model IN (SELECT id FROM models WHERE key {'=' if model == IMPORTED else '!='} ?"
        chosen += " AND instr(key, ?))"
        bound = (IMPORTED, model or "")
        removed = 0
        with self._asked("pruned") as connection:
            self._write_hits(connection)
            with transaction(connection):
                if older_than_days is not None or max_entries is None:
                    oldest = time.time() - 86400 * (older_than_days or 0)
                    removed += connection.execute(
                        f"DELETE FROM entries WHERE {chosen} AND used <= ?", (*bound, oldest)
                    ).rowcount
                if max_entries is not None:
                    removed += connection.execute(
                        f"DELETE FROM entries WHERE id IN (SELECT id FROM entries"
                        f" WHERE {chosen} ORDER BY used DESC, id DESC LIMIT -1 OFFSET ?)",
                        (*bound, max_entries),
                    ).rowcount
                connection.execute("DELETE FROM models WHERE id NOT IN (SELECT model FROM entries)")
            connection.execute("PRAGMA incremental_vacuum").fetchall()
        return removed

    def close(self) -> None:
        """Write down what was used, and close the file. Closing twice is harmless."""
        with self._lock:
            try:
                self._write_hits(self._file.connection)
            except sqlite3.Error as error:
                self._hits.clear()
                self._file.recover(error, writing=True)
            self._file.close()

    @contextmanager
    def _asked(self, deed: str) -> Iterator[sqlite3.Connection]:
        """The connection for what a person asked for by name: failures are told, not survived."""
        with self._lock:
            if self._file.connection is None:
                raise KhulasaError(f"{self.path}: the memory cannot be {deed}")
            try:
                yield self._file.connection
            except sqlite3.Error as error:
                raise KhulasaError(f"{self.path}: the memory cannot be {deed} ({error})") from error

    def _look_up(self, digests: Sequence[bytes], key: str) -> Iterator[tuple[bytes, MemoryEntry]]:
        connection = self._file.connection
        if connection is None:
            return
        for start in range(0, len(digests), _ROWS_A_QUERY):
            part = digests[start : start + _ROWS_A_QUERY]
            rows = connection.execute(
                "SELECT e.id, e.digest, e.text, e.score, e.tokens, m.key"
                " FROM entries e JOIN models m ON m.id = e.model"
                f" WHERE m.key IN (?, ?) AND e.digest IN ({','.join('?' * len(part))})",
                (key, IMPORTED, *part),
            )
            for row, digest, text, score, tokens, origin in rows.fetchall():
                self._hits[row] += 1
                yield digest, MemoryEntry(text, score, tokens, origin)

    def _write_hits(self, connection: sqlite3.Connection | None) -> None:
        """Uses are counted and written many at once, so that reading seldom waits for a writer."""
        if connection is None or not self._hits or not self._file.writable:
            return
        now = time.time()
        with transaction(connection):
            connection.executemany(
                "UPDATE entries SET hits = hits + ?, used = ? WHERE id = ?",
                [(count, now, row) for row, count in self._hits.items()],
            )
        self._hits.clear()


def _store(connection: sqlite3.Connection, units: Iterable[MemoryUnit]) -> int:
    stored = 0
    storable = (unit for unit in units if _storable(unit))
    while batch := list(islice(storable, _ROWS_A_TRANSACTION)):
        with transaction(connection):
            # Ids are looked up in every transaction: a prune elsewhere may have dropped one.
            models = {
                key: _model_id(connection, key) for key in {unit.entry.origin for unit in batch}
            }
            connection.executemany(
                "INSERT INTO entries (digest, model, source, text, score, tokens, created,"
                " used, hits) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (digest, model) DO UPDATE SET text = excluded.text,"
                " score = excluded.score, tokens = excluded.tokens,"
                " created = excluded.created, used = excluded.used",
                [_row(unit, models[unit.entry.origin]) for unit in batch],
            )
        stored += len(batch)
    return stored


def _digest(normalised: str) -> bytes:
    return hashlib.sha256(normalised.encode("utf-8", "surrogatepass")).digest()


def _storable(unit: MemoryUnit) -> bool:
    both = unit.source + unit.entry.text
    return bool(unit.entry.text.strip()) and not any("\ud800" <= c <= "\udfff" for c in both)


def _model_id(connection: sqlite3.Connection, key: str) -> int:
    connection.execute("INSERT OR IGNORE INTO models (key) VALUES (?)", (key,))
    (row,) = connection.execute("SELECT id FROM models WHERE key = ?", (key,)).fetchone()
    return int(row)


def _row(unit: MemoryUnit, model: int) -> tuple[object, ...]:
    source, entry = normalise(unit.source), unit.entry
    when = (unit.created, unit.created, unit.hits)
    return (_digest(source), model, source, entry.text, entry.score, entry.tokens, *when)
