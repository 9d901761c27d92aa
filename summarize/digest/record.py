"""A digest as one JSON object, schema 1: the fields of ``summarize.digest.model``, by name.

A ``cite`` is ``[article, sentence]``: the number in ``articles`` and the id of its
sentence.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from summarize.digest.model import Digest

SCHEMA = 1
"""Raised whenever a field is renamed, removed or changes its meaning; never for an added one."""


def write(digest: Digest) -> str:
    """The whole file."""
    record = {"schema": SCHEMA, "kind": "digest", **asdict(digest)}
    return json.dumps(record, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
