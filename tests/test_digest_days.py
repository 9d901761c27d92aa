"""Arabic mentions of time, told from the day of printing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.digest.days import mentions

PRINTED = date(2023, 11, 9)  # a Thursday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوفد في 12 مارس 2022 إلى العاصمة.", "2022-03-12"),
        ("وصل الوفد يوم 12 تشرين الأول.", "2023-10-12"),
        ("يبدأ المهرجان في 3 يناير.", "2024-01-03"),
        ("وقع ذلك في سبتمبر/أيلول الماضي.", "2023-09"),
        ("وقع ذلك في ديسمبر الماضي.", "2022-12"),
        ("ينطلق البرنامج في ديسمبر المقبل.", "2023-12"),
        ("ينطلق البرنامج في مارس المقبل.", "2024-03"),
        ("أطلقت المبادرة في يونيو.", "2023-06"),
        ("تأسست الجمعية في يوليو 1998.", "1998-07"),
        ("قال اليوم الخميس إن الأمر انتهى.", "2023-11-09"),
        ("قالت الوزارة الخميس إن الأمر انتهى.", "2023-11-09"),
        ("وصل الخميس الماضي إلى المدينة.", "2023-11-02"),
        ("وصل أمس الأربعاء إلى المدينة.", "2023-11-08"),
        ("وصل أول أمس الثلاثاء إلى المدينة.", "2023-11-07"),
        ("تبدأ الأحد المقبل جولة جديدة.", "2023-11-12"),
        ("عقد الاجتماع أمس.", "2023-11-08"),
        ("يعقد الاجتماع غدا.", "2023-11-10"),
        ("ارتفعت الأسعار الشهر الماضي.", "2023-10"),
        ("ارتفعت الأسعار العام الماضي.", "2022"),
        ("تأسست الدولة عام 1971.", "1971"),
    ],
)
def test_one_mention(text: str, expected: str) -> None:
    assert [mention.date for mention in mentions(text, PRINTED)] == [expected]


def test_the_turn_of_the_year() -> None:
    january = date(2024, 1, 15)
    assert [m.date for m in mentions("انخفض السعر الشهر الماضي.", january)] == ["2023-12"]
    assert [m.date for m in mentions("اجتمعوا في ديسمبر.", january)] == ["2023-12"]
    assert [m.date for m in mentions("سافروا في 28 ديسمبر.", january)] == ["2023-12-28"]


def test_without_a_day_of_printing_only_full_dates_are_placed() -> None:
    text = "وصل الثلاثاء بعد لقاء في 5 مايو 2021 وآخر في يونيو."
    assert [mention.date for mention in mentions(text, None)] == [None, "2021-05-05", None]


@pytest.mark.parametrize("text", ["مارس الرياضة طويلا.", "لا أحد يعرف.", "31 يونيو", ""])
def test_what_is_no_mention(text: str) -> None:
    assert not [mention for mention in mentions(text, PRINTED) if mention.date]


def test_the_mention_is_quoted_as_printed() -> None:
    text = "وعقد اللقاء في أَيْلُول الماضي."
    (mention,) = mentions(text, PRINTED)
    assert mention.date == "2023-09" and text[mention.start : mention.end].strip() == mention.text
    assert mention.text.endswith("أَيْلُول الماضي")


@given(
    st.text(st.sampled_from("اليوم أمس الخميس 12 /سبتمبر الماضي عام 2020 -ًـ")),
    st.dates(date(1601, 1, 1), date(2199, 12, 31)),
)
def test_any_text(text: str, printed: date) -> None:
    last = 0
    for mention in mentions(text, printed):
        assert last <= mention.start < mention.end <= len(text)
        last = mention.end
