"""Choosing among candidates by what the checks doubt."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest

from translate.engines.base import DecodeOptions, Hypothesis
from translate.rerank import GRAVE, candidates, doubts, least

SOURCE = "اتفق الوزراء، الثلاثاء، على شراء 25 طائرة."
GOOD = "The ministers agreed on Tuesday to buy 25 planes."
NO_DAY = "The ministers agreed to buy 25 planes."
NO_NUMBER = "The ministers agreed on Tuesday to buy planes."


class Candidates:
    """Answers with what it was given and remembers how it was asked."""

    def __init__(self, *candidates: Hypothesis) -> None:
        self.found = list(candidates)
        self.beams: list[int] = []

    def candidates(
        self, texts: Sequence[str], options: DecodeOptions, count: int
    ) -> list[list[Hypothesis]]:
        self.beams.append(options.beams)
        return [self.found[:count] for _ in texts]


def hypothesis(text: str, score: float = -0.5, finished: bool = True) -> Hypothesis:
    return Hypothesis(text, score, len(text.split()), finished)


def chosen(first: str, *others: Hypothesis) -> str:
    return least(hypothesis(first), others, partial(doubts, SOURCE)).text


@pytest.mark.parametrize("worse", [NO_DAY, NO_NUMBER])
def test_a_lost_day_is_as_grave_as_a_lost_number(worse: str) -> None:
    assert doubts(SOURCE, GOOD) == 0
    assert doubts(SOURCE, worse) >= GRAVE


@pytest.mark.parametrize("worse", [NO_DAY, NO_NUMBER])
def test_the_least_doubtful_candidate_is_taken(worse: str) -> None:
    assert chosen(worse, hypothesis(worse), hypothesis(GOOD)) == GOOD


def test_the_first_stays_where_none_is_better() -> None:
    assert chosen(NO_DAY, hypothesis("The ministers agreed to purchase 25 planes.")) == NO_DAY
    assert chosen(GOOD, hypothesis("On Tuesday the ministers agreed to buy 25 planes.")) == GOOD


def test_of_equals_the_likelier_is_taken() -> None:
    other = "On Tuesday the ministers agreed to buy 25 planes."
    assert chosen(NO_DAY, hypothesis(GOOD), hypothesis(other)) == GOOD


@pytest.mark.parametrize("useless", [hypothesis(GOOD, finished=False), hypothesis("")])
def test_what_is_cut_or_empty_is_never_taken(useless: Hypothesis) -> None:
    assert chosen(NO_NUMBER, useless) == NO_NUMBER


def test_the_beam_is_as_wide_as_the_candidates_asked_for() -> None:
    engine = Candidates(hypothesis(GOOD))
    candidates(engine, [SOURCE], DecodeOptions(beams=2), 4)
    candidates(engine, [SOURCE], DecodeOptions(beams=6), 4)
    assert engine.beams == [4, 6]
