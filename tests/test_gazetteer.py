"""Places of the CLDR: what human translators write for them is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate.arabic import fold
from translate.enforcement import enforce, lost
from translate.gazetteer import entries, glossary, known, nationalities, phrases, words
from translate.glossary import Entry, Glossary, spans_of, written

PLACES = Glossary(entries())


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("وصل إلى لبنان", "the Lebanese capital"),
        ("في الولايات المتحدة", "in the US"),
        ("بريطانيا", "the United Kingdom"),
        ("زار تونس", "He visited Tunis"),
        ("زار تونس", "He visited Tunisia"),
        ("السعودية", "Saudi Arabia"),
        ("باللغة اليابانية", "in Japanese"),
        ("في القاهرة", "in Cairo"),
        ("كوريا الشمالية", "North Korean"),
        ("تركيا", "Turkey"),
        ("العاصمة الأوكرانية كييف", "Kyiv"),
    ],
)
def test_knows_places_under_all_their_names(source: str, english: str) -> None:
    terms = PLACES.find(source)
    assert terms
    assert any(spans_of(term.entry, english) for term in terms)


@pytest.mark.parametrize(
    "source", ["نوم هادئ", "ترك المدينة", "في العالم", "ما هي", "استيقظ باكرا", "مسقط رأسه"]
)
def test_leaves_common_words_alone(source: str) -> None:
    assert PLACES.find(source) == []


def test_a_name_of_two_places_is_not_offered() -> None:
    assert PLACES.prepare("من تونس إلى لبنان") == "من تونس إلى Lebanon"
    assert PLACES.prepare("من بريطانيا") == "من Britain"
    assert PLACES.prepare("في عمّان") == "في عمّان"
    assert PLACES.prepare("في الكويت") == "في Kuwait"  # one English name for both


def test_a_place_is_not_another() -> None:
    (term,) = PLACES.find("وصل إلى العراق")
    assert not spans_of(term.entry, "He arrived in Iran")


def test_human_translations_hold_the_places(data: Path) -> None:
    """A place that a professional's English lacks is a false alarm: 2.5% of terms when measured."""
    found = missing = 0
    pairs = (data / "eval" / "flores200-devtest.tsv").read_text(encoding="utf-8")
    for line in pairs.splitlines():
        arabic, english = line.split("\t")[:2]
        for term in PLACES.find(arabic):
            found += 1
            missing += not spans_of(term.entry, english)
    assert found >= 300
    assert missing <= 0.04 * found


KNOWN = Glossary(known())


@pytest.mark.parametrize(
    ("source", "prepared"),
    [
        ("قال بلينكن للصحفيين", "قال Blinken للصحفيين"),
        ("ولكيم جونغ أون شقيقة", "ول Kim Jong Un شقيقة"),
        ("زار كيم جونج أون روسيا", "زار Kim Jong Un روسيا"),
        ("في حركة حماس", "في Hamas"),
        ("بحماس كبير", "بحماس كبير"),  # with great enthusiasm
        ("جنين في بطن أمه", "جنين في بطن أمه"),  # an embryo, not the city
    ],
)
def test_names_that_the_world_knows_are_written_out(source: str, prepared: str) -> None:
    assert KNOWN.prepare(source) == prepared


@pytest.mark.parametrize(
    ("source", "prepared"),
    [
        ("والسيول في سيول", "و floods في Seoul"),
        ("كلاوس في لاوس", "Klaus في Laos"),
        ("قالت إستر دوفلو", "قالت Esther دوفلو"),
        ("على الشركة التخلي عن خطتها", "على الشركة التخلي عن خطتها"),
    ],
)
def test_what_only_looks_like_a_term_is_not_taken_for_it(source: str, prepared: str) -> None:
    assert glossary().prepare(source) == prepared


@pytest.mark.parametrize(
    ("source", "english"),
    [("تشيلي", "Chilean"), ("أوروبا", "European"), ("بلجيكا", "Belgian"), ("أسونسيون", "Asuncion")],
)
def test_a_place_accepts_its_adjective_and_may_lack_its_accents(source: str, english: str) -> None:
    (term,) = glossary().find(source)
    assert spans_of(term.entry, english)


def test_known_names_are_one_each_and_not_those_of_the_cldr() -> None:
    folded = [fold(entry.arabic) for entry in known()]
    assert len(set(folded)) == len(folded) > 300
    assert all(entry.english and all(entry.english) for entry in known())
    places = {fold(entry.arabic): entry.english[0] for entry in entries()}
    assert all(places.get(fold(e.arabic), e.english[0]) == e.english[0] for e in known())


@pytest.mark.parametrize(
    ("people", "known_as_such"),
    [
        *((word, True) for word in ("كينيه", "قطريين", "الماني", "افغانيه", "فلسطيني", "عربي")),
        *((word, False) for word in ("كينيا", "وزير", "مدني")),
    ],
)
def test_nationalities(people: str, known_as_such: bool) -> None:
    assert (people in nationalities()) is known_as_such


@pytest.mark.parametrize("loose", [phrases(), words()], ids=["phrases", "words"])
def test_phrases_and_words_have_one_english_each_and_are_no_names(loose: tuple[Entry, ...]) -> None:
    folded = [fold(entry.arabic) for entry in loose]
    assert len(folded) > 3000 and len(set(folded)) == len(folded)
    assert not set(folded) & {fold(entry.arabic) for entry in (*known(), *entries())}
    assert all(entry.english[0] and entry.loose for entry in loose)
    assert not any("\u0600" <= letter <= "\u06ff" for e in loose for letter in e.english[0])


@pytest.mark.parametrize(
    ("english", "missing"),
    [
        ("A prisoner in solitary confinement saw a lighthouse.", []),
        ("A prisoner in solitary thought saw a lighthouse.", ["حبس انفرادي"]),
        ("A prisoner in solitary confinement saw a tower.", ["منارة"]),
    ],
)
def test_what_no_word_renders_is_lost(english: str, missing: list[str]) -> None:
    """Of a phrase more than half its English must be there, of a word any translation."""
    loose = [
        Entry("حبس انفرادي", ("solitary confinement",), loose=True),
        Entry("منارة", ("lighthouse",), loose=True),
    ]
    terms = Glossary(loose).find("رأى سجين في حبس انفرادي منارة")
    assert [term.entry.arabic for term in lost(terms, english)] == missing


def test_phrases_are_written_for_the_translator_and_never_asked_for() -> None:
    source = "المفاوضات تمضي على قدم وساق في لبنان"
    terms = glossary().find(source)
    swing = [term for term in terms if term.entry.english[0] == "in full swing"]
    assert written(source, swing) == "المفاوضات تمضي in full swing في لبنان"
    text = "The talks are progressing fast in Lebanon"
    assert enforce(terms, source, text) == (text, ())
