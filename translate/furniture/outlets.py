"""Agencies, outlets and the places that datelines name, folded."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from translate.arabic import fold


def _names(table: str) -> frozenset[str]:
    text = files(__package__).joinpath(table).read_text("utf-8")
    return frozenset(fold(name) for name in text.replace("\n", "|").split("|") if name.strip())


@cache
def agencies() -> frozenset[str]:
    """Agencies and outlets, as tags, bylines and photo credits name them."""
    return _names("agencies.txt")


@cache
def places() -> frozenset[str]:
    """Cities and regions that datelines open with."""
    return _names("places.txt")
