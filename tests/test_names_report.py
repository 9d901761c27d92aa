"""Names spelt in more than one way over many articles."""

from __future__ import annotations

from pathlib import Path

from translate.glossary import Glossary
from translate.names_report import NamesReport, Rendering, Row

SENTENCES = [
    ("قال نجيب ميقاتي إن الحكومة باقية", "Najib Mikati said the government would stay", "a"),
    ("وأضاف ميقاتي أن بيروت هادئة", "Miqati added that Beirut was calm", "b"),
    ("التقى وميقاتي في بيروت", "He met with Mikati in Beirut", "c"),
    ("قرر العراق التفاوض", "Iraq decided to negotiate", "c"),
    ("زار الوزير العراق", "The minister visited the Iraqi capital", "d"),
    ("زار الوزير إسبانيا", "The minister visited Spain", "d"),
    ("في إسبانيا", "In the Spanish capital", "d"),
    ("قال الحريري", "Al-Hariri said", "d"),
    ("عاد الحريري", "Hariri is back", "d"),
]


def report(*sentences: tuple[str, str, str]) -> list[Row]:
    names = NamesReport()
    for source, target, where in sentences:
        names.add(source, target, where)
    return names.rows()


def test_reports_what_differs_and_only_that() -> None:
    assert report(*SENTENCES) == [
        Row("ميقاتي", (Rendering("Mikati", 2, "a"), Rendering("Miqati", 1, "b")))
    ]


def test_one_spelling_is_no_row() -> None:
    assert report(SENTENCES[0], SENTENCES[2]) == []
    assert report() == []
    assert report(("", "", "a"), ("قال", "", "a"), ("", "Mikati", "a")) == []


def test_a_word_that_is_also_written_small_is_no_name() -> None:
    first = ("المان هنا", "Many are here", "a")
    second = ("المان هناك", "Amen to that", "b")
    assert report(first, second) != []
    assert report(first, second, ("كثيرون", "there are many", "c")) == []


def test_possessives_and_plurals_are_the_same_name() -> None:
    assert (
        report(
            ("خطة كلينتون", "Clinton’s plan", "a"),
            ("قال كلينتون", "Clinton said", "b"),
            ("آل كلينتون", "The Clintons", "c"),
        )
        == []
    )


def test_rows_are_lines_for_a_glossary(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("".join(row.line() for row in report(*SENTENCES)), encoding="utf-8")
    (entry,) = Glossary.load(path)
    assert (entry.arabic, entry.english) == ("ميقاتي", ("Mikati",))
    assert "Miqati (1, b)" in path.read_text(encoding="utf-8")
