"""Lines that only repeat the story, and lines that have nothing to do with it."""

from __future__ import annotations

from collections import Counter, defaultdict

from translate.arabic import fold
from translate.furniture.lines import Line
from translate.furniture.words import Run, runs, stems, words

_QUOTED = 0.7  # of an unstopped line's three-word runs found in one paragraph: a pull quote
_QUOTED_SENTENCE = 0.95  # the same of a whole sentence, which an editor may merely echo
_COMMON = 20  # a run in more lines than this tells none of them apart
_GENERIC = frozenset(
    fold(
        "خلفية تفاصيل تداعيات سياق أسباب نتائج تحليل ردود مواقف أرقام شهادات خلاصة مقدمة خاتمة "
        "تصعيد ماذا من ما"
    ).split()
)


def mark_repeats(lines: list[Line]) -> None:
    """Mark what is printed twice: ``repeat`` for a whole line seen before, ``pull_quote`` for one
    that stands inside a longer paragraph, before or after it."""
    seen: set[tuple[str, ...]] = set()
    kept: list[Line] = []
    own: list[set[Run]] = []
    for line in lines:
        sequence = words(line.text)
        if len(sequence) >= 3 and tuple(sequence) in seen:
            line.kind = "repeat"
            continue
        seen.add(tuple(sequence))
        kept.append(line)
        own.append(runs(sequence))
    where: dict[Run, list[int]] = defaultdict(list)
    for number, found in enumerate(own):
        for run in found:
            where[run].append(number)
    for number, line in enumerate(kept):
        if line.size < 6 or len(own[number]) < 3:
            continue
        shared = Counter(
            other
            for run in own[number]
            if len(where[run]) <= _COMMON
            for other in where[run]
            if other != number and kept[other].kind is None
        )
        if not shared:
            continue
        other, count = shared.most_common(1)[0]
        longer = len(own[other]) > len(own[number])
        excerpt = longer or (kept[other].stopped and not line.stopped)
        needed = _QUOTED_SENTENCE if line.stopped else _QUOTED
        if excerpt and count >= needed * len(own[number]):
            line.kind = "pull_quote"


def mark_strangers(lines: list[Line]) -> None:
    """Mark as ``label`` the two to four words between paragraphs that share no stem with the rest
    of the story: the name of a show or a section. A heading talks of its story and stays."""
    prose = [number for number, line in enumerate(lines) if line.prose]
    if len(prose) < 3:
        return
    said = Counter(stem for line in lines for stem in stems(line.text))
    for line in lines[prose[0] : prose[-1]]:
        if line.stopped or not 2 <= line.size <= 4 or line.text[0] in '"“«' or line.text[-1] == ":":
            continue
        own = stems(line.text)
        generic = not _GENERIC.isdisjoint(words(line.text)[:1])
        if own and not generic and all(said[stem] == 1 for stem in own):
            line.kind = "label"
