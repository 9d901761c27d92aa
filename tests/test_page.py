"""The page without a browser: what it shows, what it refuses, what it keeps."""

from __future__ import annotations

import base64
import io
import json
import threading
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from page_fakes import ARTICLE, ENGLISH, SECOND, FakeEngine, fake_desk, long_article
from sample_briefs import sample

from summarize.commands.demo import credentials
from summarize.page import downloads, flow, panes
from summarize.page.choices import menu
from summarize.page.desk import AUTOMATIC, CHUNK, NO_SUMMARY, Choices, Desk
from summarize.page.doubts import doubts, tally
from summarize.page.flow import Screen
from summarize.page.limits import Limits, from_files, from_text
from summarize.page.samples import samples
from summarize.summary import Brief
from summarize.writers import FORMATS
from translate.errors import UnreadableError, UsageError
from translate.furniture.restore import put_back
from translate.reading import read_text

CHOICES = Choices(model="fake")


def read_all(engine: FakeEngine, text: str, before: Screen | None = None) -> list[Screen]:
    desk = fake_desk(engine)
    return list(flow.read(desk, Limits(), before or Screen(), text, [], CHOICES))


def brief_of(text: str) -> Brief:
    brief = read_all(FakeEngine(), text)[-1].brief
    assert brief is not None
    return brief


# What a reader sees


def test_sentences_appear_in_order_and_the_last_screen_has_the_summary() -> None:
    screens = read_all(FakeEngine(), long_article(20))
    counts = [len(one.brief.translation.sentences) for one in screens if one.brief]  # type: ignore[union-attr]
    assert counts[0] == 0 and counts[-1] == 20
    assert all(0 <= later - earlier <= CHUNK for earlier, later in pairwise(counts))
    assert all(one.running for one in screens[:-1]) and not screens[-1].running
    assert not screens[1].brief.summaries and screens[-1].brief.summaries  # type: ignore[union-attr]
    assert "20 sentences" in screens[-1].said


def test_the_screen_is_what_the_pipeline_makes() -> None:
    from summarize.brief import Briefer
    from translate.translator import Translator

    (article,) = read_text(ARTICLE, source="pasted text")
    whole = Briefer(Translator(FakeEngine()), options=CHOICES.options).brief(article)
    shown = brief_of(ARTICLE)
    assert (shown.article, shown.translation, shown.summaries) == (
        whole.article,
        whole.translation,
        whole.summaries,
    )


def test_reading_again_with_another_length_translates_nothing_again() -> None:
    engine = FakeEngine()
    desk = fake_desk(engine)
    *_, first = flow.read(desk, Limits(), Screen(), ARTICLE, [], CHOICES)
    before = len(engine.calls)
    longer = Choices(model="fake", sentences=4)
    *_, second = flow.read(desk, Limits(), first, ARTICLE, [], longer)
    assert len(engine.calls) == before
    assert second.brief and len(second.brief.summaries[0].sentences) == 4


def test_another_model_does_translate_again() -> None:
    engine = FakeEngine()
    *_, first = flow.read(fake_desk(engine), Limits(), Screen(), ARTICLE, [], CHOICES)
    other = FakeEngine()
    other.signature = "other|1"
    list(flow.read(fake_desk(other), Limits(), first, ARTICLE, [], CHOICES))
    assert sum(map(len, other.calls)) == 5


def test_leaving_stops_the_model_between_chunks() -> None:
    engine = FakeEngine()
    run = flow.read(fake_desk(engine), Limits(), Screen(), long_article(60), [], CHOICES)
    screens = [next(run) for _ in range(4)]
    run.close()
    assert len(engine.calls) == 3
    done = 1 + CHUNK
    assert f"Stopped: {done} of 60 sentences" in flow.stopped(screens[-1]).said


def test_the_fast_strategy_translates_the_key_sentences_alone() -> None:
    engine = FakeEngine()
    fast = Choices(model="fake", strategy="summarise-first", sentences=2)
    *_, last = flow.read(fake_desk(engine), Limits(), Screen(), long_article(30), [], fast)
    assert sum(map(len, engine.calls)) == 3  # and the title
    assert "2 of 30 sentences" in last.said
    assert last.brief and panes.side_pane(last.brief).count(panes.ABSENT) == 28
    assert panes.PENDING not in panes.side_pane(last.brief)


def test_an_abstractive_summary_comes_when_it_is_asked_for() -> None:
    from contextlib import nullcontext

    from summarize.abstractive import Summariser
    from translate.engines.base import GREEDY, DecodeOptions, Hypothesis
    from translate.translator import Translator

    class Teller(FakeEngine):
        name = "teller"

        def generate(
            self, texts: Sequence[str], options: DecodeOptions = GREEDY
        ) -> list[Hypothesis]:
            return [Hypothesis("The council approved a public library in Oslo.", -0.1, 9)]

    asked: list[str] = []

    def load(model: str, summary_model: str) -> Summariser:
        asked.append(summary_model)
        return Summariser(Teller())

    desk = Desk(lambda model: nullcontext(Translator(FakeEngine())), load)
    *_, last = flow.read(desk, Limits(), Screen(), ARTICLE, [], CHOICES)
    assert last.brief and asked == [AUTOMATIC]
    pane = panes.brief_pane(last.brief)
    assert pane.index("Summary (abstractive, teller)") < pane.index("Key sentences")
    (told,) = [one for one in doubts(last.brief) if one.place == "the summary"]
    assert told.flag.kind == "name" and "Oslo" in told.flag.note and told.anchor == "m0-0"
    without = Choices(model="fake", summary_model=NO_SUMMARY)
    *_, last = flow.read(desk, Limits(), Screen(), ARTICLE, [], without)
    assert asked == [AUTOMATIC] and "abstractive, teller" not in panes.brief_pane(last.brief)  # type: ignore[arg-type]


def test_put_back_makes_a_sentence_of_it_and_translates_only_that() -> None:
    engine = FakeEngine()
    desk = fake_desk(engine)
    *_, screen = flow.read(desk, Limits(), Screen(), ARTICLE, [], CHOICES)
    assert screen.brief and [f.kind for f in screen.brief.article.furniture] == ["date", "share"]
    before = len(engine.calls)
    *_, after = flow.restore(desk, screen, 1, CHOICES)
    assert engine.calls[before:] == [["شارك هذا الخبر"]]
    assert after.brief and after.brief.translation
    assert after.brief.translation.sentences[-1].text == ENGLISH["شارك هذا الخبر"]
    assert [f.kind for f in after.brief.article.furniture] == ["date"]


@pytest.mark.parametrize("piece", [-1, 2, 99])
def test_a_piece_that_is_not_there_cannot_be_put_back(piece: int) -> None:
    *_, screen = read_all(FakeEngine(), ARTICLE)
    (after,) = flow.restore(fake_desk(FakeEngine()), screen, piece, CHOICES)
    assert "Problem" in after.said and after.briefs == screen.briefs


def test_put_back_keeps_the_offsets_and_the_order_of_the_page() -> None:
    for text in samples().values():
        article = read_text(text)[0]
        for index, piece in enumerate(article.furniture):
            again = put_back(article, index)
            assert [one.id for one in again.sentences] == [*range(len(again.sentences))]
            assert all(again.text[s.start : s.end] == s.text for s in again.sentences)
            assert piece.text in {s.text for s in again.sentences}
            starts = [s.start for s in again.sentences]
            paragraphs = [s.paragraph for s in again.sentences]
            assert starts == sorted(starts) and paragraphs == sorted(paragraphs)


def test_several_articles_have_a_digest() -> None:
    files = [*read_text(ARTICLE, source="a.txt"), *read_text(SECOND, source="b.txt")]
    *_, last = flow.read(fake_desk(FakeEngine()), Limits(), Screen(), "", files, CHOICES)
    assert len(last.briefs) == 2 and last.digest is not None
    assert "Al-Sidra" in panes.digest_pane(last.digest)
    assert read_all(FakeEngine(), ARTICLE)[-1].digest is None


def test_doubts_are_explained_worst_first_and_each_is_told_once() -> None:
    brief = brief_of(ARTICLE)
    found = doubts(brief)
    (wrong,) = [one for one in found if one.anchor == "s2"]
    assert (wrong.flag.kind, wrong.flag.severity) == ("number", "high")
    assert "figure" in wrong.meaning and wrong.meaning in panes.flags_pane(brief)
    severities = [one.flag.severity for one in doubts(sample())]
    assert severities == sorted(severities, key=["high", "medium", "low"].index)
    assert tally([brief]).startswith("1 high")


def test_every_kind_of_flag_is_explained() -> None:
    from summarize.page import doubts as module

    source = (Path(module.__file__).parents[2]).rglob("*.py")
    kinds = {
        kind
        for path in source
        if path.parts[-2] in ("fidelity", "translate", "summarize")
        for kind in __import__("re").findall(r"Flag\(\s*\"([a-z]+)\"", path.read_text("utf-8"))
    }
    assert {"number", "name", "ungrounded"} <= kinds <= set(module._MEANINGS)


def test_hostile_text_stays_text() -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)> ${alert(3)} {{value}}"
    brief = brief_of(f"عنوان {attack}\n4 مارس 2024\nقال الوزير {attack} إن العمل بدأ اليوم.\n")
    for pane in (panes.brief_pane, panes.side_pane, panes.flags_pane, panes.furniture_pane):
        assert "<script" not in pane(brief) and "<img" not in pane(brief)
    assert "&lt;script&gt;" in panes.side_pane(brief)
    assert "<b>" not in panes.file_list([], ["<b>x</b>"])


def test_the_samples_are_read_whole() -> None:
    for title, text in samples().items():
        (article,) = read_text(text)
        assert article.title and article.date and article.furniture and len(article.sentences) >= 8
        assert title.isascii()


# Limits and refusals


def test_nothing_pasted_is_one_plain_line() -> None:
    (screen,) = read_all(FakeEngine(), "  \n")
    assert "There is no text yet" in screen.said and not screen.running


def test_english_is_refused_and_what_was_read_stays() -> None:
    *_, before = read_all(FakeEngine(), ARTICLE)
    (after,) = read_all(FakeEngine(), "This is an English text about nothing.", before)
    assert "no Arabic text" in after.said and after.briefs == before.briefs


def test_limits_are_told() -> None:
    with pytest.raises(UsageError, match="reads 100 of one article"):
        from_text(ARTICLE, Limits(characters=100))
    files = read_text(ARTICLE) * 3
    desk = fake_desk(FakeEngine())
    (screen,) = flow.read(desk, Limits(articles=2), Screen(), "", files, CHOICES)
    assert "3 articles at once" in screen.said


def test_files_are_read_and_deleted_and_bad_ones_named(tmp_path: Path) -> None:
    texts = {"a.txt": ARTICLE, "b.json": json.dumps({"text": SECOND}), "c.txt": "English only."}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "d.exe").write_bytes(b"MZ\0\0")
    paths = [str(path) for path in sorted(tmp_path.iterdir())]
    articles, problems = from_files(paths, Limits())
    assert [one.source for one in articles] == ["a.txt", "b.json#1"]
    assert [line.split(":")[0] for line in problems] == ["c.txt", "d.exe"]
    assert not any(str(tmp_path) in line for line in problems)
    assert list(tmp_path.iterdir()) == []


def test_articles_over_the_limit_are_counted(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.txt" for n in range(3)]
    for path in paths:
        path.write_text(ARTICLE, encoding="utf-8")
    articles, problems = from_files([str(path) for path in paths], Limits(articles=3), already=1)
    assert len(articles) == 2
    assert problems == ["1 left out: the page reads 3 articles at a time"]


def test_the_menu_has_only_what_is_here_and_checks_what_programs_send() -> None:
    offered = menu("fake")
    assert offered.offered["model"][0] == "fake"
    assert "direct" not in offered.offered["strategy"]
    assert menu("fake", "my-model").offered["summary_model"] == ["my-model", AUTOMATIC, NO_SUMMARY]
    offered.check(CHOICES)
    for bad in (
        Choices(model="/etc/passwd"),
        Choices(model="fake", strategy="direct"),
        Choices(model="fake", method="nope"),
        Choices(model="fake", sentences=10**9),
    ):
        with pytest.raises(UsageError):
            offered.check(bad)


def test_accounts(tmp_path: Path) -> None:
    file = tmp_path / "accounts"
    file.write_text("a:b\nc:d:e\n")
    assert credentials(f"@{file}") == [("a", "b"), ("c", "d:e")]
    assert credentials("me:secret") == [("me", "secret")]
    for bad in ("me", ":x", "me:", f"@{tmp_path / 'none'}"):
        with pytest.raises(UsageError):
            credentials(bad)


def test_models_are_loaded_once_and_the_oldest_makes_room() -> None:
    loaded: list[str] = []
    closed: list[str] = []

    class Opened:
        def __init__(self, model: str) -> None:
            self.model = model

        def __enter__(self) -> Any:
            from translate.translator import Translator

            loaded.append(self.model)
            return Translator(FakeEngine())

        def __exit__(self, *_: object) -> None:
            closed.append(self.model)

    desk = Desk(Opened, lambda model, summary: None)
    for model in ("a", "b", "a", "c"):
        desk.warm(Choices(model=model))
    assert loaded == ["a", "b", "c"] and closed == ["b"]


# Downloads


@pytest.mark.parametrize("name", FORMATS)
def test_one_article_is_one_file(name: str) -> None:
    file = downloads.pack([brief_of(ARTICLE)], name)
    assert file["name"] == f"al-sidra-town-council-approves-a-new-library.{name}"
    assert "Al-Sidra" in base64.b64decode(file["data"]).decode()


def test_several_articles_are_a_zip_with_their_digest() -> None:
    file = downloads.pack([brief_of(ARTICLE), brief_of(SECOND)], "md")
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(file["data"]))) as archive:
        names = archive.namelist()
    assert len(names) == 3 and names[-1] == "digest.md" and names[0].startswith("01-al-sidra")


def test_nothing_read_is_nothing_to_download() -> None:
    with pytest.raises(UsageError, match="nothing to download"):
        downloads.pack([], "md")


def test_two_at_once_share_the_model_and_both_finish() -> None:
    engine = FakeEngine(seconds=0.02)
    desk = fake_desk(engine)
    order: list[str] = []
    ends: dict[str, Screen] = {}

    def go(name: str) -> None:
        for screen in flow.read(desk, Limits(), Screen(), long_article(40), [], CHOICES):
            order.append(name)
            ends[name] = screen

    threads = [threading.Thread(target=go, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert all("Done" in ends[name].said for name in "ab")
    # Neither waited until the other was done.
    assert order.index("b") < len(order) - order[::-1].index("a") - 1
    assert order.index("a") < len(order) - order[::-1].index("b") - 1


def test_unreadable_text_names_no_path() -> None:
    with pytest.raises(UnreadableError, match="pasted text"):
        from_text("12345 67890", Limits())


def test_importing_the_page_imports_no_gradio() -> None:
    import subprocess
    import sys

    code = "import sys, app; sys.exit('gradio' in sys.modules or 'torch' in sys.modules)"
    root = Path(__file__).resolve().parent.parent
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
