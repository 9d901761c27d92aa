"""What is set aside of a page, what stays, and which story is whose."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.studies.segmentation import gold_pages, score_furniture
from translate.arabic import fold
from translate.furniture import KINDS, stories
from translate.furniture.bylines import byline_name
from translate.furniture.captions import has_credit, is_posed
from translate.furniture.dateline import find_dateline, is_agency_line
from translate.furniture.labels import is_date, label_kind, related_heading
from translate.furniture.lines import read_lines
from translate.reading import read

BODY = (
    "افتتح رئيس البلدية يونس الكيلاني جسرا جديدا للمشاة فوق الوادي.",
    "وقال إن الجسر يختصر الطريق إلى المدرسة بنحو كيلومترين.",
    "وشارك في بنائه ثلاثون عاملا من أبناء القرية.",
)


def kinds(*lines: str) -> dict[str, str]:
    """What each line set aside is, on a page of these lines."""
    return {
        piece.text: piece.kind for story in stories("\n\n".join(lines)) for piece in story.furniture
    }


def test_gold_pages() -> None:
    pages = gold_pages()
    score, kinds_right = score_furniture(pages)
    assert len(pages) >= 40
    assert score.precision >= 0.98, score.failed
    assert score.recall >= 0.98, score.failed
    assert kinds_right >= 0.98, score.failed


def test_gold_pages_keep_every_title_and_body_line() -> None:
    for page in gold_pages():
        found = stories(page.text)
        titles = [page.text[slice(*story.title)] for story in found if story.title]
        assert titles == [title.strip() for title in page.titles], page.name
        body = [page.text[slice(*span)] for story in found for span in story.paragraphs]
        assert body == list(page.body), page.name


# Counted by reading the five pages.
EXPECTED = [
    (
        "000",
        [(23, False)],
        {"date": 1, "credit": 1, "caption": 1, "pull_quote": 2, "podcast": 1, "label": 1},
        "2023-08-19",
    ),
    (
        "001",
        [(24, True), (9, True)],
        {"date": 2, "agency": 1, "source": 2, "keywords": 1, "related": 1},
        "2023-11-09",
    ),
    ("002", [(24, True)], {"caption": 2, "agency": 1, "navigation": 1, "related": 1}, None),
    ("003", [(27, True)], {"site": 1, "share": 1, "markup": 1, "caption": 1, "byline": 1}, None),
    (
        "004",
        [(24, True), (7, True)],
        {"date": 1, "source": 1, "keywords": 1, "related": 1, "subscribe": 1},
        "2023-09-21",
    ),
]


@pytest.mark.parametrize(("prefix", "told", "furniture", "date"), EXPECTED)
def test_real_pages(
    articles: Path, prefix: str, told: list[tuple[int, bool]], furniture: dict[str, int], date: str
) -> None:
    [path] = articles.glob(f"{prefix}_*.txt")
    found = read(path)
    assert [(len(one.sentences), one.title is not None) for one in found] == told
    assert Counter(piece.kind for one in found for piece in one.furniture) == furniture
    assert found[0].date == date
    assert all(one.related == tuple(o.id for o in found if o is not one) for one in found)
    text = found[0].text
    spans = [(s.start, s.end) for one in found for s in (*one.sentences, *one.furniture)]
    spans += [(one.title.start, one.title.end) for one in found if one.title]
    covered = "".join(text[start:end] for start, end in sorted(spans))
    assert "".join(covered.split()) == "".join(text.split())


def test_real_page_names_its_writer_and_place(articles: Path) -> None:
    by_prefix = {path.name[:3]: read(path)[0] for path in sorted(articles.glob("*.txt"))}
    assert by_prefix["002"].place == "سول"
    assert len((by_prefix["003"].byline or "").split()) == 2


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("• مشاركة :", "share"),
        ("شارك هذا المقال عبر", "share"),
        ("بودكاست مسموعة", "podcast"),
        ("تابع أحدث الأخبار عبر تطبيق", "subscribe"),
        ("كلمات دلالية: نفط غاز", "keywords"),
        ("المصدر:https://example.org/a", "source"),
        ("تصنيفات", "navigation"),
        ("الرئيسية > سياسة", "navigation"),
        ("post-title", "markup"),
        ("ـــــــ", "markup"),
        ("gettyimages", "credit"),
        ("جميع الحقوق محفوظة © 2024", "site"),
        ("تابع أوستن خلال التوقيع حديثه عن السلام", None),
        ("مشاركة واسعة في الانتخابات البلدية", None),
        ("إعلان الحرب على الفقر", None),
        ("المصدر الرئيس للطاقة في البلاد", None),
    ],
)
def test_labels(line: str, kind: str | None) -> None:
    assert label_kind(line) == kind


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("نوفمبر 9, 2023آخر تحديث: نوفمبر 9, 2023", True),
        ("السبت 12 رجب 1445 هـ الموافق 24 يناير 2024م - 10:30 ص", True),
        ("منذ 3 ساعات", True),
        ("12 آب", True),
        ("عقدت القمة في 9 نوفمبر 2023", False),
        ("9 نوفمبر 2023 يوم لا ينسى", False),
    ],
)
def test_dates(line: str, expected: bool) -> None:
    assert is_date(line) is expected


@pytest.mark.parametrize(
    ("line", "tag", "place"),
    [
        ("القاهرة (رويترز) - قال الوزير إن", "القاهرة (رويترز) - ", "القاهرة"),
        ("المستقلة/- قال وزير", "المستقلة/- ", None),
        ("عمان 5 أيار (بترا) - بدأ", "عمان 5 أيار (بترا) - ", "عمان"),
        ("تل الورد - أعلنت البلدية", "تل الورد - ", "تل الورد"),
        ("دبي – وام: أعلنت", "دبي – وام: ", "دبي"),
        ("واشنطن: لا تغيير في السياسة", None, None),
        ("رويترز: الأسعار ترتفع", None, None),
        ("الكاتب - وهو طبيب - قال", None, None),
        ("القاهرة - المدينة التي لا تنام - تستيقظ", "القاهرة - ", "القاهرة"),
    ],
)
def test_datelines(line: str, tag: str | None, place: str | None) -> None:
    found = find_dateline(line, 0, len(line))
    assert (found and line[slice(*found.span)]) == tag
    assert (found.place if found else None) == place


def test_agency_lines() -> None:
    assert is_agency_line("سول/دبي-رويترزالشرق")
    assert is_agency_line("ع.م/ س.ح (د ب أ)")
    assert not is_agency_line("رويترز تكشف تفاصيل الصفقة")
    assert not is_agency_line("اتفاق ثلاثي")


def test_bylines() -> None:
    assert byline_name("كتبت: ميسون العطار") == "ميسون العطار"
    assert byline_name("القاهرة الإخبارية - محمود غراب") == "محمود غراب"
    assert byline_name("تقرير أممي يحذر من الجفاف في القرن الأفريقي") is None
    assert byline_name("كتب الوزير رسالة إلى الشعب أمس") is None


def test_captions() -> None:
    assert has_credit("عمال أمام بوابة الميناء (Getty)")
    assert has_credit("لقاء سابق بين الرئيسين - أرشيفية")
    assert not has_credit("حلف شمال الأطلسي (ناتو)")
    assert is_posed("الوزير (يمين) يصافح نظيره")


def test_related_heading_with_and_without_a_headline() -> None:
    bare, full = related_heading("إقرأ أيضاً:"), related_heading("اقرأ أيضا: كنز في بئر")
    assert bare is not None and bare["headline"] is None
    assert full is not None and full["headline"] == fold("كنز في بئر")
    assert related_heading("المزيد من القتلى في الغارة الأخيرة على البلدة") is None


def test_pull_quote_is_set_aside_wherever_it_stands() -> None:
    quote = "الجسر يختصر الطريق إلى المدرسة بنحو كيلومترين"
    assert kinds(BODY[0], quote, *BODY[1:]) == {quote: "pull_quote"}
    assert kinds(*BODY, quote) == {quote: "pull_quote"}


def test_a_heading_of_the_story_is_not_a_label() -> None:
    assert kinds(*BODY[:2], "ثلاثون عاملا", BODY[2]) == {}
    assert kinds(*BODY[:2], "سهرة الخميس", BODY[2]) == {"سهرة الخميس": "label"}


def test_headlines_in_the_middle_do_not_end_the_story() -> None:
    page = [*BODY[:2], "اقرأ أيضا", "زلزال خفيف يوقظ سكان الجزيرة البعيدة", BODY[2]]
    [story] = stories("\n".join(page))
    assert len(story.paragraphs) == 3
    assert [piece.kind for piece in story.furniture] == ["related", "related"]


@pytest.mark.parametrize(
    ("glued", "heading"),
    [
        ("أرقام صادمةكشف التقرير الجديد الصادر عن", "أرقام صادمة"),
        ('الخطوط "الحمراء"تتجلى هذه الخطوط في القرار', 'الخطوط "الحمراء"'),
        ("موقف حكوميأعلنت الوزارة التي لم تعلق على", "موقف حكومي"),
    ],
)
def test_glued_headings_are_parted(glued: str, heading: str) -> None:
    paragraph = (
        f"{glued} بيان طويل صدر صباح اليوم عن الموقف الحكومي من الأزمة التي تعيشها المدن الساحلية."
    )
    first, rest = read_lines(paragraph)
    assert first.text == heading
    assert rest.text.endswith("المدن الساحلية.")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([*BODY, "اقرأ أيضا:", "المصدر: رويترز", "مشاركة", "القاهرة - رويترز"]),
            st.text(st.sampled_from(list('ابدلم وة.؟:"()-/|1٢ \t\u200f#')), max_size=40),
            st.text(max_size=30),
        ),
        max_size=12,
    )
)
def test_nothing_vanishes_from_any_page(lines: list[str]) -> None:
    text = "\n".join(lines)
    spans: list[tuple[int, int]] = []
    for story in stories(text):
        spans += story.paragraphs
        spans += [(piece.start, piece.end) for piece in story.furniture]
        spans += [story.title] if story.title else []
        for piece in story.furniture:
            assert piece.kind in KINDS
            assert text[piece.start : piece.end] == piece.text
    spans.sort()
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join("".join(text[s:e].split()) for s, e in spans) == "".join(text.split())


@pytest.mark.slow
def test_clean_news_keeps_its_body(data: Path) -> None:
    """Three thousand radio stories with no furniture but a few tags and source lines."""
    found = read(data / "summ" / "ant-headline.jsonl")
    assert len(found) == 3000
    wrong = [
        piece for one in found for piece in one.furniture if piece.kind not in ("agency", "source")
    ]
    assert len(wrong) <= 5, wrong
