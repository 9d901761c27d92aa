"""Tables of articles: CSV and TSV, with a header."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from translate.errors import UnreadableError
from translate.readers.encoding import decode
from translate.readers.page import Page
from translate.readers.rows import Row, pages

_FIELD_LIMIT = 10_000_000


def read(data: bytes, name: str, column: str | None) -> Iterator[Page]:
    """A page for each row; the delimiter is the one of , ; tab | that the header uses most."""
    text = decode(data, name)
    header = text.partition("\n")[0]
    delimiter = max(",;\t|", key=header.count)
    csv.field_size_limit(_FIELD_LIMIT)
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    yield from pages(_rows(table, name), name, column)


def _rows(table: csv.DictReader[str], name: str) -> Iterator[Row]:
    try:
        yield from enumerate(table, 2)  # the header is row 1
    except csv.Error as error:
        raise UnreadableError(f"{name}: line {table.line_num}: {error}") from error
