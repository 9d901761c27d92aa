"""All articles as one Parquet table (extra ``[parquet]``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from translate.errors import MissingExtraError

_TEXTS = (
    *("id", "source", "sha256", "title", "date", "byline", "place", "arabic"),
    *("english_title", "english", "abstractive", "extractive", "model", "signature"),
)
_COUNTS = ("sentences", "flags")
_ROWS = 1000
"""Rows that are held at once: one row group."""


def require() -> None:
    """Raises ``MissingExtraError``: better before the work than after it."""
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("--format parquet", "parquet") from error


def write(file: BinaryIO, lines: Iterable[bytes]) -> None:
    """One row a record: its plain fields and texts as columns, and all of it as JSON."""
    import pyarrow as pa
    from pyarrow import parquet

    fields = [pa.field(name, pa.string()) for name in _TEXTS]
    fields += [pa.field(name, pa.int32()) for name in _COUNTS]
    schema = pa.schema([*fields, pa.field("record", pa.string())])
    rows: Iterator[dict[str, Any]] = map(_row, lines)
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(rows, _ROWS)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))


def _row(line: bytes) -> dict[str, Any]:
    record = json.loads(line)
    article, translation = record["article"], record["translation"]
    title = article["title"]
    summaries: dict[str, str] = {}
    for summary in record["summaries"]:
        summaries.setdefault(summary["kind"], _joined(summary["sentences"]))
    return {
        **{name: record[name] for name in ("id", "source", "sha256")},
        "title": None if title is None else title["text"],
        **{name: article[name] for name in ("date", "byline", "place")},
        "arabic": _joined(article["sentences"]),
        "english_title": translation["title"],
        "english": _joined(translation["sentences"]),
        "abstractive": summaries.get("abstractive"),
        "extractive": summaries.get("extractive"),
        "model": translation["model"],
        "signature": translation["signature"],
        "sentences": len(article["sentences"]),
        "flags": sum(len(one["flags"]) for one in translation["sentences"]),
        "record": line.decode(),
    }


def _joined(sentences: list[dict[str, Any]]) -> str:
    return " ".join(" ".join(one["text"].split()) for one in sentences)
