"""The text layer of PDF files."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from translate.arabic import normalise
from translate.errors import MissingExtraError, UnreadableError
from translate.readers.damage import parsing
from translate.readers.page import Page

MAX_PAGES = 500
_COMMON = re.compile(r"(?<!\w)(?:في|من|على|إلى|عن|التي|الذي|هذا|أن|كان|قال)(?!\w)")
_RUN = re.compile(r"[0-9A-Za-z٠-٩][0-9A-Za-z٠-٩.,:/%@_-]*")
_MIRRORED = str.maketrans("()[]{}«»", ")(][}{»«")


def read(data: bytes, name: str, column: str | None) -> Iterator[Page]:
    """All pages as one text. Refuses scans, which have no text layer, and encrypted files."""
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise MissingExtraError("reading .pdf files", "documents") from error
    with parsing(name, "a broken PDF"):
        pdf = PdfReader(io.BytesIO(data))
        if pdf.is_encrypted and not pdf.decrypt(""):
            raise UnreadableError(f"{name}: the PDF is locked with a password")
        if len(pdf.pages) > MAX_PAGES:
            raise UnreadableError(f"{name}: {len(pdf.pages)} pages (the limit is {MAX_PAGES})")
        text = "\n".join(page.extract_text() for page in pdf.pages)
    if not text.strip():
        raise UnreadableError(f"{name}: the PDF holds no text (a scan?); it needs OCR first")
    yield Page(_logical(text))


def _logical(text: str) -> str:
    """Text whose lines were stored as they look, left to right, put back into reading order."""
    mirrored = "\n".join(_reverse(line) for line in text.splitlines())
    seen, turned = (len(_COMMON.findall(normalise(side))) for side in (text, mirrored))
    return mirrored if turned > seen else text


def _reverse(line: str) -> str:
    """A line reversed, but for numbers and Latin words, which run left to right either way."""
    turned = line[::-1].translate(_MIRRORED)
    return _RUN.sub(lambda match: match[0][::-1], turned)
