"""How many errors the fidelity checks find, and how often they cry wolf.

    python -m benchmarks.studies.fidelity DATA

DATA holds ``peers/`` (stored outputs of public systems on FLORES), ``parallel/``, ``eval/`` and
``lexicon/``. Four tables: segments of human references with a flag (nearly all of them false);
number errors of opus-mt found, against the lines that a reader marked in ``labels``; errors
planted in references and found; and the speed.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.tasks.base import Task
from benchmarks.tasks.parallel import read_tsv
from benchmarks.tasks.stored import lines, read_stored
from translate import gazetteer
from translate.article import Flag
from translate.fidelity import KINDS, check, lexicon
from translate.fidelity.dates import ENGLISH_MONTHS, ENGLISH_WEEKDAYS
from translate.fidelity.names import candidates
from translate.fidelity.tokens import scan

Pair = tuple[str, str]
Plant = Callable[[str, random.Random], "tuple[str, tuple[int, int]] | None"]
"""English to English with an error in it and where the error stands; ``None`` if it has no room."""

LABELS = Path(__file__).parent / "labels"
REFERENCES = ("parallel/tico19.tsv", "parallel/unpc.tsv", "eval/ud-pud.tsv")
PLANTED_IN = ("flores-test", "ud-pud")
FAMOUS = (
    *("Shinzo Abe", "Vladimir Putin", "Barack Obama", "Angela Merkel", "Nelson Mandela"),
    *("Emmanuel Macron", "Boris Johnson", "Donald Trump", "Narendra Modi", "Justin Trudeau"),
    *("Bill Clinton", "Margaret Thatcher", "Tony Blair", "Hillary Clinton", "Kofi Annan"),
    *("Fidel Castro", "Hugo Chavez", "Silvio Berlusconi", "Nicolas Sarkozy", "Xi Jinping"),
)
"""Names that a language model is fond of."""
KNOWN = tuple(n for n in sorted(gazetteer.names()) if not lexicon.is_common(n.lower()))
MONTHS = tuple(month.title() for month in ENGLISH_MONTHS if month not in ("march", "may"))
WEEKDAYS = tuple(day.title() for day in ENGLISH_WEEKDAYS)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("data", type=Path, metavar="DATA", nargs="?", default=_default())
    data = parser.parse_args().data
    stored = {task.name: task for task in read_stored(data / "peers")}
    references = {name: _pairs(task) for name, task in stored.items()}
    references |= {Path(name).stem: _pairs(read_tsv(data / name)) for name in REFERENCES}
    _false_alarms(references)
    _number_errors(stored["flores-dev"])
    people = _people(data / "lexicon" / "ne-pers-hkiri.tsv")
    for name in PLANTED_IN:
        _planted(name, references[name], people)
    _speed(references["flores-dev"])


def _default() -> Path:
    return Path(os.environ.get("KHULASA_DATA", "../shared/data"))


def _pairs(task: Task) -> list[Pair]:
    return [(item.source, item.reference) for item in task.items]


def _false_alarms(references: dict[str, list[Pair]]) -> None:
    print("\nSegments of human references with a flag, %")
    print(f"{'set':14}{'n':>6}" + "".join(f"{kind:>13}" for kind in KINDS) + f"{'name, high':>13}")
    for name, pairs in references.items():
        flags = [check(*pair) for pair in pairs]
        shares = [_share(flags, kind) for kind in KINDS] + [_share(flags, "name", ("high",))]
        print(f"{name:14}{len(pairs):6}" + "".join(f"{100 * share:13.2f}" for share in shares))


def _share(
    segments: Sequence[Sequence[Flag]],
    kind: str,
    severities: Sequence[str] = ("high", "medium", "low"),
) -> float:
    hits = (any(f.kind == kind and f.severity in severities for f in flags) for flags in segments)
    return sum(hits) / len(segments)


def _number_errors(task: Task) -> None:
    [output] = [output for output in task.stored if output.system == "opusmt"]
    rows = [line.split("\t") for line in lines(LABELS / "flores-dev.opusmt.tsv") if line[0] != "#"]
    print("\nopus-mt on flores-dev, errors that a reader marked")
    for kind in ("number", "date"):
        true = {number for number, marked in rows if marked == kind}
        found = {
            item.id
            for item, text in zip(task.items, output.texts, strict=True)
            if any(flag.kind == kind for flag in check(item.source, text))
        }
        hits = len(true & found)
        print(f"{kind:8} {hits} of {len(true)} found, {len(found - true)} other segments flagged")


def _people(path: Path) -> list[str]:
    """Full names that hold no common word."""
    names = (line.split("\t")[1] for line in lines(path))
    return [
        name
        for name in names
        if re.fullmatch(r"(?:[A-Z][a-z]+ ){1,2}[A-Z][a-z]+", name)
        and not any(lexicon.is_common(word.lower()) for word in name.split())
    ]


def _planted(name: str, pairs: Sequence[Pair], people: Sequence[str]) -> None:
    plants: dict[str, tuple[str, Plant]] = {
        "another full name": ("name", lambda text, rng: _full_name(text, rng.choice(people))),
        "a famous full name": ("name", lambda text, rng: _full_name(text, rng.choice(FAMOUS))),
        "another surname": ("name", lambda text, rng: _surname(text, rng.choice(people), rng)),
        "another known name": ("name", lambda text, rng: _word(text, KNOWN, rng)),
        "another digit": ("number", _digit),
        "another month": ("date", lambda text, rng: _word(text, MONTHS, rng)),
        "another weekday": ("date", lambda text, rng: _word(text, WEEKDAYS, rng)),
        "a negation dropped": ("negation", _without_not),
        "a negation put in": ("negation", _with_not),
    }
    print(f"\nErrors planted in the references of {name}: found, % (of high severity, %)")
    for what, (kind, plant) in plants.items():
        rng = random.Random(what)
        tried = found = high = 0
        for source, reference in pairs:
            planted = plant(reference, rng)
            if planted is None or any(f.kind == kind for f in check(source, reference)):
                continue
            text, (start, end) = planted
            flags = [
                flag
                for flag in check(source, text)
                if flag.kind == kind
                and (
                    flag.target_span is None
                    or (flag.target_span[0] < end and start < flag.target_span[1])
                )
            ]
            tried += 1
            found += bool(flags)
            high += any(flag.severity == "high" for flag in flags)
        if tried:
            print(f"{what:20} n={tried:<5} {100 * found / tried:5.1f} ({100 * high / tried:.1f})")


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of two or more name words in a row."""
    run: list[tuple[int, int]] = []
    for name in candidates(scan(text)):
        if not name.follows:
            if len(run) > 1:
                yield run[0][0], run[-1][1]
            run = []
        run.append(name.span)
    if len(run) > 1:
        yield run[0][0], run[-1][1]


def _replaced(text: str, span: tuple[int, int], new: str) -> tuple[str, tuple[int, int]]:
    return text[: span[0]] + new + text[span[1] :], (span[0], span[0] + len(new))


def _full_name(text: str, new: str) -> tuple[str, tuple[int, int]] | None:
    span = next(_runs(text), None)
    return None if span is None else _replaced(text, span, new)


def _surname(text: str, new: str, rng: random.Random) -> tuple[str, tuple[int, int]] | None:
    span = next(_runs(text), None)
    if span is None:
        return None
    words = [match.span() for match in re.finditer(r"\S+", text[slice(*span)])]
    start, end = words[-1]
    return _replaced(text, (span[0] + start, span[0] + end), new.split()[-1])


def _digit(text: str, rng: random.Random) -> tuple[str, tuple[int, int]] | None:
    figures = [match.span() for match in re.finditer(r"(?<!\w)\d[\d,.]*(?!\w)", text)]
    if not figures:
        return None
    start, end = rng.choice(figures)
    at = rng.choice([i for i in range(start, end) if text[i].isdigit()])
    other = rng.choice([digit for digit in "123456789" if digit != text[at]])
    return text[:at] + other + text[at + 1 :], (start, end)


def _word(
    text: str, words: Sequence[str], rng: random.Random
) -> tuple[str, tuple[int, int]] | None:
    match = re.search(rf"\b(?:{'|'.join(words)})\b", text)
    if match is None:
        return None
    return _replaced(text, match.span(), rng.choice([word for word in words if word != match[0]]))


def _without_not(text: str, rng: random.Random) -> tuple[str, tuple[int, int]] | None:
    match = re.search(r"(?<=[a-z])(?: not|n't) (?!only)", text)
    return None if match is None else _replaced(text, match.span(), " ")


def _with_not(text: str, rng: random.Random) -> tuple[str, tuple[int, int]] | None:
    match = re.search(r"\b(?:was|is|were|are|has|had|will|can)\b", text)
    return None if match is None else _replaced(text, match.span(), f"{match[0]} not")


def _speed(pairs: Sequence[Pair]) -> None:
    check(*pairs[0])
    for lap in ("first", "second"):
        start = time.process_time()
        for pair in pairs:
            check(*pair)
        rate = len(pairs) / (time.process_time() - start)
        print(
            f"\n{rate:.0f} segments a second of processor time, {lap} pass over flores-dev", end=""
        )
    print()


if __name__ == "__main__":
    main()
