"""Negation, length, loops, leftover Arabic; all checks on any text; rates on real data."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.studies.fidelity import LABELS
from benchmarks.tasks.stored import lines, read_stored
from translate.fidelity import KINDS, check, check_english

ARABIC = "وقع الوزيران الاتفاق في العاصمة بعد محادثات طويلة"
ENGLISH = "The two ministers signed the agreement in the capital after long talks"


def kinds(arabic: str, english: str) -> list[str]:
    return [flag.kind for flag in check(arabic, english)]


def test_a_faithful_sentence_has_no_flag() -> None:
    assert check(ARABIC, ENGLISH) == ()


@pytest.mark.parametrize(
    ("arabic", "english", "flagged"),
    [
        ("لم يوافق البرلمان على القانون", "Parliament approved the law", True),
        ("لم يوافق البرلمان على القانون", "Parliament rejected the law", False),
        ("لم يوافق البرلمان على القانون", "Parliament did not approve the law", False),
        ("وافق البرلمان على القانون", "Parliament did not approve the law", True),
        ("لا يزال الطريق مغلقا", "The road is still closed", False),
        ("ليس هناك ماء", "There is water", True),
        ("رفض البرلمان القانون", "Parliament did not approve the law", False),
        ("لم يحضر ولم يعتذر", "He did not come and apologised", True),
        ("لا سيما في الشمال", "Especially in the north", False),
    ],
)
def test_negation(arabic: str, english: str, flagged: bool) -> None:
    assert ("negation" in kinds(arabic, english)) == flagged


def test_negation_between_english_and_english() -> None:
    source = "The minister did not agree to the plan."
    assert [f.kind for f in check_english(source, "The minister agreed to the plan.")] == [
        "negation"
    ]
    assert check_english(source, "The minister did not agree.") == ()
    added = check_english("The minister agreed.", "The minister never agreed.")
    assert [f.kind for f in added] == ["negation"]


@pytest.mark.parametrize("english", ["", "   ", "…", "Yes", "The capital " + "of the state " * 20])
def test_length(english: str) -> None:
    assert "length" in kinds(ARABIC * 2, english)


def test_no_words_need_no_english() -> None:
    assert check("***", "") == ()


def test_left_over_arabic_is_marked() -> None:
    english = "The two ministers signed الاتفاق الجديد in the capital"
    [flag] = [flag for flag in check(ARABIC, english) if flag.kind == "untranslated"]
    assert flag.target_span is not None
    assert english[slice(*flag.target_span)] == "الاتفاق الجديد"


@pytest.mark.parametrize(
    ("english", "flagged"),
    [
        ("They signed it, signed it, signed it, signed it in the capital", True),
        ("They signed the long agreement in town the long agreement in town", True),
        ("They said it was very, very good", False),
        ("The Soviet Union, the largest state of its day", False),
    ],
)
def test_loops(english: str, flagged: bool) -> None:
    assert ("loop" in kinds(ARABIC, english)) == flagged


def test_a_loop_of_the_source_is_no_fault() -> None:
    assert "loop" not in kinds("لا لا لا لا لا لا", "No no no no no no")


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_checked_and_spans_lie_inside_it(source: str, target: str) -> None:
    for flags in (check(source, target), check_english(source, target)):
        for flag in flags:
            assert flag.kind in KINDS
            for span, text in ((flag.source_span, source), (flag.target_span, target)):
                assert span is None or 0 <= span[0] <= span[1] <= len(text)


@given(st.text("ابتنمل ٣٤1290.,:/%-وفق", max_size=40), st.text("ab12 0.,:/%-$mkth", max_size=40))
def test_any_figures_are_read(source: str, target: str) -> None:
    check(source, target)
    check_english(target, target)


@pytest.mark.parametrize(
    "unit", ["a", "a ", "1,", "1 ", "لا ", "و", "٣٬", "Aa ", "not ", "؟", "1:"]
)
def test_long_monotonous_text_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        check(text, text)
        return time.process_time() - start

    seconds(1_000)
    assert seconds(16_000) < 1.0 + 12 * seconds(4_000)


def test_english_against_itself_is_clean() -> None:
    text = "On Monday Shin Won-sik, 65, did not meet 12 UN envoys at 9:30 p.m. in Kraków"
    assert check_english(text, text) == ()


def test_number_errors_of_a_public_system(data: Path) -> None:
    """The bar: 80% of the marked number errors, and 1% of human references flagged."""
    [task] = [task for task in read_stored(data / "peers") if task.name == "flores-dev"]
    [output] = [output for output in task.stored if output.system == "opusmt"]
    rows = [line.split("\t") for line in lines(LABELS / "flores-dev.opusmt.tsv") if line[0] != "#"]
    true = {number for number, kind in rows if kind == "number"}
    false_alarms = sum("number" in kinds(i.source, i.reference) for i in task.items)
    found = {
        item.id
        for item, text in zip(task.items, output.texts, strict=True)
        if item.id in true and "number" in kinds(item.source, text)
    }
    assert len(found) >= 0.8 * len(true)
    assert false_alarms <= 0.01 * len(task.items)
