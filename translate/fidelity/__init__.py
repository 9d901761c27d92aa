"""Checks on the English of an Arabic sentence."""

from translate.fidelity.checks import check

__all__ = ["check"]
