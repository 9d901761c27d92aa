"""Words that news turns on: lost ones are flagged, renderings of every kind are not."""

from __future__ import annotations

import pytest

from translate.arabic import fold
from translate.fidelity import check, key_words
from translate.fidelity.lexicon import lines
from translate.glossary import Entry, Glossary
from translate.rerank import GRAVE, doubts


def flagged(arabic: str, english: str) -> list[str]:
    return [flag.note for flag in check(arabic, english) if flag.kind == "word"]


@pytest.mark.parametrize(
    ("arabic", "lost", "kept"),
    [
        ("وأدانت الجامعة الهجوم", "The League Addan the attack", "It denounced the attack"),
        ("حذرت السلطات السكان", "The authorities told residents", "Residents were warned"),
        ("تعزيز الردع في المنطقة", "Strengthening detention in the area", "Boosting deterrence"),
        ("أطلقت صاروخا عابرا للقارات", "It fired a hypersonic missile", "It fired an ICBM rocket"),
        ("رفضت حماس العرض", "Aid rejected the offer", "Hamas rejected the offer"),
        ("بالانتقادات الواسعة", "with wide praise", "amid widespread criticism"),
        ("تفاقم الأزمة", "The crisis is strengthened", "The crisis is getting worse"),
        ("أعداء البلاد", "the numbers of the country", "the nation's foes"),
        ("معاهدة منع الانتشار", "the treaty on health", "the non-proliferation treaty"),
        ("صواريخ فرط-صوتية", "supersonic missiles", "hypersonic missiles"),
        ("وصل حلفاؤنا", "our partisans came, especially", "our allies came"),
        ("اعتقل الصحفي", "The international reporter", "The reporter was rearrested"),
        ("تعرض لهجوم سيبراني", "It faced a cyber event", "It suffered a cyberattack"),
    ],
)
def test_a_lost_word_is_flagged_and_a_rendered_one_is_not(
    arabic: str, lost: str, kept: str
) -> None:
    assert flagged(arabic, lost)
    assert not flagged(arabic, kept)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("اغسل اليدين بالماء", "Wash your hands with water"),  # holds the letters of "condemns"
        ("زرعوا مئة فدان قمحا", "They sowed a hundred acres of wheat"),  # and of "and condemned"
        ("وباءت محاولاتهم بالفشل", "Their attempts came to nothing"),
        ("فاتهم القطار", "They missed the train"),
        ("لمنع انتشار المرض", "to curb the disease"),
        ("العلاقات الأسرية", "Family relations"),
        ("تدافع عن حقوقها", "She defends her rights"),
        ("الجزء الأكبر من المدينة", "The larger part of the city"),
    ],
)
def test_words_that_only_look_alike_are_left_alone(arabic: str, english: str) -> None:
    assert not flagged(arabic, english)


def test_each_meaning_is_told_once_and_shown_where_it_stands() -> None:
    arabic = "حذر مرة، ثم حذر الناس من زلزال"
    found = [flag for flag in check(arabic, "He spoke at great length") if flag.kind == "word"]
    spans = [flag.source_span for flag in found]
    assert spans == [(0, 3), (arabic.index("زلزال"), len(arabic))]
    assert all(flag.severity == "high" for flag in found)


def test_what_the_desk_renders_its_own_way_is_no_loss() -> None:
    desk = Glossary([Entry("حماس", ("Islamic Resistance Movement",))])
    english = "The Islamic Resistance Movement refused"
    assert not [f for f in check("رفضت حماس", english, glossary=desk) if f.kind == "word"]
    assert [f for f in check("رفضت حماس", english) if f.kind == "word"]


def test_another_hypothesis_is_preferred_to_one_that_loses_the_word() -> None:
    arabic = "أدان الاتحاد الأفريقي الانقلاب"
    assert doubts(arabic, "The African Union condemned the coup") == 0
    assert doubts(arabic, "The African Union said the coup") >= GRAVE


def test_the_list_is_well_formed() -> None:
    rows = [line.split("\t") for line in lines("key_words.tsv")]
    assert all(len(row) == 3 and all(row) for row in rows)
    meanings = [row[0] for row in rows]
    assert len(set(meanings)) == len(meanings) > 100
    forms = [fold(form.lstrip("=")) for row in rows for form in row[1].split()]
    twice = {form for form in forms if forms.count(form) > 1}
    assert not {form for form in twice if len({key_words._of(form)}) > 1}
