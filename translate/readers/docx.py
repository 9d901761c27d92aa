"""Word documents."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from translate.errors import MissingExtraError, UnreadableError
from translate.readers.damage import parsing
from translate.readers.page import Page, titled_page

MAX_UNPACKED = 200 * 1024 * 1024
_PROLOGUE = 4096  # bytes: a document type stands before the first element
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)


def read(data: bytes, name: str, column: str | None) -> Iterator[Page]:
    """Paragraphs and table cells in document order, the first of style Title as the title."""
    try:
        import docx
    except ImportError as error:
        raise MissingExtraError("reading .docx files", "documents") from error
    with parsing(name, "not a Word document"):
        _refuse_bombs(data, name)
        texts: list[str] = []
        title: str | None = None
        for block in docx.Document(io.BytesIO(data)).iter_inner_content():
            if isinstance(block, docx.table.Table):
                texts += [cell.text for row in block.rows for cell in row.cells]
            elif title is None and block.style is not None and block.style.name == "Title":
                title = block.text
            else:
                texts.append(block.text)
    yield titled_page("\n\n".join(text for text in texts if text.strip()), title)


def _refuse_bombs(data: bytes, name: str) -> None:
    """Refuse archives that unpack to more than ``MAX_UNPACKED`` bytes and XML with entities."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(info.file_size for info in archive.infolist())
        if size > MAX_UNPACKED:
            raise UnreadableError(
                f"{name}: unpacks to {size:,} bytes (the limit is {MAX_UNPACKED:,})"
            )
        for info in archive.infolist():
            if info.filename.endswith((".xml", ".rels")):
                with archive.open(info) as part:
                    if _ENTITY.search(part.read(_PROLOGUE)):
                        raise UnreadableError(f"{name}: XML entities are refused")
