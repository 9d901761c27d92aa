"""The whole chain on whole pages: the shipped examples, and real ones where they are at hand."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeEngine

from summarize.abstractive import Summariser
from summarize.brief import Briefer, BriefOptions
from summarize.extractive import Length
from summarize.record import from_record, to_record
from summarize.strategies import STRATEGIES
from summarize.summary import Brief
from translate.article import Sentence
from translate.engines.base import GREEDY, DecodeOptions, Hypothesis
from translate.errors import UsageError
from translate.reading import find_files, read
from translate.translator import Translator

ROOT = Path(__file__).resolve().parent.parent
HEAVY = "{'torch', 'transformers', 'gradio', 'ctranslate2', 'sklearn', 'numpy'}"
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))


def briefs(folder: Path, options: BriefOptions | None = None) -> list[Brief]:
    articles = [article for path in find_files(folder) for article in read(path)]
    return list(Briefer(Translator(FakeEngine()), options=options).briefs(articles))


def assert_sound(brief: Brief) -> None:
    """Every sentence has one rendering; every offset and source id leads to what it says."""
    article, translation = brief.article, brief.translation
    assert translation is not None
    assert [s.id for s in article.sentences] == list(range(len(article.sentences)))
    assert [t.source_id for t in translation.sentences] == [s.id for s in article.sentences]
    for piece in (*article.sentences, *article.furniture):
        assert article.text[piece.start : piece.end] == piece.text
    for rendering in translation.sentences:
        assert rendering.text
    ids = {sentence.id for sentence in article.sentences}
    assert brief.summaries
    for summary in brief.summaries:
        assert summary.sentences
        for one in summary.sentences:
            assert set(one.source_ids) <= ids
    assert from_record(to_record(brief)).translation == translation


def test_the_examples_are_sound() -> None:
    found = briefs(ROOT / "examples")
    assert len({brief.article.source for brief in found}) == len(EXAMPLES) >= 4
    for brief in found:
        assert_sound(brief)


def test_real_pages_are_sound(articles: Path) -> None:
    found = briefs(articles)
    assert len({brief.article.source for brief in found}) == len(list(articles.glob("*.txt")))
    for brief in found:
        assert_sound(brief)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_every_strategy_makes_grounded_summaries(strategy: str) -> None:
    options = BriefOptions(strategy=strategy, method="lead", length=Length(sentences=2))
    (article, *_) = read(EXAMPLES[0])
    summariser = Summariser(Echo())
    (brief,) = Briefer(Translator(FakeEngine()), summariser=summariser, options=options).briefs(
        [article]
    )
    kinds = [summary.kind for summary in brief.summaries]
    assert kinds == ["abstractive", "extractive"]
    extractive = brief.summaries[1]
    assert len(extractive.sentences) == 2 and extractive.language == "en"
    assert brief.translation is not None
    rendered = {one.source_id: one.text for one in brief.translation.sentences}
    for one in extractive.sentences:
        assert one.text == rendered[one.source_ids[0]]
    if strategy == "summarise-first":
        assert len(rendered) == 2


class Echo(FakeEngine):
    """A summariser that writes the beginning of what it reads."""

    name = "echo"
    max_source_tokens = 60

    def generate(self, texts: list[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
        self.calls.append(list(texts))
        return [Hypothesis(" ".join(text.split()[:12]) + ".", -0.5, 12) for text in texts]


def test_a_long_article_is_summarised_in_parts_and_says_so() -> None:
    engine = Echo()
    (article, *_) = read(EXAMPLES[0])
    written = Summariser(engine).summarise(
        article.sentences, [sentence.text for sentence in article.sentences]
    )
    assert max(len(text.split()) for call in engine.calls for text in call) <= 60
    assert len(engine.calls) > 1
    assert written.note is not None and "parts" in written.note


@pytest.mark.parametrize(
    ("mute", "told"),
    [
        (lambda text, call: call == 0 and "third" in text, "1 of them"),
        (lambda text, call: call == 1, "in 4 parts."),
        (lambda text, call: False, "once more together"),
    ],
)
def test_parts_of_which_nothing_came_are_told(mute: Callable[[str, int], bool], told: str) -> None:
    class Partly(Echo):
        def generate(self, texts: list[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
            found = super().generate(texts, options)
            number = len(self.calls) - 1
            return [
                Hypothesis("", -1.0, 0) if mute(text, number) else one
                for text, one in zip(texts, found, strict=True)
            ]

    sentences = [
        Sentence(i, " ".join(f"{word}{n}" for n in range(40)), 0, 0, paragraph=i)
        for i, word in enumerate(("first", "second", "third", "fourth"))
    ]
    written = Summariser(Partly()).summarise(sentences, [one.text for one in sentences])
    assert written.note is not None and told in written.note
    assert ("once more" in written.note) == (len(written.sentences) == 1)


def test_a_summary_that_was_cut_says_so() -> None:
    class Cut(Echo):
        def generate(self, texts: list[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
            return [replace(one, finished=False) for one in super().generate(texts, options)]

    (article, *_) = read(EXAMPLES[0])
    written = Summariser(Cut()).summarise(article.sentences[:2], ["One two.", "Three four."])
    assert written.note is not None and "cut" in written.note


def test_a_summariser_that_says_nothing_leaves_an_extractive_summary_that_says_so() -> None:
    class Mute(Echo):
        def generate(self, texts: list[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
            return [Hypothesis("", -0.5, 0) for _ in texts]

    (article, *_) = read(EXAMPLES[0])
    brief = Briefer(Translator(FakeEngine()), summariser=Summariser(Mute())).brief(article)
    (summary,) = brief.summaries
    assert summary.kind == "extractive"
    assert summary.note is not None and "no abstractive summary" in summary.note


def test_a_summariser_that_breaks_leaves_the_extractive_summary() -> None:
    class Broken(Echo):
        def generate(self, texts: list[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
            raise RuntimeError("out of memory")

    (article, *_) = read(EXAMPLES[0])
    brief = Briefer(Translator(FakeEngine()), summariser=Summariser(Broken())).brief(article)
    (summary,) = brief.summaries
    assert summary.note is not None and "out of memory" in summary.note


def test_options_that_cannot_be_are_refused_before_anything_is_read() -> None:
    translator = Translator(FakeEngine())
    for options in (
        BriefOptions(strategy="sideways"),
        BriefOptions(method="guess"),
        BriefOptions(strategy="direct"),
    ):
        with pytest.raises(UsageError):
            Briefer(translator, options=options)


@pytest.mark.parametrize(
    "module", ["translate", "summarize", "summarize.cli", "translate.translator"]
)
def test_importing_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*{HEAVY} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == ""


@pytest.mark.slow
def test_golden_sentences_through_the_bundled_model() -> None:
    """Short sentences that even a small model must get right, through the installed command."""
    lines = [
        "وصل الرئيس إلى باريس يوم الاثنين.",
        "قتل 25 شخصا في الزلزال.",
        "",
        "قال الوزير إن المفاوضات لم تنجح.",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "summarize.cli", "translate", "-", "--lines"],
        input="\n".join(lines) + "\n",
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    written = done.stdout.removesuffix("\n").split("\n")
    assert len(written) == 4
    assert "Paris" in written[0] and "president" in written[0].lower() and "Monday" in written[0]
    assert "25" in written[1] and "earthquake" in written[1].lower()
    assert written[2] == ""
    assert "minister" in written[3].lower()


@pytest.mark.slow
def test_the_bundled_model_reads_real_pages(articles: Path) -> None:
    from translate.engines import load_engine

    translator = Translator(load_engine("bundled", device="cpu"))
    pages = [article for path in find_files(articles) for article in read(path)]
    found = list(Briefer(translator).briefs(pages))
    for brief in found:
        assert_sound(brief)
    kept = translator.counts.rungs["kept-source"]
    assert kept <= 0.02 * translator.counts.sentences
