"""khulasa batch: what is made, what is skipped, what is made again, and how a run ends."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from batch_helpers import outputs, story, write_folder
from fakes import FakeEngine

from summarize.batch.manifest import Manifest
from summarize.batch.walk import Shard, walk
from summarize.cli import main
from translate.errors import UsageError

Batch = Callable[..., int]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    engine = FakeEngine()
    monkeypatch.setattr("translate.engines.load_engine", lambda *args, **options: engine)
    monkeypatch.setattr("summarize.commands.common.summariser", lambda args: None)
    return engine


@pytest.fixture
def batch(tmp_path: Path, engine: FakeEngine) -> Batch:
    """Run over ``in`` into ``out``; the exit code."""

    def run(*options: str, source: Path | str | None = None, out: Path | None = None) -> int:
        given = source or tmp_path / "in"
        return main(["batch", str(given), str(out or tmp_path / "out"), *options])

    return run


def decoded(engine: FakeEngine) -> int:
    return sum(map(len, engine.calls))


def records(out: Path, name: str = "articles.jsonl") -> list[dict[str, object]]:
    lines = (out / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_every_article_is_written_in_every_format(tmp_path: Path, batch: Batch) -> None:
    write_folder(tmp_path / "in", 12)
    assert batch("--format", "md,html,txt,json,jsonl") == 0
    out = tmp_path / "out"
    for suffix in ("md", "html", "txt", "json"):
        assert len(list((out / "articles").rglob(f"*.{suffix}"))) == 12
    told = records(out)
    assert [one["source"] for one in told] == sorted(str(one["source"]) for one in told)
    single = json.loads((out / "articles" / "day01" / "story011.txt.json").read_text())
    assert single == told[11] and single["source"] == "day01/story011.txt"
    assert (out / "errors.jsonl").read_bytes() == b""


def test_what_is_done_is_not_done_again(tmp_path: Path, batch: Batch, engine: FakeEngine) -> None:
    write_folder(tmp_path / "in", 6)
    assert batch() == 0
    before, calls = outputs(tmp_path / "out"), decoded(engine)
    assert batch("--no-memory") == 0
    assert decoded(engine) == calls and outputs(tmp_path / "out") == before


def test_a_changed_file_other_settings_and_overwrite_are_made_anew(
    tmp_path: Path, batch: Batch, engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    def done() -> str:
        return capsys.readouterr().out.split(" done")[0]

    write_folder(tmp_path / "in", 6)
    batch()
    assert done() == "6"
    (tmp_path / "in" / "day00" / "story003.txt").write_text(story(99), encoding="utf-8")
    batch()
    assert done() == "1"
    assert "9900" in (tmp_path / "out" / "articles" / "day00" / "story003.txt.md").read_text()
    assert len(records(tmp_path / "out")) == 6
    batch("--sentences", "1")
    assert done() == "6"
    batch("--sentences", "1", "--overwrite")
    assert done() == "6"
    batch("--sentences", "1", "--format", "txt")
    assert done() == "6"  # a format that is not there yet
    batch("--sentences", "1", "--format", "txt")
    assert done() == "0"


def test_an_output_that_is_gone_or_cut_is_made_again(tmp_path: Path, batch: Batch) -> None:
    write_folder(tmp_path / "in", 4)
    batch()
    whole = outputs(tmp_path / "out")
    articles = sorted((tmp_path / "out" / "articles").rglob("*.md"))
    articles[0].unlink()
    articles[2].write_bytes(b"")  # as a power cut can leave it
    assert batch() == 0
    assert outputs(tmp_path / "out") == whole


def test_a_bad_file_is_told_and_the_rest_go_on(
    tmp_path: Path, batch: Batch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_folder(tmp_path / "in", 3)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "english.txt").write_text("There is no Arabic here at all.", encoding="utf-8")
    (folder / "broken.txt").symlink_to(folder / "nowhere.txt")
    assert batch() == 1
    failed = records(tmp_path / "out", "errors.jsonl")
    assert [one["source"] for one in failed] == ["broken.txt", "empty.txt", "english.txt"]
    assert failed[1]["reason"] == "empty.txt: empty"
    assert str(tmp_path) not in json.dumps(failed)
    assert len(records(tmp_path / "out")) == 3
    captured = capsys.readouterr()
    assert "3 done, 0 skipped, 3 failed" in captured.out and "Traceback" not in captured.err
    (folder / "empty.txt").write_text(story(7), encoding="utf-8")
    assert batch() == 1  # the others are tried again, and still fail
    assert len(records(tmp_path / "out", "errors.jsonl")) == 2


def test_an_article_that_fails_for_any_reason_fails_alone(
    tmp_path: Path, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    from summarize.brief import Briefer

    folder = tmp_path / "in"
    folder.mkdir()
    rows = [{"text": story(number)} for number in range(5)]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "rows.jsonl").write_text(lines, encoding="utf-8")
    whole = Briefer.complete

    def broken(self: Briefer, article: object, translation: object) -> object:
        if article.source.endswith("#3"):  # type: ignore[attr-defined]
            raise ZeroDivisionError("a defect")
        return whole(self, article, translation)  # type: ignore[arg-type]

    monkeypatch.setattr(Briefer, "complete", broken)
    assert batch() == 1
    (failed,) = records(tmp_path / "out", "errors.jsonl")
    assert failed == {
        "source": "rows.jsonl",
        "article": 3,
        "reason": "unexpected ZeroDivisionError: a defect",
    }
    told = [one["source"] for one in records(tmp_path / "out")]
    assert told == [f"rows.jsonl#{row}" for row in (1, 2, 4, 5)]
    monkeypatch.undo()
    monkeypatch.setattr("translate.engines.load_engine", lambda *args, **options: FakeEngine())
    monkeypatch.setattr("summarize.commands.common.summariser", lambda args: None)
    assert batch() == 0  # only the one that failed is left
    assert len(records(tmp_path / "out")) == 5


def test_a_file_with_fewer_articles_than_before_leaves_none_behind(
    tmp_path: Path, batch: Batch
) -> None:
    table = tmp_path / "in" / "table.csv"
    table.parent.mkdir()

    def write(count: int) -> None:
        body = "".join(f'"{story(number)}"\n' for number in range(count))
        table.write_text(f"text\n{body}", encoding="utf-8")

    write(4)
    assert batch() == 0
    folder = tmp_path / "out" / "articles"
    names = ["table.csv-2.md", "table.csv-3.md", "table.csv-4.md", "table.csv.md"]
    assert sorted(path.name for path in folder.iterdir()) == names
    write(2)
    assert batch() == 0
    assert sorted(path.name for path in folder.iterdir()) == ["table.csv-2.md", "table.csv.md"]
    assert len(records(tmp_path / "out")) == 2


def test_limit_and_fail_fast_end_early_and_are_taken_up(
    tmp_path: Path, batch: Batch, engine: FakeEngine
) -> None:
    write_folder(tmp_path / "in", 9)
    for expected in (4, 8, 9):
        assert batch("--limit", "4") == 0
        assert len(records(tmp_path / "out")) == expected
    (tmp_path / "in" / "day00" / "bad.txt").write_bytes(b"")
    assert batch("--fail-fast") == 1


def test_shards_share_out_and_do_each_file_once(
    tmp_path: Path, batch: Batch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_folder(tmp_path / "in", 20)
    assert batch(out=tmp_path / "whole") == 0
    capsys.readouterr()
    for part in ("1/3", "2/3", "3/3"):
        assert batch("--shard", part) == 0
    assert sum(int(line.split()[0]) for line in capsys.readouterr().out.splitlines()) == 20
    names = [f"articles-{part}-of-3.jsonl" for part in (1, 2, 3)]
    together = [one for name in names for one in records(tmp_path / "out", name)]
    assert sorted(map(str, together)) == sorted(map(str, records(tmp_path / "whole")))
    articles = {
        name: text for name, text in outputs(tmp_path / "out").items() if name.endswith("md")
    }
    assert articles == {
        name: text for name, text in outputs(tmp_path / "whole").items() if name.endswith("md")
    }


@pytest.mark.parametrize("text", ["0/3", "4/3", "1", "1/0", "a/b", "-1/2"])
def test_a_shard_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        Shard.parse(text)


def test_two_runs_on_one_out_do_not_collide(
    tmp_path: Path, batch: Batch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_folder(tmp_path / "in", 2)
    with Manifest(tmp_path / "out" / "manifest.sqlite", "other"):
        assert batch() == 2
    assert "another khulasa batch is writing there" in capsys.readouterr().err
    assert batch() == 0


def test_outputs_inside_the_input_folder_are_no_inputs(tmp_path: Path, batch: Batch) -> None:
    folder = write_folder(tmp_path / "in", 3)
    out = folder / "read"
    assert batch(out=out) == 0
    before = outputs(out)
    assert batch(out=out) == 0
    assert outputs(out) == before


def test_outputs_do_not_tell_where_the_folder_is(tmp_path: Path, batch: Batch) -> None:
    write_folder(tmp_path / "in", 3)
    batch(out=tmp_path / "one")
    (tmp_path / "in").rename(tmp_path / "moved")
    batch(source=f"{tmp_path}/./moved/", out=tmp_path / "two")
    assert outputs(tmp_path / "one") == outputs(tmp_path / "two")


def test_patterns_and_single_files(tmp_path: Path, batch: Batch) -> None:
    folder = write_folder(tmp_path / "in", 12)
    (folder / "top.txt").write_text(story(77), encoding="utf-8")
    (folder / "top.md").write_text(story(78), encoding="utf-8")

    def names(pattern: str) -> set[str]:
        return {found.name for found in walk(f"{folder}/{pattern}")}

    assert names("*.txt") == {"top.txt"}
    assert names("*") == {"top.txt", "top.md"}
    assert names("day01/*.txt") == {"story010.txt", "story011.txt"}
    assert names("day0[!0]/*") == {"day01/story010.txt", "day01/story011.txt"}
    assert len(names("**/*.txt")) == 13 and len(names("**/story00?.txt")) == 10
    assert names("*.html") == set()
    assert batch(source=f"{folder}/*.html") == 2
    assert batch(source=folder / "absent") == 2
    assert batch(source=folder / "top.md") == 0
    assert (tmp_path / "out" / "articles" / "top.md.md").exists()


def test_loops_pipes_and_hidden_files_are_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = write_folder(tmp_path / "in", 2)
    (folder / "day00" / "up").symlink_to(folder)
    (folder / "again").symlink_to(folder / "day00")  # not a loop: followed
    (folder / ".hidden.txt").write_text(story(1), encoding="utf-8")
    os.mkfifo(folder / "pipe.txt")
    with caplog.at_level(logging.WARNING):
        found = sorted(one.name for one in walk(str(folder)))
    assert found == [
        *(f"again/story00{number}.txt" for number in (0, 1)),
        *(f"day00/story00{number}.txt" for number in (0, 1)),
    ]
    assert "link back" in caplog.text and "not a regular file" in caplog.text


def test_names_of_any_length_and_bytes_are_kept_apart(tmp_path: Path, batch: Batch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    long = "خ" * 120  # 240 bytes
    for number, name in enumerate([long + ".txt", long + ".md", "a b'\"\n.txt"]):
        (folder / name).write_text(story(number), encoding="utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/not-utf8-\xff.txt")).write_text(story(5), "utf-8")
    assert batch("--format", "md,json,jsonl") == 0
    assert len(list((tmp_path / "out" / "articles").iterdir())) == 8
    assert len(records(tmp_path / "out")) == 4
    assert unicodedata.normalize("NFC", long) in {
        str(one["source"]).rsplit(".", 1)[0] for one in records(tmp_path / "out")
    }


def test_parquet_holds_the_records(tmp_path: Path, batch: Batch) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_folder(tmp_path / "in", 5)
    assert batch("--format", "jsonl,parquet") == 0
    rows = parquet.read_table(tmp_path / "out" / "articles.parquet").to_pylist()
    assert [json.loads(row["record"]) for row in rows] == records(tmp_path / "out")
    assert all(row["english"] and row["extractive"] and row["sentences"] == 5 for row in rows)


def test_the_memory_is_on_unless_told_otherwise(
    tmp_path: Path, batch: Batch, engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    write_folder(tmp_path / "in", 4)
    batch()
    calls = decoded(engine)
    batch("--overwrite")
    assert decoded(engine) == calls and "(24 from memory)" in capsys.readouterr().out
    batch("--overwrite", "--no-memory")
    assert decoded(engine) == 2 * calls
    batch(out=tmp_path / "other")
    assert decoded(engine) == 3 * calls
    assert not (tmp_path / "none" / "memory.sqlite").exists()


def test_a_read_only_or_foreign_out_is_one_line(
    tmp_path: Path, batch: Batch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_folder(tmp_path / "in", 2)
    (tmp_path / "file").write_text("x")
    assert batch(out=tmp_path / "file" / "out") == 1
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.sqlite").write_text("this is not a database, but long enough")
    assert batch("--no-memory") == 1
    told = capsys.readouterr()
    assert len(told.err.splitlines()) == 2 and told.out == ""


@pytest.mark.parametrize("option", [["--format", "docx"], ["--format", ","], ["--shard", "3"]])
def test_options_that_make_no_sense_end_with_two(
    option: list[str], tmp_path: Path, batch: Batch
) -> None:
    write_folder(tmp_path / "in", 1)
    assert batch(*option) == 2
    assert not (tmp_path / "out").exists()


def test_importing_the_command_is_light() -> None:
    code = (
        "import sys, summarize.commands.batch, summarize.commands.serve;"
        "print({'torch', 'ray', 'numpy', 'fastapi'} & set(sys.modules))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert found.stdout.strip() == "set()"
