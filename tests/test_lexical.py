"""Word translation probabilities, and the candidates that they prefer."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEngine
from hypothesis import given
from hypothesis import strategies as st

from translate.engines.base import GREEDY, DecodeOptions, Hypothesis, OffersCandidates
from translate.lexical import Reranked, Table, words
from translate.stems import stem
from translate.training.examples import Example
from translate.training.lexical_table import build
from translate.training.tables import pair_files

SOURCE = "رفض الوزير استقبال الوفد التجاري في القصر يوم 12 مايو"
WHOLE = "The minister refused to receive the trade delegation at the palace on 12 May"


class Beam(FakeEngine):
    """Offers fixed candidates, whatever it is asked."""

    def __init__(self, *found: Hypothesis) -> None:
        super().__init__()
        self.found = list(found)
        self.counts: list[int] = []

    def candidates(
        self, texts: Sequence[str], options: DecodeOptions, count: int
    ) -> list[list[Hypothesis]]:
        assert options.beams >= count
        self.counts.append(count)
        return [self.found[:count] for _ in texts]


@pytest.mark.parametrize(
    "worse",
    [
        "The minister refused to receive the delegation",
        "The minister refused to receive the trade delegation at the hospital on 12 May",
        WHOLE + " and then the factory burned because of the strike",
    ],
    ids=("left out", "exchanged", "put in"),
)
def test_words_left_out_exchanged_or_put_in_count_against_a_sentence(worse: str) -> None:
    table = Table.load()
    assert table.adequacy(SOURCE, worse) < table.adequacy(SOURCE, WHOLE) < 0


@pytest.mark.parametrize(
    ("source", "whole", "lacking"),
    [
        ("قتل 25 شخصا في الهجوم", "25 people were killed in the attack", "People were killed"),
        ("وصل الوفد", "The delegation arrived", ""),
        ("دعا الوزير إلى الهدوء", "The minister called for calm", "Zxq vrt"),
    ],
    ids=("a figure", "all", "sense"),
)
def test_what_is_lacking_counts(source: str, whole: str, lacking: str) -> None:
    table = Table.load()
    assert table.adequacy(source, whole) > table.adequacy(source, lacking)


def test_glossary_terms_in_the_source_are_no_additions() -> None:
    table = Table.load()
    prepared = SOURCE.replace("القصر", "the elephant house")
    text = WHOLE.replace("the palace", "the elephant house")
    assert table.adequacy(prepared, text) > table.adequacy(SOURCE, text)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_has_an_adequacy(source: str, text: str) -> None:
    assert -20 < Table.load().adequacy(source, text) <= 0


def test_model_1_learns_what_stands_for_what(tmp_path: Path) -> None:
    pairs = [("بيت كبير", "big house"), ("بيت صغير", "small house"), ("باب كبير", "big door")]
    table = build(Example(arabic, english) for arabic, english in pairs * 3)
    assert table.adequacy("بيت", "house") > table.adequacy("بيت", "big")
    assert table.adequacy("باب صغير", "small door") > table.adequacy("باب صغير", "big house")
    file = tmp_path / "table.safetensors"
    table.save(file)
    again = Table.load(file)
    for arabic, english in pairs:
        assert again.adequacy(arabic, english) == pytest.approx(
            table.adequacy(arabic, english), abs=1e-3
        )
    assert again.signature != Table.load().signature


def test_probabilities_of_the_shipped_table_are_probabilities() -> None:
    table = Table.load()
    keys, chances = table._keys, table._chances
    assert (np.diff(keys) > 0).all() and (chances >= 0).all() and (chances <= 1).all()
    given = keys % len(table._english)  # what an English word may give rise to sums to at most 1
    assert np.bincount(given, chances[0]).max() <= 1.01


def test_stems_and_figures() -> None:
    assert words("وبالمدينة 2,500", "ar")[-1] == words("٢٬٥٠٠", "ar")[0] == "2500"
    assert words("The Cities' cars", "en") == words("the city car", "en")
    assert words("Erdoğan, Öcalan", "en") == words("erdogan ocalan", "en")


def test_the_adequate_candidate_comes_first() -> None:
    short = Hypothesis("The minister refused", -0.30, 4)
    whole = Hypothesis(WHOLE, -0.45, 16)
    engine = Reranked(Beam(short, whole), Table.load(), 4)
    assert isinstance(engine, OffersCandidates)
    assert engine.candidates([SOURCE], DecodeOptions(beams=4), 4) == [[whole, short]]
    assert engine.generate([SOURCE], DecodeOptions(beams=2)) == [whole]


def test_a_much_likelier_candidate_stays_first() -> None:
    sure = Hypothesis(WHOLE.replace("palace", "mansion"), -0.2, 16)
    unsure = Hypothesis(WHOLE, -1.9, 16)
    engine = Reranked(Beam(sure, unsure), Table.load(), 4)
    assert engine.generate([SOURCE], DecodeOptions(beams=4)) == [sure]


def test_what_came_to_no_end_is_last() -> None:
    cut = Hypothesis(WHOLE, -0.2, 16, finished=False)
    empty = Hypothesis("", -0.1, 1)
    short = Hypothesis("The minister refused", -0.9, 4)
    engine = Reranked(Beam(empty, cut, short), Table.load(), 4)
    assert engine.generate([SOURCE], DecodeOptions(beams=4)) == [short]


def test_greedy_search_is_left_as_it_is() -> None:
    beam = Beam(Hypothesis("The minister refused", -0.3, 4), Hypothesis(WHOLE, -0.31, 16))
    engine = Reranked(beam, Table.load(), 4)
    assert engine.generate([SOURCE], GREEDY)[0].text == "The minister refused"
    assert beam.counts == [1]


def test_what_cannot_be_ordered_is_refused() -> None:
    with pytest.raises(TypeError, match="no candidates"):
        Reranked(FakeEngine(), Table.load(), 4)
    with pytest.raises(ValueError, match="cannot be compared"):
        Reranked(Beam(), Table.load(), 0)
    with pytest.raises(ValueError, match="without entries"):
        build([Example("بيت", "house")])


def test_stems_are_the_same_from_many_threads() -> None:
    tokens = [word for path in pair_files()[:4] for word in path.read_text("utf-8").split()][:3000]
    wanted = [stem.__wrapped__(token, "ar") for token in tokens]
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(lambda _: [stem.__wrapped__(t, "ar") for t in tokens], range(4)):
            assert found == wanted


def test_likelihood_is_that_of_the_best_word_in_either_direction() -> None:
    table = Table.load()
    (minister,) = words("وزير", "ar")
    assert table.likelihood(minister, words("the minister of trade", "en")) > 0.3
    assert table.likelihood(minister, words("an orange", "en")) < 0.05
    assert table.likelihood(minister, []) == 0.0
    assert table.likelihood("غغغغ", words("the minister", "en")) == 0.0
