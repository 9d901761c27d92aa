"""Scores while training: each held-out pair is asked for its own task."""

from collections.abc import Sequence

import pytest
from fakes import FakeEngine

from translate.engines.base import Hypothesis
from translate.training.examples import Example
from translate.training.validate import fitting, score

PAIRS = [
    Example(
        "وصل الوزير إلى دمشق مساء الأحد", "The minister arrived in Damascus on Sunday", "translate"
    ),
    Example("The minister came.", "Minister arrives for talks in the capital", "title"),
    Example(
        "غادر الوفد المدينة صباح اليوم", "The delegation left the city this morning", "translate"
    ),
]


def test_every_pair_is_scored_by_its_task() -> None:
    asked: list[tuple[str, int]] = []

    def generate(task: str, sources: Sequence[str]) -> list[Hypothesis]:
        asked.append((task, len(sources)))
        answers = {pair.source: pair.target for pair in PAIRS if pair.task == task}
        return [Hypothesis(answers[source], -0.1, 5) for source in sources]

    scores = score(generate, PAIRS)
    assert asked == [("title", 1), ("translate", 2)]
    assert scores.bleu == pytest.approx(100) and scores.chrf == pytest.approx(100)
    assert scores.unfinished == 0


def test_what_is_too_long_for_the_engine_counts_as_unfinished() -> None:
    engine = FakeEngine()
    found = fitting(engine, ["a b", "long " * 300, "c"])
    assert [one.finished for one in found] == [True, False, True] and not found[1].text
    assert engine.calls == [["a b", "c"]]


def test_what_was_cut_is_counted() -> None:
    def generate(task: str, sources: Sequence[str]) -> list[Hypothesis]:
        return [Hypothesis("", -1.0, 9, finished=task == "title") for _ in sources]

    scores = score(generate, PAIRS)
    assert scores.unfinished == pytest.approx(2 / 3) and scores.bleu == 0
