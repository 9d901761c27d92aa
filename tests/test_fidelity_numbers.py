"""Numbers, dates and times of day between Arabic and English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.arabic import fold
from translate.fidelity import check, check_english
from translate.fidelity.arabic_numbers import extract
from translate.fidelity.quantity import digits, reading
from translate.fidelity.tokens import scan

FAITHFUL = [
    ("قتل ١٢ شخصا وأصيب ٣٥ آخرون", "12 people were killed and 35 others wounded"),
    ("بلغ عدد السكان ثلاثة ملايين وأربعمئة ألف نسمة", "The population reached 3.4 million"),
    ("بلغت الكلفة مليارين ونصف المليار دولار", "The cost came to $2.5 billion"),
    ("أنفقت الوزارة نصف مليون دينار", "The ministry spent half a million dinars"),
    ("خصصت الحكومة 2.3 مليار دولار", "The government set aside $2,300 million"),
    ("ارتفعت الأسعار بنسبة خمسة وعشرين في المئة", "Prices rose 25 percent"),
    ("ارتفعت الأسعار بنسبة ٣٫٥٪", "Prices rose by 3.5%"),
    ("حضر اللقاء أكثر من ألفي موظف", "More than 2,000 employees attended the meeting"),
    ("بعد ساعتين ونصف من المحادثات", "After 2.5 hours of talks"),
    ("في القرن التاسع عشر", "In the 19th century"),
    ("في ثلاثينيات القرن التاسع عشر", "In the 1830s"),
    ("كانت التسعينيات صعبة", "The nineties were hard"),
    ("عقد الاجتماع الساعة الثالثة والنصف عصرا", "The meeting was held at 3:30 p.m."),
    ("بدأت الجلسة في الساعة 15:00", "The session began at 3 pm"),
    ("احتل المرتبة الحادية والعشرين", "He came twenty-first"),
    ("قدمت المساعدة إلى 918 483 شخصا", "Aid was given to 483,918 people"),
    ("12 - يرحب المجلس بالتقرير", "The Council welcomes the report"),
    ("اشترى مزارع سيارتين جديدتين", "A farmer bought 2 new cars"),
    ("بين عامي 1995 و1996", "In 1995-96"),
    ("زار أربعة وعشرون وزيرا المعرض", "Two dozen ministers visited the fair"),
    ("أنفق مليونا دولار على المشروع", "Two million dollars were spent on the project"),
    ("استقبل المخيم خمسين ألفا", "The camp took in 50,000 people"),
    ("بلغ الدين ثلاثة آلاف مليار دولار", "The debt reached three trillion dollars"),
    ("استورد التجار 1.200 طن", "The traders imported 1,200 tonnes"),
    ("قتل سبعة أول أمس", "Seven were killed the day before yesterday"),
    ("أقر المجلس المادة 5 ونصف المادة 6", "The council passed article 5 and half of article 6"),
    ("قتل 5 في الهجوم", "5 were killed in the attack"),
    ("أخرج أوليفر ستون الفيلم", "Oliver Stone directed the film"),
    ("وصل الرئيس ألفا كوندي", "President Alpha Condé arrived"),
    ("ألف الكاتب رواية جديدة", "The writer wrote a new novel"),
    ("بدأت الجلسة الساعة 15", "The session began at 3 p.m."),
    ("أغلق المعبر الساعة 24", "The crossing closed at midnight"),
    ("أغلق المعبر الساعة 0", "The crossing closed at midnight"),
    ("بدأت الجلسة الساعة الثانية عشرة والنصف ظهرا", "The session began at 12:30 p.m."),
]
UNFAITHFUL = [
    ("قتل ١٢ شخصا في الهجوم", "21 people were killed in the attack", "١٢ became 21"),
    ("بلغت الكلفة مليارين ونصف المليار دولار", "The cost came to $2.5 million", "became"),
    ("وقع الاتفاق سبعة وزراء", "The ministers signed the agreement", "سبعة is missing"),
    ("وقع الاتفاق ثلاثة وزراء", "The ministers signed the agreement", "ثلاثة is missing"),
    ("وقع الوزراء الاتفاق", "The 14 ministers signed the agreement", "14 is not in the source"),
    ("في ثلاثينيات القرن التاسع عشر", "In the 1930s", "became 1930s"),
    ("ارتفعت الصادرات 2,220 طنا", "Exports rose by 2.220 tonnes", "2,220 became 2.220"),
    ("احتج الموظفون ثمانين يوما", "The staff protested for eighteen days", "became eighteen"),
    ("أغلق المعبر في 9:30 صباحا", "The crossing closed at 9:30 p.m.", "wrong half of the day"),
    ("ارتفعت الأسعار 5 في المئة", "Prices rose by $5", "a percentage in the source"),
    ("ارتفع العدد 5 أشخاص", "The number rose by 5%", "no percentage in the source"),
    ("أنفقت الشركة خمسة ملايين دينار", "The company spent five billion dinars", "became"),
]
READINGS: list[tuple[str, list[tuple[str, list[float], bool]]]] = [
    ("حضر عشرة وزراء", [("عشرة", [10], True)]),
    ("وصل اثنان", [("اثنان", [2], False)]),
    ("في العاشر والعشرين من آب", [("العاشر", [10], False), ("والعشرين", [20], True)]),
    ("في القرن العشرين", [("العشرين", [20], False)]),
    ("مئة كتاب", [("مئة", [100], True)]),
    ("مئة وخمسة كتب", [("مئة وخمسة", [105], True)]),
    ("ثلاث مئة صفحة", [("ثلاث مئة", [300], True)]),
    ("ثلاث مئة وخمسة وعشرون طالبا", [("ثلاث مئة وخمسة وعشرون", [325], True)]),
    ("ستون ألف شخص", [("ستون ألف", [60e3], True)]),
    ("نزح مليون شخص", [("مليون", [1e6], True)]),
    ("نزح مليون ونصف حتى الآن", [("مليون ونصف", [1.5e6], True)]),
    ("مليارين ونصف المليار دولار", [("مليارين ونصف المليار", [2.5e9], True)]),
    ("ثلاثة أرباع الأصوات", [("ثلاثة", [3], False)]),
    ("قتل 25 مساء أمس", [("25", [25], True)]),
    ("الساعة 15", [("15", [3, 15, 300, 1500], True)]),
    ("الساعة الثالثة والنصف عصرا", [("الثالثة والنصف", [3, 330, 1530], False)]),
    ("الساعة الرابعة إلا ربع عصرا", [("الرابعة إلا ربع", [4, 345, 1545], False)]),
    ("الساعة الخامسة عشرة إلا ربع", [("الخامسة عشرة إلا ربع", [15, 245, 1445], False)]),
    ("في الرابعة إلا ثلثي الساعة", [("الرابعة إلا ثلثي", [4, 320, 1520], False)]),
    ("في الرابعة وثلثي الساعة", [("الرابعة وثلثي", [4, 440, 1640], False)]),
    (
        "الفصل الثالث عشر ونصف الفصل",
        [("الثالث عشر", [13, 13.5], False), ("ونصف", [0.5, 1.5, 2.5], False)],
    ),
]


def of_kind(kind: str, arabic: str, english: str) -> list[str]:
    return [flag.note for flag in check(arabic, english) if flag.kind == kind]


@pytest.mark.parametrize(("arabic", "english"), FAITHFUL)
def test_same_number_in_other_words(arabic: str, english: str) -> None:
    assert of_kind("number", arabic, english) == []


@pytest.mark.parametrize(("arabic", "english", "note"), UNFAITHFUL)
def test_other_number(arabic: str, english: str, note: str) -> None:
    notes = of_kind("number", arabic, english)
    assert len(notes) == 1
    assert note in notes[0]


@pytest.mark.parametrize(("arabic", "numbers"), READINGS)
def test_readings_of_arabic_words(
    arabic: str, numbers: list[tuple[str, list[float], bool]]
) -> None:
    assert [
        (arabic[slice(*number.span)], sorted(number.values), number.strong)
        for number in extract(scan(fold(arabic)))
    ] == numbers


def test_spans_point_at_the_figures_as_printed() -> None:
    arabic, english = "قُتِلَ ـ١٢ شَخصًا ", "Some 21 people died"
    [flag] = check(arabic, english)
    assert flag.source_span is not None and flag.target_span is not None
    assert arabic[slice(*flag.source_span)] == "١٢"
    assert english[slice(*flag.target_span)] == "21"
    assert flag.severity == "high"


@given(st.integers(min_value=3, max_value=10**7))
def test_grouped_and_plain_figures_are_one_number(number: int) -> None:
    assert of_kind("number", f"عددهم {number} شخصا", f"They number {number:,}") == []
    assert of_kind("number", f"عددهم {number:,} شخصا", f"They number {number}") == []


@given(st.integers(min_value=3, max_value=10**6), st.integers(min_value=3, max_value=10**6))
def test_another_figure_is_always_found(number: int, other: int) -> None:
    notes = of_kind("number", f"عددهم {number} شخصا", f"They number {other}")
    assert bool(notes) == (number != other)


@pytest.mark.parametrize(
    ("text", "lenient", "values"),
    [
        ("1,234.5", False, [1234.5]),
        ("1.200", True, [1200, 1.2]),
        ("1.200", False, [1.2]),
        ("3,5", True, [3.5]),
        ("20 000", True, [20000]),
        ("000 20", True, [20000]),
        ("1.234.567", True, [1234567]),
    ],
)
def test_readings_of_a_figure(text: str, lenient: bool, values: list[float]) -> None:
    assert digits(text, lenient=lenient) == reading(*values)


def test_a_dotted_date_is_no_figure() -> None:
    with pytest.raises(ValueError):
        digits("12.11.2023", lenient=True)
    assert of_kind("number", "نشر في 12.11.2023", "Published on 12 November 2023") == []


@pytest.mark.parametrize(
    ("arabic", "english", "note"),
    [
        ("وصل الوفد يوم الاثنين", "The delegation arrived on Monday", None),
        ("وصل الوفد يوم الاثنين", "The delegation arrived on Sunday", "الاثنين became Sunday"),
        ("تحدث الوزيران وأكد الاثنين الاتفاق", "The ministers talked; both confirmed it", None),
        ("وقع الوزيران، الاثنين، اتفاقا", "The two ministers signed a deal", "الاثنين is missing"),
        (
            "وقع الوزيران مساء الاثنين اتفاقا",
            "The two ministers signed a deal",
            "الاثنين is missing",
        ),
        ("في ٢٤ أيلول ١٩٥٩", "On 24 September 1959", None),
        ("في ٢٤ أيلول ١٩٥٩", "On 24 October 1959", "أيلول became October"),
        ("في 4 جويلية", "On July 4", None),
        ("في التاسع من آب", "On the ninth of August", None),
        ("تشرين الثاني/نوفمبر 2014", "November 2014", None),
        ("كانون الثاني الماضي", "Last December", "كانون الثاني became December"),
        ("نشر بتاريخ 2023-11-09", "Published on 9 November 2023", None),
        ("في شهر رمضان", "In the month of Shaaban", "رمضان became Shaaban"),
        ("زار المدينة", "He visited the city on Friday", "Friday is not in the source"),
        ("قد يزور المدينة", "He may march to the city", None),
        ("بين حزيران وآب", "Between June and Abe", "آب is missing"),
        ("مارس الرياضة في الجامعة", "He did sport at university", None),
    ],
)
def test_dates(arabic: str, english: str, note: str | None) -> None:
    assert of_kind("date", arabic, english) == ([] if note is None else [note])


def test_a_summary_may_leave_numbers_out_but_not_make_them_up() -> None:
    source = "On Monday 14 ministers signed 3 agreements worth $2.5 billion."
    assert check_english(source, "Fourteen ministers signed agreements.") == ()
    [flag] = check_english(source, "The ministers signed 5 agreements.")
    assert (flag.kind, flag.severity, flag.target_span) == ("number", "high", (21, 22))
    [flag] = check_english(source, "Ministers signed agreements on Tuesday.")
    assert flag.kind == "date"
