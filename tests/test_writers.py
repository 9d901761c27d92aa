"""Every format says the same of a brief, and none lets the text of the page become markup."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from sample_briefs import ARABIC, ENGLISH, sample

from summarize import writers
from summarize.record import from_record
from summarize.summary import Brief
from summarize.writers import markdown, view
from translate.article import Article, Flag
from translate.errors import UsageError


def written(name: str, brief: Brief) -> str:
    """The page without its line breaks."""
    return " ".join(writers.get(name).write(brief).split())


@pytest.mark.parametrize("name", ["md", "txt", "html"])
def test_a_page_holds_everything(name: str) -> None:
    page = re.sub("</?mark.*?>", "", writers.get(name).write(sample()))
    for text in ("Three new schools", "news/schools.txt", "2024-03-04", "سلمى الوراق"):
        assert text in page
    for text in (*ARABIC, *ENGLISH[:2], "مشاركة", "صورة", "Picture", "All are happy."):
        assert text in page
    assert "12 became 21" in page and "high" in page
    assert view.UNTRANSLATED in page and view.UNGROUNDED in page
    assert "in 2 parts" in page


@pytest.mark.parametrize("name", ["md", "txt", "html"])
def test_neither_kind_of_summary_passes_for_the_other(name: str) -> None:
    brief = sample()
    page = written(name, brief)
    assert page.index("abstractive, bundled") < page.index("extractive, textrank")
    assert view.NO_ABSTRACTIVE not in page
    page = written(name, dataclasses.replace(brief, summaries=brief.summaries[:1]))
    assert view.NO_ABSTRACTIVE in page and "(abstractive" not in page
    page = written(name, dataclasses.replace(brief, summaries=brief.summaries[1:]))
    assert view.NO_ABSTRACTIVE not in page and "(extractive" not in page


@pytest.mark.parametrize("name", ["md", "txt", "html"])
def test_a_sentence_that_nobody_translated_is_marked(name: str) -> None:
    brief = sample()
    assert brief.translation is not None
    part = dataclasses.replace(brief.translation, sentences=brief.translation.sentences[:1])
    page = written(name, dataclasses.replace(brief, translation=part))
    assert page.count(view.NOT_ASKED) == 2 and ARABIC[2] in page
    page = written(name, dataclasses.replace(brief, translation=None, summaries=()))
    assert "(not translated)" in page and ARABIC[0] in page


@pytest.mark.parametrize("name", writers.FORMATS)
def test_an_empty_article(name: str) -> None:
    page = writers.get(name).write(Brief(Article("a", "-", "", ()), None, ()))
    assert page.endswith("\n")
    assert "standard input" in page or '"source": "-"' in page


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_reads_back(name: str) -> None:
    text = writers.get(name).write(sample())
    assert from_record(json.loads(text)) == sample()
    assert ARABIC[0] in text  # not \\u escapes
    assert (text.count("\n") == 1) == (name == "jsonl")


def test_another_format_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no format 'pdf'; choose one of json"):
        writers.get("pdf")


def test_summary_sentences_carry_their_sources() -> None:
    page = writers.get("md").write(sample())
    assert "- Three schools opened. [0]" in page
    assert f"- All are happy. **[{view.UNGROUNDED}]**" in page


def test_the_worst_flag_comes_first() -> None:
    flags = [Flag("a", "low", ""), Flag("b", "high", ""), Flag("c", "medium", "")]
    assert [flag.kind for flag in view.worst_first(flags)] == ["b", "c", "a"]


def test_the_flag_of_a_key_sentence_counts_once() -> None:
    assert view.flag_counts(sample()) == {"high": 2, "medium": 0, "low": 0}


def shown(source: str) -> str:
    """The words that a Markdown reader sees; fails on any element but a paragraph."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(source)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}, children
    return "".join(child.content for child in children)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab1 .-+=#>|`*_[](){}<&;~:/!\\$@ب\n\t")))
@example("1. one")
@example("<script>alert(1)</script>")
@example("&amp; [a](b) ![c](d) <http://x.org> **b** ~~c~~")
@example("---")
@example("\\")
def test_markdown_shows_the_text_as_it_is(text: str) -> None:
    if text.split():
        assert shown(markdown.escape(text)) == " ".join(text.split())


def test_text_wraps_english_and_keeps_long_words() -> None:
    brief = sample()
    assert brief.translation is not None
    long = "word " * 40 + "x" * 120
    first = dataclasses.replace(brief.translation.sentences[0], text=long)
    sentences = (first, *brief.translation.sentences[1:])
    translation = dataclasses.replace(brief.translation, sentences=sentences)
    page = writers.get("txt").write(dataclasses.replace(brief, translation=translation))
    assert "x" * 120 in page
    assert all(len(line) <= 88 for line in page.splitlines() if "word" in line)
