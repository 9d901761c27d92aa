"""TMX 1.4b, the format in which translation memories are exchanged.

Specification: Localization Industry Standards Association, TMX 1.4b (2005). What TMX has no field
for (model, score, tokens) travels in ``<prop>`` elements, so that export and import are inverse.
"""

from __future__ import annotations

import logging
import os
import re
from calendar import timegm
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import gmtime, strftime, strptime
from typing import TextIO
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from translate.errors import UnreadableError
from translate.memory import IMPORTED, Memory, MemoryEntry, MemoryUnit
from translate.version import __version__

_log = logging.getLogger(__name__)

_MODEL, _SCORE, _TOKENS = "x-khulasa-model", "x-khulasa-score", "x-khulasa-tokens"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DATE = "%Y%m%dT%H%M%SZ"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Inline elements whose content is the markup of some other format, not text.
_CODES = {"bpt", "ept", "it", "ph", "ut"}


def export_tmx(memory: Memory, path: Path, model: str | None = None) -> int:
    """Write the pairs (of the models whose key contains ``model``) to ``path``, which is replaced
    only when complete; returns how many.
    """
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as stream:
            written = write_tmx(memory.units(model), stream)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return written


def import_tmx(memory: Memory, path: Path, *, trust: bool = False) -> int:
    """Store every Arabic–English pair of ``path``; returns how many.

    A pair that a model made, by its ``<prop>``, goes back under that model; any other is taken for
    a person's, which wins over every model. ``trust`` takes all for a person's: for a file that
    was exported, corrected and brought back. Importing the same file again changes nothing.
    """
    return memory.import_units(read_tmx(path, trust=trust))


def write_tmx(units: Iterable[MemoryUnit], stream: TextIO) -> int:
    """Write a whole document; returns how many units. Units with control characters, which XML
    cannot hold, are left out with a warning.
    """
    stream.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="khulasa" creationtoolversion="{__version__}" segtype="sentence"'
        ' o-tmf="khulasa" adminlang="en" srclang="ar" datatype="plaintext"/>\n<body>\n'
    )
    written = left_out = 0
    for unit in units:
        if _NOT_XML.search(unit.source + unit.entry.text + unit.entry.origin):
            left_out += 1
            continue
        stream.write(_tu(unit))
        written += 1
    stream.write("</body>\n</tmx>\n")
    if left_out:
        _log.warning("pairs with control characters, left out of the TMX: %d", left_out)
    return written


def read_tmx(path: Path, *, trust: bool = False) -> Iterator[MemoryUnit]:
    """The Arabic–English pairs of a file, in its order and without loading it whole.

    Units without both languages are counted in one warning. Raises ``UnreadableError``.
    """
    skipped = 0
    parents: list[ElementTree.Element] = []
    try:
        for event, element in ElementTree.iterparse(path, events=("start", "end")):
            if event == "start":
                if not parents and element.tag != "tmx":
                    raise UnreadableError(f"{path}: not a TMX file (the root is <{element.tag}>)")
                parents.append(element)
                continue
            parents.pop()
            if element.tag != "tu":
                continue
            unit = _unit(element, trust)
            parents[-1].remove(element)  # what was read need not stay in memory
            if unit is None:
                skipped += 1
            else:
                yield unit
    except (OSError, ElementTree.ParseError, ValueError) as error:
        raise UnreadableError(f"{path}: not a TMX file ({error})") from error
    if skipped:
        _log.warning("%s: units without both Arabic and English, skipped: %d", path, skipped)


def _tu(unit: MemoryUnit) -> str:
    entry = unit.entry
    props = ""
    if entry.origin != IMPORTED:
        props = f'<prop type="{_MODEL}">{_text(entry.origin)}</prop>'
        props += f'<prop type="{_TOKENS}">{entry.tokens}</prop>'
        if entry.score is not None:
            props += f'<prop type="{_SCORE}">{entry.score!r}</prop>'
    segments = "".join(
        f'<tuv xml:lang="{language}"><seg>{_text(text)}</seg></tuv>'
        for language, text in (("ar", unit.source), ("en", entry.text))
    )
    date = strftime(_DATE, gmtime(unit.created))
    return f'<tu creationdate="{date}" usagecount="{unit.hits}">{props}{segments}</tu>\n'


def _text(text: str) -> str:
    # A parser turns a bare carriage return into a line feed.
    return escape(text, {"\r": "&#13;"})


def _unit(tu: ElementTree.Element, trust: bool) -> MemoryUnit | None:
    texts: dict[str, str] = {}
    for tuv in tu.iter("tuv"):
        language = (tuv.get(_LANGUAGE) or tuv.get("lang") or "").lower()
        seg = tuv.find("seg")
        if seg is not None:
            texts.setdefault(re.split("[-_]", language)[0], "".join(_plain(seg)).strip())
    source, text = texts.get("ar"), texts.get("en")
    if not source or not text:
        return None
    props = {prop.get("type"): prop.text or "" for prop in tu.iter("prop")}
    created = _seconds(tu.get("changedate") or tu.get("creationdate"))
    hits = tu.get("usagecount", "")
    if trust or _MODEL not in props:
        entry = MemoryEntry(text, None, 0, IMPORTED)
    else:
        score = props.get(_SCORE)
        tokens = int(props.get(_TOKENS) or 0)
        entry = MemoryEntry(text, float(score) if score else None, tokens, props[_MODEL])
    return MemoryUnit(source, entry, created, int(hits) if hits.isdigit() else 0)


def _plain(element: ElementTree.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag not in _CODES:
            yield from _plain(child)
        yield child.tail or ""


def _seconds(date: str | None) -> float:
    """Seconds since the epoch; 0 when the file does not say, or not in TMX's one format."""
    try:
        return float(timegm(strptime(date or "", _DATE)))
    except ValueError:
        return 0.0
