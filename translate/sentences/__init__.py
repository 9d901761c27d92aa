"""Sentences of Arabic or English text, with offsets; over-long ones cut at clauses."""

from __future__ import annotations

from translate.sentences.boundaries import trim
from translate.sentences.clauses import limit
from translate.sentences.split import paragraphs, split, split_spans

__all__ = ["limit", "paragraphs", "split", "split_spans", "trim"]
