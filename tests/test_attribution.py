"""Attribution: what is said, claimed or denied stays so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.attribution import lost, lost_english

KEPT = [
    ("قال الوزير إن السد آمن.", "The minister said the dam was safe."),
    ("وأكدت الشركة أن المصنع لن يغلق.", "The company confirmed that the plant would not close."),
    ("نفى المتحدث باسم الجيش وقوع أي هجوم.", "The army spokesman denied that any attack happened."),
    ("نفت البلدية علمها بالعقد.", "The municipality said it had no knowledge of the contract."),
    ("زعم البائع أن اللوحة أصلية.", "The seller claimed that the painting was genuine."),
    ("المطلوب بتهمة الفساد المزعوم", "Wanted over alleged corruption"),
    ("وبحسب مسؤول رفيع، سيبدأ العمل غدا.", "According to a senior official, work starts tomorrow."),
    ("وقال سلام: «سنعود».", "Salam: “We will be back.”"),
    ("وفقا للقانون يُغلق المتجر ليلا.", "Under the law the shop is closed at night."),
    ("نُقل المصاب إلى المستشفى.", "The injured man was taken to hospital."),
]

LOST = [
    ("قال الوزير إن السد آمن.", "The dam is safe.", "medium", "قال"),
    ("و قال الوزير إن السد آمن.", "The dam is safe.", "medium", "و قال"),
    ("وأَكَّدَتْ الشركة أن المصنع سيغلق.", "The plant will close.", "medium", "وأَكَّدَتْ"),
    ("نفى المتحدث باسم الجيش وقوع هجوم.", "An attack has taken place.", "high", "نفى"),
    ("وتنفي الدولتان عقد صفقة سلاح.", "The two states struck an arms deal.", "high", "وتنفي"),
    ("زعم البائع أن اللوحة أصلية.", "The painting is genuine.", "high", "زعم"),
    ("ادعت الصحيفة أنه هرب.", "The newspaper said that he had fled.", "low", "ادعت"),
    ("وبحسب مسؤول رفيع، سيبدأ العمل غدا.", "Work starts tomorrow.", "medium", "وبحسب"),
    ("على حد تعبير الوزير فالسد آمن.", "The dam is safe.", "medium", "على حد تعبير"),
]


@pytest.mark.parametrize(("arabic", "english"), KEPT)
def test_kept(arabic: str, english: str) -> None:
    assert lost(arabic, english) == ()


@pytest.mark.parametrize(("arabic", "english", "severity", "word"), LOST)
def test_lost(arabic: str, english: str, severity: str, word: str) -> None:
    (flag,) = lost(arabic, english)
    assert (flag.kind, flag.severity) == ("attribution", severity)
    assert flag.source_span is not None
    assert arabic[slice(*flag.source_span)].strip() == word and word in flag.note


def test_each_kind_is_flagged_once() -> None:
    flags = lost("قال الوزير وقالت النائبة إن الشركة نفت وأنكرت التهمة.", "The company is guilty.")
    assert sorted(flag.severity for flag in flags) == ["high", "medium"]


@pytest.mark.parametrize(
    ("source", "summary", "severity"),
    [
        ("The mayor said the bridge was sound.", "The bridge was sound.", "medium"),
        ("Work, according to the mayor, is done.", "Work is done.", "medium"),
        ("The guard denied taking the keys.", "The guard took the keys.", "high"),
        ("Neighbours alleged that he had fled.", "He had fled.", "high"),
        ("Neighbours claimed that he had fled.", "Neighbours said he had fled.", "low"),
    ],
)
def test_lost_in_a_summary(source: str, summary: str, severity: str) -> None:
    found = lost_english(source, summary)
    assert severity in {flag.severity for flag in found}
    assert all(source[slice(*flag.source_span)] for flag in found if flag.source_span)


@pytest.mark.parametrize(
    ("source", "summary"),
    [
        ("The mayor said the bridge was sound.", "The bridge was sound, the mayor insisted."),
        ("The guard denied taking the keys.", "The guard did not take the keys, he says."),
        ("The bridge was built in 1931.", "The bridge dates from 1931."),
        ("The United States signed the accord.", "Washington signed."),
    ],
)
def test_kept_in_a_summary(source: str, summary: str) -> None:
    assert lost_english(source, summary) == ()


@given(st.text(alphabet="قال نفىزعمبحسبوَّـ.a \u200f", max_size=80), st.text(max_size=40))
def test_spans_lie_inside_the_source(arabic: str, english: str) -> None:
    for flag in lost(arabic, english):
        assert flag.source_span is not None
        start, end = flag.source_span
        assert 0 <= start < end <= len(arabic)
