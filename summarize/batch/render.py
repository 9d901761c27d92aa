"""A brief in the formats of a batch, as the bytes that are stored."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace

from summarize.summary import Brief
from summarize.writers import FORMATS, get
from translate.errors import UsageError

JOINED = ("jsonl", "parquet")
"""Formats of one file for all articles."""
CHOICES = (*(name for name in FORMATS if name not in JOINED), *JOINED)


def parse(text: str) -> tuple[str, ...]:
    """The formats of a comma-separated list, each once. Raises ``UsageError``."""
    names = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    for name in names:
        if name not in CHOICES:
            raise UsageError(f"no format {name!r}; choose from {', '.join(CHOICES)}")
    if not names:
        raise UsageError(f"--format names no format; choose from {', '.join(CHOICES)}")
    return names


def render(brief: Brief, formats: Sequence[str]) -> tuple[dict[str, bytes], bytes | None]:
    """One file's bytes for each format of one file an article, and the packed record if a joined
    format needs it. The same brief always gives the same bytes, so ``seconds`` is 0 in them."""
    brief = replace(brief, seconds=0.0)
    texts = {name: _encoded(get(name).write(brief)) for name in formats if name not in JOINED}
    if len(texts) == len(formats):
        return texts, None
    return texts, zlib.compress(_encoded(get("jsonl").write(brief)), level=1)


def unpack(record: bytes) -> bytes:
    """The JSON line, its newline included, of a packed record."""
    return zlib.decompress(record)


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:  # a lone surrogate, which no file can hold
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
