"""The glossary: read strictly, found whatever the clitics, recognised in the English."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.enforcement import enforce
from translate.errors import UsageError
from translate.glossary import Entry, Glossary, spans_of

GLOSSARY = Glossary(
    [
        Entry("الجزائر", ("Algeria",)),
        Entry("لبنان", ("Lebanon",)),
        Entry("علي", ("Ali",)),
        Entry("علي عبد الله", ("Ali Abdullah",)),
        Entry("نجيب ميقاتي", ("Najib Mikati", "Najib Miqati")),
        Entry("مجلس الأمن", ("the Security Council",)),
        Entry("اللجنة", ("the Committee",)),
    ]
)


def found(source: str) -> list[tuple[str, str]]:
    return [(t.entry.arabic, source[slice(*t.span)]) for t in GLOSSARY.find(source)]


@pytest.mark.parametrize(
    ("source", "terms"),
    [
        ("زار لبنان أمس", [("لبنان", "لبنان")]),
        ("ولبنان وبلبنان فللبنان", [("لبنان", "لبنان")] * 3),
        ("للجزائر والجزائر كالجزائر", [("الجزائر", "لجزائر"), *[("الجزائر", "الجزائر")] * 2]),
        ("للجنة", [("اللجنة", "لجنة")]),
        ("قرار مجلس الامن الدولي", [("مجلس الأمن", "مجلس الامن")]),
        ("نَجِيب مِيقاتِي، قال", [("نجيب ميقاتي", "نَجِيب مِيقاتِي")]),
        ("اللبنانية", []),
        ("", []),
    ],
)
def test_finds_words_under_their_clitics(source: str, terms: list[tuple[str, str]]) -> None:
    assert found(source) == terms


def test_the_longest_term_wins() -> None:
    assert found("وعلي عبد الله") == [("علي عبد الله", "علي عبد الله")]
    assert found("علي عبدالله") == [("علي عبد الله", "علي عبدالله")]
    assert found("علي سالم") == [("علي", "علي")]


def test_a_preposition_is_not_a_name() -> None:
    assert found("وقع على الاتفاق وعلى الملحق") == []


@given(st.text(st.sampled_from("وفبلكالعي نبجزئرَـّ\u200f،. ")))
def test_spans_lie_inside_and_do_not_overlap(source: str) -> None:
    end = 0
    for term in GLOSSARY.find(source):
        assert end <= term.span[0] < term.span[1] <= len(source)
        end = term.span[1]


@pytest.mark.parametrize(
    ("spelling", "english", "places"),
    [
        ("Najib Mikati", "NAJIB MIKATI's office", ["NAJIB MIKATI's"]),
        ("the Security Council", "A Security  Council vote", ["Security  Council"]),
        ("missile", "two missiles fell", ["missiles"]),
        ("US", "Tell us of the US.", ["US"]),
        ("Ali", "Alia met Alison", []),
        ("O'Brien", "O’Brien left", ["O’Brien"]),
    ],
)
def test_recognises_a_spelling(spelling: str, english: str, places: list[str]) -> None:
    spans = spans_of(Entry("باب", (spelling,)), english)
    # The possessive is part of the word, not of the name.
    assert [english[slice(*span)] for span in spans] == [p.removesuffix("'s") for p in places]


def test_reads_tsv_and_csv(tmp_path: Path) -> None:
    tsv, csv = tmp_path / "a.tsv", tmp_path / "a.csv"
    tsv.write_text("\ufeff# ours\n\nنجيب ميقاتي\tNajib Mikati | Najib Miqati\n", encoding="utf-8")
    csv.write_text('باب,"door, gate"\r\n', encoding="utf-8")
    assert list(Glossary.load(tsv)) == [Entry("نجيب ميقاتي", ("Najib Mikati", "Najib Miqati"))]
    assert list(Glossary.load(csv)) == [Entry("باب", ("door, gate",))]


def test_names_every_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text(
        "باب\tdoor\nباب door\ndoor\tباب\nدار\t \nبَاب\tgate\nباب\tdoor\n", encoding="utf-8"
    )
    with pytest.raises(UsageError) as error:
        Glossary.load(path)
    message = str(error.value)
    assert "\n" not in message and "line 1:" not in message and "line 6:" not in message
    assert "line 2: 1 columns" in message
    assert "line 3: 'door' is not Arabic" in message
    assert "line 4:" in message
    assert "line 5: line 1 has 'door' for the same term" in message


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_says_what_it_cannot_read(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "a.tsv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match="cannot be read"):
        Glossary.load(path)


def test_later_entries_win_in_a_union() -> None:
    seeds = Glossary([Entry("لبنان", ("Lebanon",), seeded=True)])
    own = Glossary([Entry("لُبنان", ("Liban",))])
    assert [entry.english[0] for entry in seeds | own] == ["Liban"]


def test_prepare_writes_what_may_be_offered() -> None:
    glossary = GLOSSARY | Glossary([Entry("لبنان", ("Lebanon",), offered=False)])
    source = "وقال نجيب ميقاتي في لبنان ولعلي"
    assert glossary.prepare(source) == "وقال Najib Mikati في لبنان ول Ali"
    assert glossary.prepare("") == ""


@pytest.mark.parametrize(
    ("source", "target", "corrected"),
    [
        ("قال نجيب ميقاتي", "Nageeb Meekati said", "Najib Mikati said"),
        (
            "خطة نجيب ميقاتي",
            "Prime Minister Najeeb Miqaty's plan",
            "Prime Minister Najib Mikati's plan",
        ),
        ("خطة نجيب ميقاتي", "The plan of Mikaty", "The plan of Najib Mikati"),
        ("خطة نجيب ميقاتي", "The plan of Nabil Mikaty", "The plan of Najib Mikati"),
        ("خطة سليم نجيب ميقاتي", "The plan of Selim Mikaty", "The plan of Selim Najib Mikati"),
        ("في مصر زار نجيب ميقاتي", "In Egypt Mikaty visited", "In Egypt Najib Mikati visited"),
        ("قال علي لحسين عالي", "Aly told Hussein Aali", "Ali told Hussein Aali"),
        ("قرار اللجنة", "A decision of the Comittee", "A decision of the Committee"),
    ],
)
def test_corrects_what_sounds_like_the_term(source: str, target: str, corrected: str) -> None:
    text, (flag,) = enforce(GLOSSARY.find(source), source, target)
    assert text == corrected
    assert (flag.kind, flag.severity) == ("glossary", "low")
    assert flag.source_span is not None and flag.target_span is not None
    assert text[slice(*flag.target_span)] in corrected
    assert enforce(GLOSSARY.find(source), source, text) == (text, ())


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("قال نجيب ميقاتي", "Hosni Mubarak said"),  # another name altogether
        ("التقى علي عاليا", "He met Alia"),  # Alia is someone else, and Ali is lost
        ("في لبنان", "in the country"),
    ],
)
def test_flags_what_it_cannot_find(source: str, target: str) -> None:
    text, (flag,) = enforce(GLOSSARY.find(source), source, target)
    assert text == target
    assert (flag.kind, flag.severity, flag.target_span) == ("glossary", "high", None)
    assert flag.source_span is not None
    assert spans_inside(source, flag.source_span)


def spans_inside(text: str, span: tuple[int, int]) -> bool:
    return 0 <= span[0] < span[1] <= len(text)


def test_leaves_right_text_alone() -> None:
    source = "قال نجيب ميقاتي وعلي في مجلس الأمن"
    for target in (
        "Najib Miqati and ALI told the Security Council",
        "Najib Mikati’s Ali, Security Council",
    ):
        assert enforce(GLOSSARY.find(source), source, target) == (target, ())


def test_a_seeded_place_is_doubted_less() -> None:
    seeds = Glossary([Entry("تونس", ("Tunisia", "Tunis"), seeded=True)])
    assert enforce(seeds.find("في تونس"), "في تونس", "in Toonis")[0] == "in Tunis"
    assert enforce(seeds.find("في تونس"), "في تونس", "there")[1][0].severity == "medium"


@given(st.text(), st.text())
def test_any_text_is_survived(source: str, target: str) -> None:
    text, _ = enforce(GLOSSARY.find(source + " لبنان"), source + " لبنان", target)
    assert enforce(GLOSSARY.find(source + " لبنان"), source + " لبنان", text)[0] == text


def test_the_signature_follows_the_entries() -> None:
    one, same = Glossary([Entry("باب", ("door",))]), Glossary([Entry("باب", ("door",))])
    assert one.signature == same.signature != Glossary([Entry("باب", ("gate",))]).signature


@pytest.mark.parametrize(
    ("target", "corrected"),
    [
        ("Turkey’s president spoke", "Türkiye’s president spoke"),
        ("The president of turkey", "The president of Türkiye"),
    ],
)
def test_another_name_of_the_place_is_replaced(target: str, corrected: str) -> None:
    own = Glossary([Entry("تركيا", ("Türkiye",))])
    source = "قال رئيس تركيا"
    assert enforce(own.find(source), source, target)[0] == corrected


def test_the_adjective_of_a_place_will_do() -> None:
    own = Glossary([Entry("تركيا", ("Türkiye",))])
    target = "the Turkish president"
    assert enforce(own.find("رئيس تركيا"), "رئيس تركيا", target) == (target, ())


def test_a_loose_word_is_found_with_its_article_and_no_other_clitic() -> None:
    energy = Entry("طاقة", ("energy",), loose=True)
    found = Glossary([energy, Entry("طاقة نووية", ("nuclear energy",), loose=True)])
    text = "بطاقة طاقة والطاقة بالطاقة كطاقة وطاقة بطاقة نووية"
    assert [text[slice(*term.span)] for term in found.find(text)] == [
        "طاقة",
        "طاقة",
        "طاقة",
        "طاقة نووية",
    ]
