"""Briefs as files, made in memory and handed to the browser: none is written on the server."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Sequence

from summarize.digest import digest, html, markdown
from summarize.summary import Brief
from summarize.writers import get
from translate.errors import UsageError

LABELS = {
    "json": "JSON record",
    "jsonl": "JSON lines",
    "md": "Markdown",
    "html": "Web page",
    "txt": "Plain text",
}
"""What a reader calls each format."""

_TYPES = {
    "md": "text/markdown",
    "html": "text/html",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "txt": "text/plain",
}


def pack(briefs: Sequence[Brief], name: str) -> dict[str, str]:
    """``name``, media ``type`` and base64 ``data`` of one file: the brief in the format ``name``,
    or a zip of one file a brief where there are several. ``UsageError`` when there is none."""
    if not briefs:
        raise UsageError("There is nothing to download yet: read an article first.")
    writer = get(name)
    if len(briefs) == 1:
        (brief,) = briefs
        data = writer.write(brief).encode()
        return _file(_stem(brief) + writer.suffix, _TYPES[name], data)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, brief in enumerate(briefs, 1):
            archive.writestr(f"{number:02}-{_stem(brief)}{writer.suffix}", writer.write(brief))
        together = html if name == "html" else markdown
        archive.writestr(
            "digest.html" if name == "html" else "digest.md", together.write(digest(briefs))
        )
    return _file(f"khulasa-{name}.zip", "application/zip", packed.getvalue())


def _stem(brief: Brief) -> str:
    """A plain file name from the English title."""
    title = brief.translation and brief.translation.title
    words = re.sub(r"[^a-z0-9]+", "-", (title.text if title else brief.article.id).lower())
    return words.strip("-")[:60].strip("-") or brief.article.id


def _file(name: str, media: str, data: bytes) -> dict[str, str]:
    return {"name": name, "type": media, "data": base64.b64encode(data).decode()}
