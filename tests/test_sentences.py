"""Sentence boundaries, paragraphs, and over-long sentences cut at clauses."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.studies.segmentation import gold_paragraphs, score_splitter
from translate.article import Article
from translate.sentences import limit, split, split_spans
from translate.sentences.clauses import halves

NEWS = st.text(
    st.sampled_from(list("ابدم وقال.؟!…،؛:\"“”«»()[]12\n\t د.\u200f\u064bABc'-")), max_size=80
)
ANY = st.one_of(NEWS, st.text())


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in split(text)]


@given(ANY)
def test_offsets_slice_the_text_and_no_character_is_lost(text: str) -> None:
    found = split(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert [one.id for one in found] == list(range(len(found)))
    joined = "".join(one.text for one in found)
    assert "".join(joined.split()) == "".join(text.split())


def test_gold_set() -> None:
    paragraphs = gold_paragraphs()
    score = score_splitter("khulasa", sentences, paragraphs)
    assert score.expected >= 400
    assert score.f1 >= 0.99, score.failed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل د. سامر. ثم غادر.", ["وصل د. سامر.", "ثم غادر."]),
        ('شبكة "سي. إن. إن" الأمريكية. كذا.', ['شبكة "سي. إن. إن" الأمريكية.', "كذا."]),
        ("قال: “نعم”. .", ["قال: “نعم”. ."]),
        ("هل عادوا؟.", ["هل عادوا؟."]),
        ("انتهت.وقال", ["انتهت.", "وقال"]),
        ("بلغ 3.5 بالمئة. ثم هبط.", ["بلغ 3.5 بالمئة.", "ثم هبط."]),
        ("بند، وبند؛ وبند: كله جملة", ["بند، وبند؛ وبند: كله جملة"]),
        ("سطر أول\nسطر ثان", ["سطر أول", "سطر ثان"]),
        ("...", ["..."]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_rules(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "أعلنت إدارة الموانئ في المدينة الساحلية أنها ستغلق الرصيف القديم أمام\n"
        "السفن الكبيرة بعد أن كشف فحص هندسي عن تشققات خطيرة في الدعامات.\n\n"
        "وقال المدير إن الأعمال ستبدأ في الخريف المقبل وتستمر نحو أربعة أشهر\n"
        "كاملة. وطلب من شركات الشحن تحويل رحلاتها إلى المرفأ الجنوبي حتى\n"
        "نهاية العام.\n\n"
        "ورحبت النقابة بالقرار لكنها طالبت بتعويض العمال الذين سيتوقف عملهم\n"
        "طوال تلك المدة، وهددت بالإضراب إن لم يستجب لمطالبها خلال أسبوع.\n"
    )
    found = split(wrapped)
    assert [one.paragraph for one in found] == [0, 1, 1, 2]
    assert "\n" in found[0].text


def test_a_list_of_lines_stays_a_list() -> None:
    lines = "\n".join(
        f"أعلنت الوزارة القرار رقم {number} بشأن رسوم المدارس الخاصة" for number in range(9)
    )
    assert len(split(lines)) == 9


def article(text: str) -> Article:
    return Article("a", "-", text, tuple(split_spans(text, [(0, len(text))])))


def count_words(texts: list[str] | tuple[str, ...]) -> list[int]:
    return [len(text.split()) for text in texts]


LONG = (
    "قالت الوزيرة إن الخطة تشمل بناء ثلاث محطات جديدة، وإن العمل سيبدأ في الربيع المقبل، حيث رصدت "
    "الحكومة مبلغا كبيرا لهذا الغرض؛ كما أوضحت أن المرحلة الثانية تشمل مد الأنابيب إلى القرى"
)


def test_limit_cuts_at_clauses_and_says_so() -> None:
    text = f"{LONG}. وانتهى الاجتماع."
    whole = article(text)
    cut = limit(whole, 12, count_words)
    assert all(size <= 12 for size in count_words([one.text for one in cut.sentences]))
    assert [one.id for one in cut.sentences] == list(range(len(cut.sentences)))
    assert cut.sentences[0].split is None
    assert {one.split for one in cut.sentences[1:-1]} == {"clause"}
    assert cut.sentences[-1].split is None
    assert any(one.text.endswith("؛") for one in cut.sentences)
    joined = "".join(one.text for one in cut.sentences)
    assert "".join(joined.split()) == "".join(text.split())


def test_limit_cuts_after_a_list_rather_than_inside_it() -> None:
    guests = "بعد لقاء ضم سفير اليابان، والمبعوث الخاص لشؤون السلام، والوزير الجديد،"
    news = "أعلنت وزارة الخارجية أن الوفود الثلاثة ستجتمع مرة أخرى الشهر المقبل."
    cut = limit(article(f"{guests} {news}"), 14, count_words)
    assert [sentence.text for sentence in cut.sentences] == [guests, news]


@pytest.mark.parametrize("mark", ["، والتقى ", ": والآن "])
def test_halves_cut_before_a_verb_that_looks_like_a_member(mark: str) -> None:
    first, second = "زار الوفد المدينة القديمة التي تقع شمالا", "رئيس الوزراء في مكتبه أمس"
    cut = mark.index(" ") + 1
    assert halves(f"{first}{mark}{second}") == [first + mark[: cut - 1], mark[cut:] + second]


def test_limit_leaves_what_fits() -> None:
    whole = article(f"{LONG}.")
    assert limit(whole, 1000, count_words) is whole


def test_limit_cuts_a_word_longer_than_the_budget() -> None:
    cut = limit(article("ا" * 100), 10, lambda texts: [len(text) for text in texts])
    assert all(len(one.text) <= 10 for one in cut.sentences)
    assert {one.split for one in cut.sentences[1:]} == {"length"}


def test_limit_refuses_an_empty_budget() -> None:
    with pytest.raises(ValueError, match="budget"):
        limit(article("نص"), 0, count_words)


@settings(max_examples=50)
@given(st.text(st.sampled_from(list("اب وكما،؛. ")), min_size=1, max_size=200), st.integers(1, 8))
def test_limit_loses_nothing(text: str, budget: int) -> None:
    whole = article(text)
    cut = limit(whole, budget, count_words)
    before = "".join(one.text for one in whole.sentences)
    after = "".join(one.text for one in cut.sentences)
    assert "".join(after.split()) == "".join(before.split())
    assert all(text[one.start : one.end] == one.text for one in cut.sentences)


@pytest.mark.parametrize(
    "unit", ["ا", ".", '"', "(", "و ", "ا. ", "د.", '؟"', "ا...", "[", "ا،", "(ا.) ", ':"ا؟" ']
)
def test_long_runs_do_not_hang(unit: str) -> None:
    started = time.process_time()
    split(unit * (300_000 // len(unit)))
    assert time.process_time() - started < 10


def test_halves_cut_once_at_a_clause_or_not_at_all() -> None:
    assert halves("قال الوزير إن الخطة جاهزة، وإن العمل سيبدأ غدا") == [
        "قال الوزير إن الخطة جاهزة،",
        "وإن العمل سيبدأ غدا",
    ]
    assert halves("عاد الوفد") == halves("كلمة") == halves("") == []
