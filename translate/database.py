"""SQLite files that several processes share and that may be damaged.

A file is created, and set aside, under a lock file of its own, so that two processes that meet
the same damage do not set aside each other's fresh start.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from translate.errors import UsageError

_log = logging.getLogger(__name__)

_LOCK_SECONDS = 60.0


@dataclass(frozen=True)
class Layout:
    """What a file must hold: ``application`` marks whose it is (PRAGMA application_id),
    ``version`` its schema (PRAGMA user_version), ``script`` creates the tables.
    """

    application: int
    version: int
    script: str


class Database:
    """A file that outlives what ails it: damage costs the content, a full or read-only disk the
    writing, anything else the file, each with one warning and no error.

    ``connection`` is ``None`` when there is nothing to work with. Not safe between threads.
    """

    def __init__(self, path: Path, layout: Layout) -> None:
        self.path = path
        self.writable = True
        self.connection: sqlite3.Connection | None = None
        self._layout = layout
        self._inode = 0
        self._open(retry=True)

    def recover(self, error: Exception, *, writing: bool = False) -> None:
        """Go on after a failure of reading or, by ``writing``, of writing."""
        if _is_damage(error):
            self.close()
            self._set_aside(error)
            self._open(retry=False)
        elif writing:
            self.writable = False
            _log.warning("%s: nothing more is written to it in this run (%s)", self.path, error)
        else:
            self.close()
            _log.warning("%s: running without it (%s)", self.path, error)

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def _open(self, *, retry: bool) -> None:
        try:
            self.connection, self._inode = _open(self.path, self._layout)
        except (sqlite3.Error, OSError) as error:
            if retry and _is_damage(error):
                self._set_aside(error)
                self._open(retry=False)
            else:
                _log.warning("%s: running without it (%s)", self.path, error)

    def _set_aside(self, reason: Exception) -> None:
        """Rename the file and its logs, unless another process has replaced it already."""
        try:
            with _lock(self.path):
                if self._inode and (
                    not self.path.exists() or self.path.stat().st_ino != self._inode
                ):
                    return
                stamp = f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}"
                aside = self.path.with_name(f"{self.path.name}.damaged-{stamp}")
                # The logs go first: beside a new file of this name they would be replayed into it.
                for ending in ("-wal", "-shm", ""):
                    part = self.path.with_name(self.path.name + ending)
                    if part.exists():
                        part.replace(aside.with_name(aside.name + ending))
        except OSError as error:
            _log.warning("%s is damaged and cannot be set aside (%s)", self.path, error)
            return
        _log.warning("%s is damaged (%s): set aside as %s", self.path, reason, aside.name)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. Takes the write lock at the start: waiting there cannot deadlock."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # SQLite itself rolls back when the disk is full
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _open(path: Path, layout: Layout) -> tuple[sqlite3.Connection, int]:
    """A connection in WAL mode, and the inode that tells the file from a later one of its name;
    the file and its folder are created where they are missing.

    Raises ``UsageError`` when the file is another program's database or another version's.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch()
    # Read before the file is opened: were it replaced in between, the difference shows later
    # as "not the file I opened", which is answered by opening again and harms nobody.
    inode = path.stat().st_ino
    connection = sqlite3.connect(
        path, timeout=_LOCK_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        if not _fits(connection, path, layout):
            with _lock(path):
                # Another process may have created the tables while this one waited.
                if not _fits(connection, path, layout):
                    _create(connection, layout)
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection, inode


def _is_damage(error: Exception) -> bool:
    """Whether the file itself is broken, and not the disk, a lock or a permission."""
    return (
        isinstance(error, sqlite3.DatabaseError)
        and not isinstance(error, (sqlite3.OperationalError, sqlite3.IntegrityError))
    ) or "malformed" in str(error)


def _lock(path: Path) -> FileLock:
    return FileLock(path.with_name(path.name + ".lock"), timeout=_LOCK_SECONDS)


def _fits(connection: sqlite3.Connection, path: Path, layout: Layout) -> bool:
    """True for a file with the tables, False for an empty one."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not tables and not version:
        return False
    if application != layout.application:
        raise UsageError(f"{path} is another program's database: name another file")
    if version != layout.version:
        raise UsageError(f"{path} has version {version}, not {layout.version}: name another file")
    return True


def _create(connection: sqlite3.Connection, layout: Layout) -> None:
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # has to come before any table
    connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript(
        f"BEGIN; {layout.script}; PRAGMA application_id = {layout.application};"
        f" PRAGMA user_version = {layout.version}; COMMIT;"
    )
