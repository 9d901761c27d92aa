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


@dataclass
class Handle:
    """An open file. ``inode`` tells it from a later file of the same name."""

    path: Path
    connection: sqlite3.Connection
    inode: int


def open_database(path: Path, layout: Layout) -> Handle:
    """Open ``path`` in WAL mode, creating it and its folder where they are missing.

    Raises ``UsageError`` when the file is another program's database or a newer version's, and
    ``sqlite3.Error`` or ``OSError`` for what ails the file or the disk.
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
    return Handle(path, connection, inode)


def set_aside(handle: Handle | None, path: Path, reason: object) -> None:
    """Rename a damaged file (and its write-ahead log), with one warning.

    Does nothing when another process has replaced the file already.
    """
    if handle is not None:
        handle.connection.close()
    with _lock(path):
        if handle is not None and (not path.exists() or path.stat().st_ino != handle.inode):
            return
        aside = path.with_name(
            f"{path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}"
        )
        # The logs go first: beside a new file of this name they would be replayed into it.
        for ending in ("-wal", "-shm", ""):
            part = path.with_name(path.name + ending)
            if part.exists():
                part.replace(aside.with_name(aside.name + ending))
    _log.warning("%s is damaged (%s): set aside as %s", path, reason, aside.name)


def is_damage(error: Exception) -> bool:
    """Whether the file itself is broken, and not the disk, a lock or a permission."""
    return (
        isinstance(error, sqlite3.DatabaseError)
        and not isinstance(error, (sqlite3.OperationalError, sqlite3.IntegrityError))
    ) or "malformed" in str(error)


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
