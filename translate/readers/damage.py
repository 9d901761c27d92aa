"""Damaged files: whatever a parser trips over becomes one line that names the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from translate.errors import KhulasaError, UnreadableError


@contextmanager
def parsing(name: str, what: str) -> Iterator[None]:
    """Turn any failure inside into ``UnreadableError("NAME: WHAT (reason)")``.

    Parsers given damaged bytes raise anything from ``zlib.error`` to ``AttributeError``; there is
    no list of them to catch.
    """
    try:
        yield
    except KhulasaError:
        raise
    except Exception as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise UnreadableError(f"{name}: {what} ({reason})") from error
