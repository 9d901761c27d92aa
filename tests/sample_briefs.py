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
