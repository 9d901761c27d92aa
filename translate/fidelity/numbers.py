"""Whether every number of one side has its counterpart on the other."""

from __future__ import annotations

from collections.abc import Sequence

from translate.article import Flag, Severity
from translate.fidelity.quantity import Quantity


def _accounted(number: Quantity, others: Sequence[Quantity]) -> bool:
    if any(number.values & other.values for other in others):
        return True
    if number.parts and all(any(part in other.values for other in others) for part in number.parts):
        return True
    return any(other.parts and number.values & frozenset(other.parts) for other in others)


def compare(
    source: Sequence[Quantity],
    target: Sequence[Quantity],
    source_text: str,
    target_text: str,
    *,
    subset: bool = False,
) -> list[Flag]:
    """Flags of kind ``number`` for what was changed, lost or added.

    ``subset`` lets the target leave numbers out, as a summary may. A lost and an added number are
    told as one change when they stand in the same order.
    """
    lost = [n for n in source if n.strong and not _accounted(n, target)]
    added = [n for n in target if n.strong and not _accounted(n, source)]
    flags = []
    for old, new in zip(lost, added, strict=False):
        flags.append(
            Flag(
                "number",
                "high",
                f"{_show(old, source_text)} became {_show(new, target_text)}",
                old.span,
                new.span,
            )
        )
    for new in added[len(lost) :]:
        note = f"{_show(new, target_text)} is not in the source"
        flags.append(Flag("number", _severity(new, target_text), note, None, new.span))
    if not subset:
        for old in lost[len(added) :]:
            note = f"{_show(old, source_text)} is missing"
            flags.append(Flag("number", _severity(old, source_text), note, old.span, None))
    return flags


def _show(number: Quantity, text: str) -> str:
    return text[slice(*number.span)]


def _severity(number: Quantity, text: str) -> Severity:
    """Figures are high; number words, which languages add and drop more freely, medium."""
    return "high" if any(c.isdigit() for c in _show(number, text)) else "medium"
