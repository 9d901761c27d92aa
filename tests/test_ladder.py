"""The ladder: what is wrong with a decode, what is tried next, and what is kept in the end."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fakes import FakeEngine, english_of

from translate.engines.base import GREEDY, DecodeOptions, Hypothesis
from translate.ladder import LOW_SCORE, Ladder, Outcome

SOURCE = "وصل الوفد إلى العاصمة مساء أمس"
GOOD = "The delegation arrived last night."
OTHER = "The delegation came yesterday evening."
WORDY = f"{GOOD} A crowd had been waiting for it since noon in the rain outside the main gate."
WORDY_TOO = f"{OTHER} A band played, and children from two schools sang on the steps of the palace."
LOOP = "go go go go go go go"
TWO_CLAUSES = "وصل الوفد إلى العاصمة مساء أمس، وقال الوزير إن الرحلة كانت طويلة"
LATER = "The minister said that the trip was long."


def said(text: str, score: float = -0.5, tokens: int = 5, finished: bool = True) -> Hypothesis:
    return Hypothesis(text, score, tokens, finished)


class Scripted(FakeEngine):
    """Answers the calls in turn, and is at a loss when the answers run out."""

    def __init__(self, *answers: Sequence[Hypothesis]) -> None:
        super().__init__()
        self._answers = list(answers)
        self.options: list[DecodeOptions] = []

    def generate(self, texts: Sequence[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
        self.calls.append(list(texts))
        self.options.append(options)
        return list(self._answers.pop(0)) if self._answers else [said("") for _ in texts]


class Choking(FakeEngine):
    """Raises for any batch that holds the one sentence it cannot do."""

    def __init__(self, bad: str) -> None:
        super().__init__()
        self._bad = bad
        self.options: list[DecodeOptions] = []

    def generate(self, texts: Sequence[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
        self.options.append(options)
        found = super().generate(texts, options)
        if self._bad in texts:
            raise RuntimeError("out of memory")
        return found


def rungs(*answers: Hypothesis) -> Outcome:
    """What becomes of one sentence that gets these answers, one on each rung."""
    (outcome,) = Ladder(Scripted(*([answer] for answer in answers)), GREEDY).decode([SOURCE])
    return outcome


def clauses(*answers: Hypothesis) -> Outcome:
    """What becomes of a sentence of two clauses when only these answers say anything."""
    engine = Scripted(*[[said("")]] * 3, answers)
    (outcome,) = Ladder(engine, GREEDY).decode([TWO_CLAUSES])
    return outcome


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (said(""), "the model wrote nothing"),
        (said(LOOP), "the model repeats itself"),
        (said(GOOD, finished=False), "the model did not come to an end"),
        (said(SOURCE), "Arabic is left in the English"),
    ],
)
def test_a_text_that_is_no_use_is_not_shown(answer: Hypothesis, fault: str) -> None:
    outcome = rungs(*[answer] * 3)
    assert (outcome.text, outcome.rung, outcome.fault) == (None, "plain", fault)


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (said(WORDY), "the English is far too short or too long"),
        (said(GOOD, -4.0), "the model is unsure (mean log-probability -4.00)"),
    ],
)
def test_a_doubtful_text_is_kept_with_its_fault(answer: Hypothesis, fault: str) -> None:
    assert rungs(*[answer] * 3) == Outcome(answer.text, answer.score, 5, "plain", fault)


def test_a_score_that_is_just_not_low_is_no_fault() -> None:
    assert rungs(said(GOOD, LOW_SCORE)) == Outcome(GOOD, LOW_SCORE, 5, "plain")


@pytest.mark.parametrize(("letters", "rung"), [(27, "plain"), (26, "ngram-block")])
def test_a_tenth_of_the_letters_may_be_a_quoted_arabic_word(letters: int, rung: str) -> None:
    quoting = "The delegates all shouted “نصر” " + "a" * (letters - 22)
    assert rungs(said(quoting), said(GOOD)).rung == rung


def test_a_doubtful_text_beats_none() -> None:
    assert rungs(said(""), said(GOOD, -4.0)).rung == "ngram-block"
    assert rungs(said(GOOD, -4.0), said("")).rung == "plain"


def test_of_two_doubtful_texts_the_likelier_is_kept() -> None:
    assert rungs(said(GOOD, -4.0), said(OTHER, -3.0)).text == OTHER
    assert rungs(said(GOOD, -3.0), said(OTHER, -4.0)).text == GOOD


def test_of_two_equally_likely_texts_the_first_is_kept() -> None:
    assert rungs(said(WORDY, 0.0), said(WORDY_TOO, 0.0)).text == WORDY


def test_what_was_kept_is_counted_as_doubtful_or_as_source() -> None:
    engine = Scripted([said(GOOD, -4.0), said(""), said(GOOD)])
    ladder = Ladder(engine, GREEDY)
    ladder.decode([SOURCE, SOURCE, SOURCE])
    assert (ladder.counts["doubtful"], ladder.counts["kept-source"]) == (1, 1)


def test_a_wide_search_is_doubled_on_the_third_rung() -> None:
    engine = Scripted()
    Ladder(engine, DecodeOptions(beams=3)).decode([SOURCE])
    assert [options.beams for options in engine.options] == [3, 3, 6]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (200, Outcome(english_of("كلمة " * 200), -0.5, 200, "plain")),
        (201, Outcome(None, None, 0, "plain", "too long for the model")),
    ],
)
def test_a_text_is_decoded_up_to_the_length_that_the_model_takes(
    words: int, expected: Outcome
) -> None:
    assert Ladder(FakeEngine(), GREEDY).decode(["كلمة " * words]) == [expected]


def test_a_sentence_that_fails_is_found_by_halving_and_the_others_are_done() -> None:
    sources = [f"{SOURCE} {number}" for number in range(4)]
    engine = Choking(sources[1])
    outcomes = Ladder(engine, GREEDY).decode(sources)
    assert engine.calls[:5] == [sources, sources[:2], sources[:1], sources[1:2], sources[2:]]
    assert [outcome.fault for outcome in outcomes] == [
        *(None, "the engine failed: out of memory", None, None)
    ]


def test_the_halves_of_a_batch_are_decoded_as_the_whole_was_to_be() -> None:
    options = DecodeOptions(beams=2)
    engine = Choking(SOURCE)
    Ladder(engine, options).decode([SOURCE, f"{SOURCE} 1"])
    assert engine.options[:3] == [options] * 3


def test_a_sentence_that_the_engine_leaves_out_is_said_to_be_so() -> None:
    (outcome,) = Ladder(Scripted([], [], []), GREEDY).decode([SOURCE])
    assert outcome.fault == "the engine failed: 0 hypotheses for 1 sources"


def test_the_log_says_which_engine_failed_and_why(caplog: pytest.LogCaptureFixture) -> None:
    Ladder(Choking(SOURCE), GREEDY).decode([SOURCE])
    assert "fake" in caplog.text and "out of memory" in caplog.text


def test_clauses_are_joined_with_the_mean_score_of_their_tokens() -> None:
    found = clauses(said(GOOD, -0.5, 6), said(LATER, -1.0, 2))
    assert found == Outcome(f"{GOOD} {LATER}", -0.625, 8, "clauses")


def test_clauses_are_searched_as_on_the_first_rung() -> None:
    engine = Scripted()
    Ladder(engine, DecodeOptions(beams=3)).decode([TWO_CLAUSES])
    assert engine.options[3] == engine.options[0]


@pytest.mark.parametrize("half", [said(""), said(LATER, finished=False), said(LATER, -9.0)])
def test_one_bad_clause_spoils_the_sentence(half: Hypothesis) -> None:
    assert clauses(said(GOOD, -0.1, 50), half).text is None
    assert clauses(half, said(GOOD, -0.1, 50)).text is None
