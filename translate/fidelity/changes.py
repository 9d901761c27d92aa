"""What was lost and what was added, told as flags."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from translate.article import Flag, Severity, Span


def tell(
    kind: str,
    lost: Sequence[Span],
    added: Sequence[Span],
    texts: tuple[str, str],
    severity: Callable[[str, bool], Severity],
    *,
    subset: bool = False,
) -> list[Flag]:
    """Flags for spans of the source that the target lost, and of the target that were added.

    A lost and an added one are told as one change, always of high severity, in the order they stand
    in. ``subset`` lets the target leave things out: then nothing is lost and nothing changed.
    ``severity`` takes the printed text, and whether it was lost.
    """
    source, target = texts
    lost = () if subset else lost
    flags = []
    for old, new in zip(lost, added, strict=False):
        note = f"{source[slice(*old)]} became {target[slice(*new)]}"
        flags.append(Flag(kind, "high", note, old, new))
    for new in added[len(lost) :]:
        text = target[slice(*new)]
        note = f"{text} is not in the source"
        flags.append(Flag(kind, severity(text, False), note, None, new))
    for old in lost[len(added) :]:
        text = source[slice(*old)]
        flags.append(Flag(kind, severity(text, True), f"{text} is missing", old, None))
    return flags
