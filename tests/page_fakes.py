"""A page that is served with an engine that answers at once, or as slowly as a test wants."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

from summarize.page.choices import menu
from summarize.page.desk import Desk
from summarize.page.limits import Limits
from translate.engines.base import GREEDY, DecodeOptions, Hypothesis
from translate.translator import Translator

ARTICLE = """مجلس بلدة السدرة يقر بناء مكتبة جديدة
4 مارس 2024
أقر مجلس بلدة السدرة بناء مكتبة عامة بكلفة 3 ملايين دينار.
وقال رئيس المجلس حاتم البيلساني إن البناء سيبدأ في مايو.
وتضم المكتبة 40 ألف كتاب وقاعة للأطفال.
ولم يعترض على القرار سوى عضو واحد.
شارك هذا الخبر
"""
ENGLISH = {
    "مجلس بلدة السدرة يقر بناء مكتبة جديدة": "Al-Sidra town council approves a new library",
    "أقر مجلس بلدة السدرة بناء مكتبة عامة بكلفة 3 ملايين دينار.": (
        "Al-Sidra town council approved a public library costing 3 million dinars."
    ),
    "وقال رئيس المجلس حاتم البيلساني إن البناء سيبدأ في مايو.": (
        "Council head Hatem al-Bailasani said building would begin in May."
    ),
    "وتضم المكتبة 40 ألف كتاب وقاعة للأطفال.": (
        "The library will hold 14 thousand books and a hall for children."
    ),
    "ولم يعترض على القرار سوى عضو واحد.": "Only one member opposed the decision.",
    "شارك هذا الخبر": "Share this news",
}
SECOND = """افتتاح سوق السمك في ميناء الزعفران
5 مارس 2024
افتتح ميناء الزعفران سوقا للسمك تضم 60 متجرا.
وقالت مديرة السوق سمر الخزامي إن العمل استمر عامين.
"""


class FakeEngine:
    """Knows the sentences above; anything else it calls by its length."""

    name = "fake"
    signature = "fake|1"
    max_source_tokens = 100

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self.calls: list[list[str]] = []

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def generate(self, texts: Sequence[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
        self.calls.append(list(texts))
        time.sleep(self.seconds)
        return [
            Hypothesis(ENGLISH.get(text, f"A line of {len(text)} letters"), -0.3, 12)
            for text in texts
        ]


def fake_desk(engine: FakeEngine) -> Desk:
    return Desk(lambda model: nullcontext(Translator(engine)), lambda model, summary: None)


@contextmanager
def served(
    engine: FakeEngine,
    limits: Limits | None = None,
    auth: list[tuple[str, str]] | None = None,
) -> Iterator[tuple[str, Path]]:
    """The address of a page that is being served, and the folder of its uploads."""
    from summarize.page.server import launch, private_folder

    limits = limits or Limits()
    with private_folder() as folder:
        from app import build

        page = build(fake_desk(engine), menu("fake"), limits)
        address = launch(page, limits, auth=auth, quiet=True, wait=False)
        try:
            yield address.rstrip("/"), folder
        finally:
            page.close(verbose=False)


def long_article(sentences: int) -> str:
    """An article of so many sentences, all different."""
    lines = [
        f"وصل القطار رقم {n} إلى محطة الواحة في موعده المحدد." for n in range(100, 100 + sentences)
    ]
    return "قطارات الواحة تصل في موعدها\n" + "\n".join(lines)
