"""Whether every number of one side has its counterpart on the other."""

from __future__ import annotations

from collections.abc import Sequence

from translate.article import Flag, Severity
from translate.fidelity.changes import tell
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

    ``subset`` lets the target leave numbers out, as a summary may.
    """
    lost = [n.span for n in source if n.strong and not _accounted(n, target)]
    added = [n.span for n in target if n.strong and not _accounted(n, source)]
    return tell("number", lost, added, (source_text, target_text), _severity, subset=subset)


def _severity(printed: str, lost: bool) -> Severity:
    """Figures are high; number words, which languages add and drop more freely, medium."""
    return "high" if any(map(str.isdigit, printed)) else "medium"
