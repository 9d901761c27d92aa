"""Briefs that the tests of the record, the writers and the digest share."""

from __future__ import annotations

from summarize.summary import Brief, Summary, SummarySentence
from translate.article import Article, Flag, Furniture, Sentence, TranslatedSentence, Translation

ARABIC = (
    "أعلنت بلدية وادي السرو افتتاح 3 مدارس يوم الاثنين.",
    "وقال المهندس بدر القصاب إن الكلفة بلغت 12 مليون دينار.",
    "ولم تذكر البلدية موعد افتتاح المدرسة الرابعة.",
)
ENGLISH = (
    "The municipality of Wadi al-Sarw opened 3 schools on Monday.",
    "Engineer Badr al-Qassab said the cost was 21 million dinars.",
    ARABIC[2],
)
WRONG = Flag("number", "high", "12 became 21", (39, 41), (42, 44))
LEFT = Flag("untranslated", "high", "the model gave no answer; the Arabic is kept")


def sample() -> Brief:
    title = Sentence(-1, "ثلاث مدارس جديدة", 0, 16, -1)
    sentences = tuple(Sentence(i, text, 0, len(text), i) for i, text in enumerate(ARABIC))
    article = Article(
        id="a",
        source="news/schools.txt",
        text="",
        sentences=sentences,
        title=title,
        date="2024-03-04",
        byline="سلمى الوراق",
        furniture=(Furniture("share", "مشاركة", 0, 6), Furniture("caption", "صورة", 7, 11)),
    )
    flags = ((), (WRONG,), (LEFT,))
    translation = Translation(
        "a",
        "bundled",
        "sig",
        tuple(TranslatedSentence(i, ENGLISH[i], -0.2, flags[i]) for i in range(3)),
        TranslatedSentence(-1, "Three new schools"),
        (TranslatedSentence(1, "Picture"),),
    )
    abstractive = Summary(
        "abstractive",
        "bundled",
        "en",
        "sig",
        (SummarySentence("Three schools opened.", (0,)), SummarySentence("All are happy.", ())),
        "the article was summarised in 2 parts",
    )
    extractive = Summary(
        "extractive", "textrank", "en", "sig", (SummarySentence(ENGLISH[1], (1,), 0.4, (WRONG,)),)
    )
    return Brief(article, translation, (extractive, abstractive), 1.0)


def told(
    name: str, date: str | None, title: tuple[str, str] | None, *pairs: tuple[str, str | None]
) -> Brief:
    """A brief of Arabic sentences and their English; ``None`` for one that was not translated."""
    sentences = tuple(Sentence(i, arabic, 0, len(arabic), i) for i, (arabic, _) in enumerate(pairs))
    head = Sentence(-1, title[0], 0, len(title[0]), -1) if title else None
    article = Article(name, f"{name}.txt", "", sentences, head, date)
    rendered = tuple(
        TranslatedSentence(
            i, arabic if english is None else english, -0.2, () if english else (LEFT,)
        )
        for i, (arabic, english) in enumerate(pairs)
    )
    english_title = TranslatedSentence(-1, title[1]) if title else None
    return Brief(article, Translation(name, "m", "s", rendered, english_title), ())


FLOOD = told(
    "first",
    "2024-03-07",
    ("سيول تجتاح وادي السرو", "Floods sweep Wadi al-Sarw"),
    (
        "قتل 12 شخصا في سيول اجتاحت بلدة وادي السرو مساء الأربعاء، بحسب الدفاع المدني.",
        "Floods that swept the town of Wadi al-Sarw on Wednesday evening killed 12 people,"
        " according to the Civil Defence.",
    ),
    (
        "وقال المحافظ نزار الحلاق إن فرق الإنقاذ تبحث عن سبعة مفقودين قرب الجسر القديم.",
        "Governor Nizar al-Hallaq said rescue teams were looking for seven missing people near the"
        " old bridge.",
    ),
    (
        "وأضاف أن المدارس ستبقى مغلقة حتى الأحد المقبل.",
        "He added that the schools would stay closed until next Sunday.",
    ),
    (
        "وكانت سيول مماثلة قد ضربت البلدة في أبريل 2019.",
        "Similar floods hit the town in April 2019.",
    ),
)
assert FLOOD.translation is not None
FLOOD_ENGLISH = FLOOD.translation.sentences
FLOOD_COPY = told(
    "copy",
    "2024-03-07",
    ("سيول وادي السرو", "Wadi al-Sarw floods"),
    *(
        (sentence.text, rendering.text)
        for sentence, rendering in zip(FLOOD.article.sentences[:3], FLOOD_ENGLISH[:3], strict=True)
    ),
)
FLOOD_AGAIN = told(
    "second",
    "2024-03-08",
    ("حصيلة سيول وادي السرو ترتفع", "Toll of the Wadi al-Sarw floods rises"),
    (
        "ارتفعت حصيلة السيول التي اجتاحت بلدة وادي السرو مساء الأربعاء إلى 15 شخصا، بحسب الدفاع"
        " المدني.",
        "The toll of the floods that swept the town of Wadi al-Sarw on Wednesday evening rose to 15"
        " people, according to the Civil Defence.",
    ),
    (
        "ونفى الحلاق أن يكون سد وادي السرو قد انهار بسبب السيول.",
        "Al-Hallaq denied that the Wadi al-Sarw dam had collapsed because of the floods.",
    ),
    ("وأغلقت السيول الطريق الساحلي.", None),
)
FOOTBALL = told(
    "football",
    "2024-03-08",
    ("نادي الشراع يتعاقد مع حارس جديد", "Al-Shiraa sign a new goalkeeper"),
    (
        "تعاقد نادي الشراع لكرة القدم مع الحارس البرتغالي دوارتي ليموس لموسمين.",
        "Al-Shiraa football club signed the Portuguese goalkeeper Duarte Lemos for two seasons.",
    ),
    (
        "وخسر الشراع مبارياته الثلاث الأخيرة في الدوري.",
        "Al-Shiraa lost their last three league matches.",
    ),
)
