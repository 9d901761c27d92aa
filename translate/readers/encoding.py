"""Bytes to text: which encoding an Arabic page was saved in."""

from __future__ import annotations

import codecs
import logging
import re

from translate.arabic import arabic_ratio
from translate.errors import UnreadableError

log = logging.getLogger(__name__)

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ("cp1256", "iso8859_6", "mac_arabic", "cp864", "cp720")
# The commonest words of any Arabic text: mojibake holds none of them.
_COMMON = re.compile(
    r"(?<!\w)(?:في|من|على|إلى|الى|أن|ان|إن|عن|التي|الذي|هذا|هذه|ما|مع|لا|كان|قال|بعد|بين)(?!\w)"
)
_MAX_DAMAGE = 0.02  # broken sequences a byte; another encoding read as UTF-8 breaks at almost all


def decode(data: bytes, name: str) -> str:
    """The text of ``data``; ``name`` is for the error.

    UTF-8 and the byte-order marks first, then UTF-16 by its zero bytes, then the legacy Arabic
    code pages by which of them yields Arabic words.

    Raises:
        UnreadableError: binary data, or no encoding gives readable text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if "\x00" not in text:
            return text
    if utf16 := _utf16(data):
        return utf16
    if b"\x00" in data:
        raise UnreadableError(f"{name}: binary data, not text")
    damaged = data.decode("utf-8", errors="replace")
    losses = damaged.count("\ufffd")
    if losses <= max(2, _MAX_DAMAGE * len(data)) and arabic_ratio(damaged) > 0.3:
        log.warning("%s: %d broken UTF-8 sequence(s) replaced with U+FFFD", name, losses)
        return damaged
    return _legacy(data, name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{name}: broken {encoding} text ({error.reason})") from error


def _utf16(data: bytes) -> str | None:
    """UTF-16 with no mark: Arabic and ASCII give a high byte of 06 or 00 at every other place."""
    if len(data) < 4 or len(data) % 2:
        return None
    for high, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        tops = data[high::2]
        if sum(tops.count(byte) for byte in (b"\x00", b"\x06", b"\x20")) > 0.9 * len(tops):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    return None


def _legacy(data: bytes, name: str) -> str:
    best, best_score = "", 0.0
    for encoding in _LEGACY:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = len(_COMMON.findall(text)) + arabic_ratio(text)
        if score > best_score:
            best, best_score = text, score
    if best_score >= 1.0 or (best and arabic_ratio(best) > 0.8):
        return best
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:200_000]).best()
    if guess is None:
        raise UnreadableError(f"{name}: the text encoding was not recognised")
    return _strict(data, guess.encoding, name)
