"""Length-sorted batches under a token budget, for any engine."""

from __future__ import annotations

from collections.abc import Sequence


def batches(
    lengths: Sequence[int], budget: int, at_least: int = 1, *, equal: bool = False
) -> list[list[int]]:
    """Indices grouped so that no batch pads to more than ``budget`` tokens, longest first.

    A text longer than the budget is a batch of its own. ``at_least`` batches are made where there
    are that many texts, so that every worker has one. ``equal`` puts only texts of one length
    together, so that there is no padding at all.
    """
    if not lengths:
        return []
    budget = min(budget, max(max(lengths), -(-sum(lengths) // at_least)))
    found: list[list[int]] = []
    width = 0
    for index in sorted(range(len(lengths)), key=lambda index: (-lengths[index], index)):
        fits = bool(found) and (len(found[-1]) + 1) * width <= budget
        if fits and not (equal and lengths[index] != width):
            found[-1].append(index)
        else:
            found.append([index])
            width = max(1, lengths[index])
    return found
