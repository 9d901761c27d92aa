"""Where converted models live, and how one is built there exactly once."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from translate.errors import KhulasaError

CACHE_VARIABLE = "KHULASA_CACHE"


def cache_folder() -> Path:
    """``$KHULASA_CACHE``, or the platform's folder for caches."""
    chosen = os.environ.get(CACHE_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_cache_dir("khulasa"))


def build_once(folder: Path, build: Callable[[Path], None]) -> Path:
    """``folder``, after ``build`` has filled it if it was not there.

    ``build`` works in a temporary folder beside it that is renamed when complete, under a lock
    that other processes wait for: a reader never sees half a model, and two processes never build
    the same one. Raises ``KhulasaError`` where the disk is full or cannot be written.
    """
    if folder.is_dir():
        return folder
    import filelock

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(folder.with_name(f"{folder.name}.lock")):
            if folder.is_dir():
                return folder
            # What a process that was killed has left; nobody else can be here.
            for stale in folder.parent.glob(f"{folder.name}.tmp-*"):
                shutil.rmtree(stale, ignore_errors=True)
            partial = Path(tempfile.mkdtemp(prefix=f"{folder.name}.tmp-", dir=folder.parent))
            try:
                build(partial)
                partial.rename(folder)
            finally:
                shutil.rmtree(partial, ignore_errors=True)
    except OSError as error:
        raise _readable(error, folder.parent) from error
    return folder


def _readable(error: OSError, folder: Path) -> KhulasaError:
    if error.errno == errno.ENOSPC:
        reason = "the disk is full"
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
        reason = "the folder cannot be written"
    else:
        reason = str(error)
    return KhulasaError(
        f"cannot build the model in {folder}: {reason}; set {CACHE_VARIABLE} to another folder"
    )
