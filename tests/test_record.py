"""The record holds all of a brief, reads back, and refuses what is not one."""

from __future__ import annotations

import copy
import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.record import SCHEMA, RecordError, from_record, to_record
from summarize.summary import Brief, Summary, SummarySentence
from translate.article import Article, Flag, Furniture, Sentence, TranslatedSentence, Translation
from translate.errors import KhulasaError

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
scores = st.none() | st.floats(-10, 10)
spans = st.none() | st.tuples(st.integers(0, 9), st.integers(10, 20))
flags = st.lists(
    st.builds(Flag, words, st.sampled_from(("high", "medium", "low")), words, spans, spans),
    max_size=2,
).map(tuple)


@st.composite
def briefs(draw: st.DrawFn) -> Brief:
    count = draw(st.integers(0, 4))
    split = st.sampled_from((None, "clause", "length"))
    sentences = tuple(Sentence(i, draw(words), i, i + 1, i // 2, draw(split)) for i in range(count))
    article = Article(
        id="a",
        source=draw(words),
        text="",
        sentences=sentences,
        title=draw(
            st.none() | st.builds(Sentence, st.just(-1), words, st.just(0), st.just(1), st.just(-1))
        ),
        date=draw(st.none() | words),
        byline=draw(st.none() | words),
        furniture=tuple(
            draw(st.lists(st.builds(Furniture, words, words, st.just(0), st.just(1)), max_size=2))
        ),
        related=tuple(draw(st.lists(words, max_size=2))),
        sha256="0" * 64,
    )

    def rendered(i: int) -> TranslatedSentence:
        return TranslatedSentence(i, draw(words), draw(scores), draw(flags))

    translation = draw(st.none() | st.just(Translation("a", "m", "s", ())))
    if translation is not None:
        translation = dataclasses.replace(
            translation,
            sentences=tuple(rendered(i) for i in range(count)),
            title=None if article.title is None else rendered(-1),
            furniture=tuple(rendered(i) for i in range(len(article.furniture))),
        )
    cited = st.lists(st.integers(0, count - 1), max_size=3) if count else st.just([])
    one = st.builds(SummarySentence, words, cited.map(tuple), scores, flags)
    summary = st.builds(
        Summary,
        st.sampled_from(("extractive", "abstractive")),
        words,
        words,
        words,
        st.lists(one, max_size=2).map(tuple),
        st.none() | words,
    )
    summaries = tuple(draw(st.lists(summary, max_size=2)))
    return Brief(article, translation, summaries, draw(st.floats(0, 100)))


def small() -> dict[str, Any]:
    article = Article("a", "-", "نص.", (Sentence(0, "نص.", 0, 3, 0),), sha256="0" * 64)
    flag = Flag("number", "high", "5 is missing", (0, 2), None)
    translation = Translation("a", "m", "s", (TranslatedSentence(0, "Text.", -0.3, (flag,)),))
    summary = Summary("extractive", "lead", "en", "s", (SummarySentence("Text.", (0,), 1.0),))
    return to_record(Brief(article, translation, (summary,), 1.5))


@settings(max_examples=60, deadline=None)
@given(briefs())
def test_a_brief_survives_json(brief: Brief) -> None:
    text = json.dumps(to_record(brief), ensure_ascii=False, allow_nan=False)
    assert from_record(json.loads(text)) == brief


def test_the_fields_that_readers_were_promised() -> None:
    record = small()
    assert list(record) == [
        "schema", "id", "source", "sha256", "article", "translation", "summaries", "seconds",
    ]  # fmt: skip
    assert record["schema"] == SCHEMA == 1
    assert record["translation"]["sentences"][0]["flags"] == [
        {"kind": "number", "severity": "high", "source_span": [0, 2], "target_span": None,
         "note": "5 is missing"}
    ]  # fmt: skip
    assert record["summaries"][0]["sentences"][0]["source_ids"] == [0]


def test_unknown_fields_are_left_alone() -> None:
    record = small()
    record["later"] = 1
    record["article"]["sentences"][0]["later"] = {}
    assert to_record(from_record(record)) == small()


def test_the_translation_of_another_article_is_refused() -> None:
    brief = from_record(small())
    assert brief.translation is not None
    other = dataclasses.replace(brief.translation, article_id="b")
    with pytest.raises(ValueError, match="'a' has the translation of 'b'"):
        to_record(dataclasses.replace(brief, translation=other))


def changed(path: str, value: Any) -> dict[str, Any]:
    record = copy.deepcopy(small())
    *parents, last = path.split(".")
    place: Any = record
    for name in parents:
        place = place[int(name) if name.isdigit() else name]
    if value is KeyError:
        del place[last]
    else:
        place[last] = value
    return record


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("schema", 2, "schema 2; this version reads schema 1"),
        ("schema", True, "is bool, not int"),
        ("id", KeyError, "no field 'id'"),
        ("article", [], "'article' is list, not dict"),
        ("article.sentences.0.start", "0", r"sentences\[0\]: field 'start' is str, not int"),
        ("translation.sentences.0.score", "low", "'score' is not a number"),
        ("translation.sentences.0.source_id", 7, "names sentence 7"),
        ("translation.sentences.0.flags.0.severity", "fatal", "not high, medium or low"),
        ("translation.sentences.0.flags.0.source_span", [1], r"is not \[start, end\]"),
        ("summaries.0.kind", "guessed", "not extractive or abstractive"),
        ("summaries.0.sentences.0.source_ids", ["0"], "not a list of whole numbers"),
        ("summaries.0.sentences.0.source_ids", [3], "names sentence 3"),
        ("seconds", None, "no field 'seconds'"),
    ],
)
def test_a_broken_record_is_refused_in_one_line(path: str, value: Any, message: str) -> None:
    with pytest.raises(RecordError, match=message) as caught:
        from_record(changed(path, value))
    assert "\n" not in str(caught.value) and isinstance(caught.value, KhulasaError)


@pytest.mark.parametrize("value", [None, [], 3, "text"])
def test_a_value_that_is_no_object_is_refused(value: Any) -> None:
    with pytest.raises(RecordError, match="expected an object"):
        from_record(value)


def test_the_documented_example_is_a_record() -> None:
    page = (Path(__file__).parents[1] / "docs" / "record.md").read_text(encoding="utf-8")
    example = page.split("## Example")[1].split("To look at many")[0]
    brief = from_record(json.loads(example))
    sentence = brief.article.sentences[0]
    assert sentence.end - sentence.start == len(sentence.text)
    flag = brief.translation.sentences[0].flags[0]  # type: ignore[union-attr]
    assert sentence.text[slice(*flag.source_span)] == "12"  # type: ignore[misc]
    assert brief.summaries[0].sentences[0].text[slice(*flag.target_span)] == "21"  # type: ignore[misc]
    assert to_record(brief) == json.loads(example)
