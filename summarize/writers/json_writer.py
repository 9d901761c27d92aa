"""The record, indented for reading."""

from __future__ import annotations

import json

from summarize.record import to_record
from summarize.summary import Brief


def write(brief: Brief) -> str:
    """One JSON object. Raises ``ValueError`` for a score that JSON cannot hold (NaN, infinity)."""
    return json.dumps(to_record(brief), ensure_ascii=False, allow_nan=False, indent=2) + "\n"
