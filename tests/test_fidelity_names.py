"""Names of the English that the Arabic does not account for, and transliteration."""

from __future__ import annotations

import pytest

from translate.fidelity import check, check_english
from translate.glossary import Entry, Glossary
from translate.transliteration import latin_letters, similarity

FAITHFUL = [
    ("وصل شين وون سيك إلى العاصمة", "Shin Won-sik arrived in the capital"),
    ("قال تشوي سانغ موك إن الاقتصاد ينمو", "Choi Sang-mok said the economy is growing"),
    ("التقى الرئيس جيانغ بالوفد", "President Jiang met the delegation"),
    ("وقال هاكان فيدان للصحفيين", "Hakan Fidan told reporters"),
    ("فاز تشاغلار إرتوغرول بالجائزة", "Çağlar Ertuğrul won the prize"),
    ("أعلن جورج بويتش استقالته", "George Pujic announced his resignation"),
    ("وبحسب فولفغانغ شتاينر", "According to Wolfgang Steiner"),
    ("التقى بعبد الله النجار في عمان", "He met Abdullah al-Najjar in Amman"),
    ("كتبت الصحفية غفران ورداني", "Journalist Ghufran Wardani wrote"),
    ("سافر الوفد الألماني إلى مصر والمجر", "The German delegation travelled to Egypt and Hungary"),
    ("دعت الأمم المتحدة إلى الهدوء", "The UN called for calm"),
    ("رحبت المملكة المتحدة بالقرار", "Britain welcomed the decision"),
    ("يتحدثون الهولندية واليونانية", "They speak Dutch and Greek"),
    ("نشرت شركة OpenLab النتائج", "OpenLab published the results"),
    ("اجتمع مجلس الأمن في البيت الأبيض", "The Security Council met at the White House"),
]
INVENTED = [
    ("وصل شين وون سيك إلى العاصمة", "Shinzo Abe arrived in the capital", "Abe"),
    ("التقى وزير الدفاع بنظيره", "Defence Minister Lloyd Austin met his counterpart", "Lloyd"),
    ("قال رئيس الوزراء إن بلاده مستعدة", "Prime Minister Netanyahu said he is ready", "Netanyahu"),
    ("زار عدنان بولص العراق", "Adnan Boulos visited Kuwait", "Kuwait"),
    ("قتلت الغارة قياديا في طرابلس", "The strike killed a leader of Hezbollah", "Hezbollah"),
    ("غادر الوفد بيونج يانج ليلا", "The delegation left Beijing by night", "Beijing"),
    ("خسرت غانا أمام نيجيريا", "Ghana lost to Niger", "Niger"),
]


def names(arabic: str, english: str) -> dict[str, str]:
    """The names flagged and how severely."""
    found = {}
    for flag in check(arabic, english):
        if flag.kind == "name":
            assert flag.target_span is not None
            found[english[slice(*flag.target_span)]] = flag.severity
    return found


@pytest.mark.parametrize(("arabic", "english"), FAITHFUL)
def test_a_name_that_the_arabic_holds(arabic: str, english: str) -> None:
    assert names(arabic, english) == {}


@pytest.mark.parametrize(("arabic", "english", "name"), INVENTED)
def test_an_invented_name_is_high(arabic: str, english: str, name: str) -> None:
    assert names(arabic, english).get(name) == "high"


def test_a_name_is_looked_for_among_all_words_but_function_words() -> None:
    assert (
        names("على المدينة أن تكون مستعدة من الآن", "Tina must be ready in town, says Minnow") != {}
    )


def test_doubtful_spelling_points_at_the_arabic() -> None:
    arabic, english = "قالت مارغريت شوفيلد", "Margaret Shovel said"
    for flag in check(arabic, english):
        assert flag.severity != "high"


def test_acronyms_are_low_and_a_lone_opening_word_is_medium() -> None:
    assert names("أعلنت المنظمة نتائجها", "The organisation XQZB announced its results") == {
        "XQZB": "low"
    }
    assert names("يعيش هنا منذ سنوات", "Wagonways have been here for years") == {
        "Wagonways": "medium"
    }
    assert names("قال إنه مستعد", "Wojtowicz said he was ready") == {"Wojtowicz": "high"}


def test_glossary_terms_need_no_likeness() -> None:
    glossary = Glossary([Entry("ابن رشد الحفيد", ("Zubaydi",))])
    arabic, english = "كتاب ابن رشد الحفيد مشهور", "The book of Zubaydi is famous"
    assert [flag.kind for flag in check(arabic, english)] == ["name"]
    assert check(arabic, english, glossary=glossary) == ()


def test_a_summary_may_name_only_whom_its_source_names() -> None:
    source = "Shin Won-sik met Polish officials of the United Nations in Kraków."
    assert check_english(source, "Shin met UN officials in Krakow, Poland's second city.") == ()
    [flag] = check_english(source, "Shinzo met officials.")
    assert flag.kind == "name"
    [flag] = check_english(source, "Officials met Abe.")
    assert (flag.kind, flag.severity) == ("name", "high")


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Zuckerberg", "زوكربيرغ"),
        ("Gaddafi", "قذافي"),
        ("Khrushchev", "خروتشوف"),
        ("Nguyen", "نغوين"),
        ("Schröder", "شرودر"),
        ("Çelik", "جليك"),
        ("Peña", "بينيا"),
        ("Vladimir", "فلاديمير"),
        ("Xavier", "كزافييه"),
        ("Wałęsa", "فاليسا"),
        ("Bouteflika", "بوتفليقة"),
    ],
)
def test_transliteration_of_many_languages(latin: str, arabic: str) -> None:
    from translate.arabic import fold

    assert similarity(fold(arabic), latin_letters(latin)) >= 0.78


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [("Abe", "سيك"), ("Putin", "بايدن"), ("Merkel", "ماكرون"), ("Trump", "ترك")],
)
def test_transliteration_of_another_name(latin: str, arabic: str) -> None:
    assert similarity(arabic, latin_letters(latin)) < 0.7
