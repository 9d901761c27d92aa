"""Normalisation before translation, folding for matching, language by script."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.arabic import arabic_ratio, fold, language, normalise, normalise_with_map

# Letters, marks that compose, marks that drop, other forms, spaces: where rewriting can go wrong.
TRICKY = st.text(
    st.sampled_from(
        "ابيوىةء ـ\u064b\u0651\u0653\u0654\u0301\u200b\u200f\ufeffأﻣﷺ\ufe70کی\n\u00a0e5.é"
    )
)
ANY = st.one_of(TRICKY, st.text())


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("قَالَ الرَّئِيسُ", "قال الرئيس"),
        ("مـــهـــم", "مهم"),
        ("\u200fكتاب\u200e \u202bجديد\u202c", "كتاب جديد"),
        ("ﻣﺮﺣﺒﺎ", "مرحبا"),
        ("ا\u0654ب", "أب"),
        ("کوریا الشمالیة", "كوريا الشمالية"),
        ("و قال و أضاف", "وقال وأضاف"),
        ("(و هو الأول)", "(وهو الأول)"),
        ("سطر\n  آخر", "سطر آخر"),
        ("إلى أن آمن مدرسة هدى", "إلى أن آمن مدرسة هدى"),
        ("", ""),
    ],
)
def test_normalise(printed: str, expected: str) -> None:
    assert normalise(printed) == expected


def test_normalise_keeps_what_is_not_a_conjunction() -> None:
    assert normalise("حرف الواو و") == "حرف الواو و"
    assert normalise("نحو 5 و 6") == "نحو 5 و 6"


@given(ANY)
def test_normalise_is_idempotent_and_nfc_in_arabic(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    letters = "".join(char for char in once if "\u0600" <= char <= "\u06ff")
    assert unicodedata.is_normalized("NFC", letters)


@given(ANY)
def test_map_gives_the_same_text_and_ordered_offsets(text: str) -> None:
    clean, offsets = normalise_with_map(text)
    assert clean == normalise(text)
    assert len(offsets) == len(clean) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)


def test_map_leads_back_to_the_printed_word() -> None:
    printed = "\u200fو قَالَ   الرَّئِيسُ"
    clean, offsets = normalise_with_map(printed)
    start = clean.index("الرئيس")
    assert printed[offsets[start] : offsets[start + 6]] == "الرَّئِيسُ"


def test_fold_merges_spellings() -> None:
    assert fold("إلى المدرسةِ أوّل ١٢٫٥٪") == fold("الي المدرسه اول 12.5%")
    assert fold("هدى") == fold("هدي")
    assert fold("CNN") == "cnn"


@given(ANY)
def test_fold_keeps_the_length_of_normalised_text(text: str) -> None:
    clean = normalise(text)
    assert len(fold(clean)) == len(clean)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال الوزير إن الخطة جاهزة", "ar"),
        ("قال متحدث باسم Google إن الخدمة عادت", "ar"),
        ("The minister said that the plan is ready for the vote", "en"),
        ("El ministro dijo que el plan estaba listo para votar ayer", "und"),
        ("وزیر خارجه گفت که چنین گزارشی پذیرفته نیست و پیگیری می‌شود", "und"),
        ("12345 …", "und"),
        ("", "und"),
    ],
)
def test_language(text: str, expected: str) -> None:
    assert language(text) == expected


def test_arabic_ratio() -> None:
    assert arabic_ratio("ابج abc") == 0.5
    assert arabic_ratio("123") == 0.0


def test_ten_million_characters_do_not_hang() -> None:
    for char in ("ا", "\u064b", "\u0301", " "):
        normalise(char * 2_000_000)
