"""Whether every number of one side has its counterpart on the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translate.article import Flag, Severity, Span
from translate.fidelity.changes import tell
from translate.fidelity.quantity import Quantity


def compare(
    source: Sequence[Quantity],
    target: Sequence[Quantity],
    source_text: str,
    target_text: str,
    *,
    subset: bool = False,
) -> list[Flag]:
    """Flags of kind ``number`` for what was changed, lost or added, and for a percentage that
    became a plain number or the reverse.

    ``subset`` lets the target leave numbers out, as a summary may.
    """
    lost, added = _missing(source, target), _missing(target, source)
    flags = tell("number", lost, added, (source_text, target_text), _severity, subset=subset)
    return flags + list(_percentages(source, target, target_text))


def _missing(numbers: Sequence[Quantity], others: Sequence[Quantity]) -> list[Span]:
    values = {value for other in others for value in other.values}
    parts = {part for other in others for part in other.parts}
    return [
        number.span
        for number in numbers
        if number.strong
        and values.isdisjoint(number.values)
        and parts.isdisjoint(number.values)
        and not (number.parts and values.issuperset(number.parts))
    ]


def _percentages(
    source: Sequence[Quantity], target: Sequence[Quantity], target_text: str
) -> Iterator[Flag]:
    said: dict[float, tuple[set[bool], Span]] = {}
    for old in source:
        for value in old.values:
            said.setdefault(value, (set(), old.span))[0].add(old.percent)
    for new in target:
        same = [said[value] for value in new.values if value in said]
        if same and not any(new.percent in percents for percents, _ in same):
            what = "no percentage" if new.percent else "a percentage"
            note = f"{target_text[slice(*new.span)]} is {what} in the source"
            yield Flag("number", "medium", note, same[0][1], new.span)


def _severity(printed: str, lost: bool) -> Severity:
    """Figures are high; number words, which languages add and drop more freely, medium."""
    return "high" if any(map(str.isdigit, printed)) else "medium"
