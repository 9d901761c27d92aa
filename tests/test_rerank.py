"""Choosing among candidates by what the checks doubt and what is lost."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from translate.engines.base import GREEDY, DecodeOptions, Hypothesis
from translate.glossary import Entry, Glossary
from translate.rerank import GRAVE, doubts
from translate.translator import Translator

SOURCE = "اتفق الوزراء، الثلاثاء، على شراء 25 طائرة."
GOOD = "The ministers agreed on Tuesday to buy 25 planes."
NO_DAY = "The ministers agreed to buy 25 planes."
NO_NUMBER = "The ministers agreed on Tuesday to buy planes."
AGAIN = "On Tuesday the ministers agreed to buy 25 planes."


class Offering:
    """Writes ``first``, offers ``others`` and remembers what it was asked."""

    name = signature = "offering"
    max_source_tokens = 20

    def __init__(self, first: str, *others: Hypothesis | str) -> None:
        self.first = hypothesis(first)
        self.others = [hypothesis(o) if isinstance(o, str) else o for o in others]
        self.shown: list[str] = []
        self.beams: list[int] = []

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def generate(self, texts: Sequence[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
        return [self.first for _ in texts]

    def candidates(
        self, texts: Sequence[str], options: DecodeOptions, count: int
    ) -> list[list[Hypothesis]]:
        if any("Zurich" in text for text in texts):
            raise ValueError("no Zurich, please")
        self.shown += texts
        self.beams.append(options.beams)
        return [self.others[:count] for _ in texts]


def hypothesis(text: str, score: float = -0.5, finished: bool = True) -> Hypothesis:
    return Hypothesis(text, score, len(text.split()), finished)


def translated(
    engine: Offering, *sources: str, beams: int = 1, terms: Glossary | None = None, rerank: int = 4
) -> tuple[list[str], Translator]:
    translator = Translator(
        engine, options=DecodeOptions(beams=beams), glossary=terms, checks=False, rerank=rerank
    )
    return [one.text for one in translator.texts(sources)], translator


def chosen(first: str, *others: Hypothesis | str) -> str:
    (text,), _ = translated(Offering(first, *others), SOURCE)
    return text


@pytest.mark.parametrize("worse", [NO_DAY, NO_NUMBER])
def test_a_lost_day_is_as_grave_as_a_lost_number(worse: str) -> None:
    assert doubts(SOURCE, GOOD) == 0
    assert doubts(SOURCE, worse) >= GRAVE


@pytest.mark.parametrize("worse", [NO_DAY, NO_NUMBER])
def test_the_least_doubtful_candidate_is_taken(worse: str) -> None:
    assert chosen(worse, worse, GOOD) == GOOD


def test_the_first_stays_where_none_is_better() -> None:
    assert chosen(NO_DAY, "The ministers agreed to purchase 25 planes.") == NO_DAY
    assert chosen(GOOD, AGAIN) == GOOD


def test_of_equals_the_likelier_is_taken() -> None:
    assert chosen(NO_DAY, GOOD, AGAIN) == GOOD


@pytest.mark.parametrize(
    "useless",
    [
        hypothesis(GOOD, finished=False),
        hypothesis(""),
        hypothesis(GOOD, score=-9.0),
        hypothesis(f"{GOOD} {SOURCE}"),
        hypothesis(f"{GOOD} " + "It was said. " * 40),
    ],
)
def test_what_has_a_fault_is_never_taken(useless: Hypothesis) -> None:
    assert chosen(NO_NUMBER, useless) == NO_NUMBER


@pytest.mark.parametrize(("beams", "wide"), [(2, 4), (6, 6)])
def test_the_beam_is_as_wide_as_the_candidates_asked_for(beams: int, wide: int) -> None:
    engine = Offering(NO_DAY, GOOD)
    _, translator = translated(engine, SOURCE, beams=beams)
    assert (engine.beams, engine.shown) == ([wide], [SOURCE])
    assert translator.counts.rungs["reranked"] == 1


def test_what_lost_a_term_is_asked_for_with_it() -> None:
    terms = Glossary(
        [
            Entry("الوزراء", ("Cabinet members",)),
            Entry("على شراء", ("snap up",), loose=True),
        ]
    )
    found = "On Tuesday Cabinet members agreed to snap up 25 planes."
    engine = Offering(GOOD, GOOD, "On Tuesday the ministers agreed to snap up 25 planes.", found)
    (text,), translator = translated(engine, SOURCE, terms=terms)
    assert engine.shown == ["اتفق Cabinet members، الثلاثاء، snap up 25 طائرة."]
    assert text == found and translator.counts.rungs["spelt-out"] == 1


def test_no_term_is_worth_another_doubt() -> None:
    terms = Glossary([Entry("الوزراء", ("Cabinet members",))])
    worse = "Cabinet members agreed to buy 25 planes."
    assert translated(Offering(GOOD, worse), SOURCE, terms=terms)[0] == [GOOD]


def test_an_attempt_that_fails_costs_no_other_sentence_anything() -> None:
    """The second source fails with its term in English, the third is too long with it."""
    terms = Glossary(
        [Entry("زوريخ", ("Zurich",)), Entry("طائرة", ("jets " * 30,)), Entry("سفينة", ("ship",))]
    )
    sources = ["غرقت سفينة.", "وصل إلى زوريخ.", "هبطت طائرة."]
    engine = Offering("It was there at last.", "A ship was there at last.")
    texts, _ = translated(engine, *sources, terms=terms)
    assert texts == ["A ship was there at last.", "It was there at last.", "It was there at last."]


def test_without_a_choice_what_is_lost_is_asked_for_once_more() -> None:
    terms = Glossary([Entry("الوزراء", ("Cabinet members",))])
    engine = Offering(NO_NUMBER, GOOD)
    assert translated(engine, SOURCE, terms=terms, rerank=0)[0] == [NO_NUMBER]
    assert engine.shown == []
