"""Dates in the calendars and month names that Arabic pages use."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.calendar_ar import HIJRI_MONTHS, MONTHS, find_dates


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("19-أغسطس-2023", "2023-08-19"),
        ("تاريخ النشر: 9th, November 2023 GMT", "2023-11-09"),
        ("نوفمبر 9, 2023", "2023-11-09"),
        ("27 أيلول/سبتمبر 2023م", "2023-09-27"),
        ("5 كانون الثاني (يناير) 2022", "2022-01-05"),
        ("16 جويلية 2023", "2023-07-16"),
        ("3 غشت 2021", "2021-08-03"),
        ("في 9 من شهر مايو عام 2021", "2021-05-09"),
        ("١٢/٣/٢٠٢٤", "2024-03-12"),
        ("2024-02-11", "2024-02-11"),
        ("03/25/2023", "2023-03-25"),
        ("18.5.2024", "2024-05-18"),
        ("12 ربيع الأول 1445 هـ", "2023-09-27"),
        ("14/02/1446هـ", "2024-08-18"),
    ],
)
def test_find_dates(printed: str, iso: str) -> None:
    assert [found.iso for found in find_dates(printed)] == [iso]


@pytest.mark.parametrize(
    "printed", ["2024-02-30", "31 نيسان 2023", "12 آب", "192.168.10.2023", "45"]
)
def test_what_is_no_date(printed: str) -> None:
    assert find_dates(printed) == []


def test_spans_slice_the_text() -> None:
    text = "صدر في \u200f27 أيْلول 2023 وعدل في 2024-01-05."
    assert [text[found.start : found.end] for found in find_dates(text)] == [
        "27 أيْلول 2023",
        "2024-01-05",
    ]


@given(
    st.dates(date(1950, 1, 1), date(2060, 1, 1)),
    st.sampled_from([name for name in MONTHS if name not in HIJRI_MONTHS]),
)
def test_every_month_name_is_read(day: date, name: str) -> None:
    printed = f"يوم {day.day} {name} {day.year}"
    expected = [] if (iso := _iso(day.year, MONTHS[name], day.day)) is None else [iso]
    assert [found.iso for found in find_dates(printed)] == expected


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    for found in find_dates(text):
        date.fromisoformat(found.iso)
        assert text[found.start : found.end].strip()
