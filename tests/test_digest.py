"""A digest merges copies, keeps stories apart, and cites a sentence for everything it tells."""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_briefs import FLOOD, FLOOD_AGAIN, FLOOD_COPY, FOOTBALL, told

from summarize.commands import digest as command
from summarize.digest import digest, html, markdown, record
from summarize.digest.model import Cite, Digest, Story
from summarize.record import to_record
from summarize.summary import Brief
from translate.article import Flag
from translate.errors import KhulasaError, UsageError

ALL = (FOOTBALL, FLOOD_AGAIN, FLOOD, FLOOD_COPY)


def flood() -> Story:
    return digest(ALL).stories[0]


def test_articles_are_numbered_by_date_and_copies_merged() -> None:
    made = digest(ALL)
    assert [(one.number, one.id, one.copies) for one in made.articles] == [
        (1, "first", ("copy.txt",)),
        (3, "football", ()),
        (4, "second", ()),
    ]


def test_a_short_text_inside_a_long_one_is_no_copy() -> None:
    """A quotation of one sentence does not make two articles one."""
    sentence = FLOOD.article.sentences[0].text
    brief = told("quote", "2024-03-09", None, (sentence, "Floods."))
    assert len(digest([FLOOD, brief]).articles) == 2


def test_the_same_words_a_week_later_are_no_copy() -> None:
    later = dataclasses.replace(FLOOD_COPY.article, date="2024-03-14")
    assert len(digest([FLOOD, dataclasses.replace(FLOOD_COPY, article=later)]).articles) == 2
    undated = dataclasses.replace(FLOOD_COPY.article, date=None)
    assert len(digest([FLOOD, dataclasses.replace(FLOOD_COPY, article=undated)]).articles) == 1


def test_stories_are_kept_apart_largest_first() -> None:
    stories = digest(ALL).stories
    assert [story.articles for story in stories] == [(1, 4), (3,)]
    assert (stories[0].begins, stories[0].ends) == ("2024-03-07", "2024-03-08")


def test_every_point_is_the_sentence_that_it_cites() -> None:
    made = digest(ALL)
    sources = {one.cite: one for one in made.sources}
    points = [point for story in made.stories for point in story.points]
    assert points
    for point in points:
        first = sources[point.cites[0]]
        assert point.text == (first.english if point.translated else first.arabic)
        assert set(point.cites) <= set(sources)
    assert list(sources) == sorted(sources)


def test_the_summary_leads_with_what_the_outlets_lead_with() -> None:
    summary = flood().summary
    assert 2 <= len(summary) <= 7
    assert summary[0].cites[0] == Cite(1, 0)
    assert all(point.translated for point in summary)


def test_a_doubtful_sentence_gives_way_to_a_sound_one() -> None:
    assert FLOOD.translation is not None
    first = FLOOD.translation.sentences[0]
    doubtful = dataclasses.replace(first, flags=(Flag("number", "high", "12 became 21"),))
    sentences = (doubtful, *FLOOD.translation.sentences[1:])
    translation = dataclasses.replace(FLOOD.translation, sentences=sentences)
    brief = dataclasses.replace(FLOOD, translation=translation)
    assert Cite(1, 0) in [point.cites[0] for point in digest([FLOOD]).stories[0].summary]
    assert Cite(1, 0) not in [point.cites[0] for point in digest([brief]).stories[0].summary]


def test_a_heading_that_is_to_be_doubted_gives_way_or_says_so() -> None:
    def doubted(brief: Brief) -> Brief:
        assert brief.translation is not None and brief.translation.title is not None
        title = dataclasses.replace(
            brief.translation.title, flags=(Flag("name", "high", "Sarw is not in the Arabic"),)
        )
        return dataclasses.replace(
            brief, translation=dataclasses.replace(brief.translation, title=title)
        )

    for first, second in ((FLOOD, doubted(FLOOD_AGAIN)), (doubted(FLOOD), FLOOD_AGAIN)):
        story = digest([first, second]).stories[0]
        assert not story.flags
    made = digest([doubted(FLOOD), doubted(FLOOD_AGAIN)])
    heading = markdown.write(made).split("## 1.")[1].splitlines()[0]
    assert heading.endswith("*(⚑ high: name)*")


def test_every_article_of_a_story_has_its_say() -> None:
    assert {point.cites[0].article for point in flood().summary} == {1, 4}


def test_the_timeline_is_in_order_of_the_days_named() -> None:
    found = [(event.date, event.point.cites[0]) for event in flood().timeline]
    assert found[0] == ("2019-04", Cite(1, 3))
    assert ("2024-03-06", Cite(1, 0)) in found and ("2024-03-10", Cite(1, 2)) in found
    assert [day for day, _ in found] == sorted(day for day, _ in found)


def test_one_event_told_twice_is_one_event() -> None:
    again = [event for event in flood().timeline if event.date == "2024-03-06"]
    assert [event.point.cites for event in again] == [(Cite(1, 0), Cite(4, 0))]


def test_who_said_what_across_outlets() -> None:
    speakers = {speaker.name: speaker for speaker in flood().speakers}
    governor = next(speaker for name, speaker in speakers.items() if name and "Hallaq" in name)
    assert governor.arabic == "المحافظ نزار الحلاق"
    acts = [(one.act, one.point.cites[0]) for one in governor.statements]
    assert acts == [("said", Cite(1, 1)), ("said", Cite(1, 2)), ("denied", Cite(4, 1))]
    assert flood().speakers[0] in (governor, *[s for s in flood().speakers if "الدفاع" in s.arabic])


def test_figures_that_differ_between_outlets() -> None:
    (difference,) = flood().differences
    figures = [(one.value, one.printed, one.point.cites[0]) for one in difference.figures]
    assert figures == [(12, "12 شخصا", Cite(1, 0)), (15, "15 شخصا", Cite(4, 0))]


def test_figures_that_agree_or_count_other_things_are_not_listed() -> None:
    same = told("b", "2024-03-08", None, (FLOOD_AGAIN.article.sentences[0].text, "Toll of 15."))
    other = told("c", "2024-03-08", None, ("أصلحت البلدية 40 سيارة في وادي السرو.", "40 cars."))
    text = "قتل 9 أشخاص في سيول بلدة وادي السرو و4 أشخاص في بلدة مجاورة، بحسب الدفاع المدني."
    two = told("d", "2024-03-08", None, (text, "Nine people died there and four elsewhere."))
    for briefs in ([FLOOD_AGAIN, same], [FLOOD, other], [FLOOD, two]):
        assert not [d for story in digest(briefs).stories for d in story.differences]


def test_an_article_without_a_date_is_named_in_the_notes() -> None:
    article = dataclasses.replace(FLOOD.article, date=None)
    (note,) = digest([dataclasses.replace(FLOOD, article=article)]).notes
    assert "carries no date" in note and "الأربعاء" in note


def test_order_does_not_matter_and_the_result_is_the_same_every_time() -> None:
    assert digest(ALL) == digest(ALL) == digest([FLOOD, FLOOD_COPY, FOOTBALL, FLOOD_AGAIN])


EMPTY = told("empty", None, None)
MIXED = told("mixed", "2024", None, ("COVID-19 في 12 مدينة — test «نص»", "COVID-19 in 12 cities"))
MARKS = told("marks", "not a date", None, ("…", "…"), ("؟؟؟", None))
SAME = told("same", None, None, *[("قال الرجل إن المطر هطل.", "The man said it rained.")] * 30)


@pytest.mark.parametrize(
    "briefs",
    [
        [],
        [EMPTY],
        [MARKS],
        [MARKS, MARKS],
        [MIXED],
        [SAME],
        [SAME, SAME],
        [EMPTY, MIXED, MARKS, SAME],
    ],
)
@pytest.mark.parametrize("writer", [markdown, html, record])
def test_odd_input(briefs: Sequence[Brief], writer: object) -> None:
    made = digest(briefs)
    assert len(made.notes) >= sum(not brief.article.sentences for brief in briefs)
    page = writer.write(made)  # type: ignore[attr-defined]
    assert page.endswith("\n")


WORDS = (*" ".join(s.text for s in FLOOD.article.sentences).split(), "أمس", "9", "!", "«", "x")
sentences = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
english = st.none() | st.sampled_from(("Floods.", "", "Al-Hallaq said 12 <b>people</b> died."))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.none() | st.sampled_from(("2024-03-07", "2024-03", "0001-01-01", "2024-13-01")),
            st.lists(st.tuples(sentences, english), max_size=5),
        ),
        max_size=5,
    )
)
def test_any_articles(articles: list[tuple[str | None, list[tuple[str, str | None]]]]) -> None:
    briefs = [told(f"a{i}", date, None, *pairs) for i, (date, pairs) in enumerate(articles)]
    made = digest(briefs)
    assert sorted(n for story in made.stories for n in story.articles) == [
        one.number for one in made.articles
    ]
    known = {one.cite for one in made.sources}
    assert all(set(p.cites) <= known for story in made.stories for p in story.points)
    assert markdown.write(made) and html.write(made) and record.write(made)


def test_many_copies_of_one_text_are_one_article() -> None:
    assert FLOOD.translation is not None
    pairs = [(s.text, "Floods.") for s in FLOOD.article.sentences]
    made = digest([told(f"a{i}", "2024-03-07", None, *pairs) for i in range(60)])
    assert [len(one.copies) for one in made.articles] == [59]


@pytest.mark.parametrize("writer", [markdown, html])
def test_the_page_tells_everything(writer: object) -> None:
    made = digest(ALL)
    page = writer.write(made)  # type: ignore[attr-defined]
    assert "Digest of 3 articles" in page and "1 copy merged" in page and "copy.txt" in page
    assert "7 March 2024 to 8 March 2024" in page and "April 2019" in page
    for story in made.stories:
        for point in (*story.summary, *(event.point for event in story.timeline)):
            assert point.text in page
    for text in ("Figures that differ", "12 شخصا", "15 شخصا", "Who said what", "denied"):
        assert text in page
    assert all(one.arabic in page and str(one.cite) in page for one in made.sources)


def test_a_high_flag_is_seen_wherever_the_sentence_stands() -> None:
    assert FLOOD_AGAIN.translation is not None
    first = dataclasses.replace(
        FLOOD_AGAIN.translation.sentences[0], flags=(Flag("number", "high", "15 became 51"),)
    )
    rest = FLOOD_AGAIN.translation.sentences[1:]
    translation = dataclasses.replace(FLOOD_AGAIN.translation, sentences=(first, *rest))
    made = digest([FLOOD, dataclasses.replace(FLOOD_AGAIN, translation=translation)])
    for page in (markdown.write(made), html.write(made)):
        assert "⚑ high: number" in page.split("Figures that differ")[1]


def test_json_holds_the_model() -> None:
    made = digest(ALL)
    value = json.loads(record.write(made))
    assert value["schema"] == 1 and value["kind"] == "digest"
    assert value["stories"][0]["summary"][0]["cites"][0] == [1, 0]
    assert {field.name for field in dataclasses.fields(Digest)} < set(value)


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(arguments))


def test_the_command_reads_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [json.dumps(to_record(brief), ensure_ascii=False) for brief in ALL]
    (tmp_path / "a.jsonl").write_text("\n".join(lines[:2]) + "\n", encoding="utf-8")
    (tmp_path / "b.json").write_text(f"[{lines[2]}]", encoding="utf-8")
    (tmp_path / "c.json").write_text(lines[3], encoding="utf-8")
    assert run(str(tmp_path)) == 0
    assert capsys.readouterr().out == markdown.write(digest(ALL))
    out = tmp_path / "note.html"
    assert run(str(tmp_path), "--format", "html", "--out", str(out)) == 0
    assert out.read_text(encoding="utf-8") == html.write(digest(ALL))


def test_a_broken_record_is_told_and_the_rest_digested(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.dumps(to_record(FLOOD))
    (tmp_path / "good.jsonl").write_text(good, encoding="utf-8")
    (tmp_path / "bad.jsonl").write_text(
        good.replace('"schema": 1', '"schema": 9'), encoding="utf-8"
    )
    assert run(str(tmp_path)) == 1
    assert "bad.jsonl" in caplog.text and "schema 9" in caplog.text
    assert "Digest of 1 article" in capsys.readouterr().out


def test_nothing_to_digest(tmp_path: Path) -> None:
    with pytest.raises(KhulasaError, match="nothing to digest"):
        run(str(tmp_path))
    with pytest.raises(UsageError, match="no such file"):
        run(str(tmp_path / "absent"))
