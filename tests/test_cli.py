"""The command line from outside: what it prints, where, and with which exit code."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from fakes import FakeEngine, english_of

from summarize.cli import COMMANDS, main

PAGE = """إطلاق قمر صناعي جديد لمراقبة المحيطات

أعلنت وكالة الفضاء الوطنية صباح الثلاثاء إطلاق قمر صناعي جديد لمراقبة المحيطات.
وقالت المديرة نوال بن صالح إن القمر سيعمل خمس سنوات على الأقل.
وأضافت أن كلفة المشروع بلغت 48 مليون دولار.
ومن المقرر أن تصل أولى الصور إلى المحطة الأرضية خلال أسبوعين.
"""


@pytest.fixture(autouse=True)
def fake_model(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    engine = FakeEngine()
    monkeypatch.setattr("translate.engines.load_engine", lambda *args, **options: engine)
    # Whether the shipped adapter summarises is not what these tests are about.
    monkeypatch.setattr("summarize.commands.common.summariser", lambda args: None)
    return engine


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_brief_links_every_english_sentence_to_its_arabic(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(page), "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    sentences = record["article"]["sentences"]
    assert [one["source_id"] for one in record["translation"]["sentences"]] == [
        one["id"] for one in sentences
    ]
    for one in sentences:
        assert PAGE[one["start"] : one["end"]] == one["text"]
    (summary,) = record["summaries"]
    assert summary["kind"] == "extractive"
    by_id = {one["source_id"]: one["text"] for one in record["translation"]["sentences"]}
    for one in summary["sentences"]:
        (source,) = one["source_ids"]
        assert one["text"] == by_id[source]


def test_markdown_says_that_the_summary_is_extractive(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(page)]) == 0
    out = capsys.readouterr().out
    assert "There is no abstractive summary" in out
    assert english_of("وأضافت أن كلفة المشروع بلغت 48 مليون دولار.").split()[0] in out


@pytest.mark.parametrize("kind", ["json", "jsonl", "md", "html", "txt"])
def test_every_format_is_written_to_out(kind: str, page: Path, tmp_path: Path) -> None:
    assert main([str(page), "--format", kind, "--out", str(tmp_path / "out")]) == 0
    written = tmp_path / "out" / f"page.{kind}"
    assert "48" in written.read_text(encoding="utf-8")


def test_a_bad_file_among_good_ones_is_reported_and_the_rest_go_on(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "z.txt").write_text(PAGE, encoding="utf-8")
    assert main([str(tmp_path), "--format", "jsonl"]) == 1
    captured = capsys.readouterr()
    records = [json.loads(line) for line in captured.out.splitlines()]
    assert [Path(record["source"]).name for record in records] == ["page.txt", "z.txt"]


def test_bad_input_is_one_line_and_the_right_exit_code(tmp_path: Path) -> None:
    """As a user sees it: another process, its stderr and its exit code."""
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    english = tmp_path / "english.txt"
    english.write_text("Nothing in this text is Arabic.\n", encoding="utf-8")
    binary = tmp_path / "binary.txt"
    binary.write_bytes(bytes(range(256)) * 50)
    folder = tmp_path / "nothing"
    folder.mkdir()
    cases = [
        (["absent.txt"], 2, "no such file"),
        ([str(folder)], 2, "no readable files"),
        ([str(empty)], 1, "empty.txt"),
        ([str(english)], 1, "no Arabic text"),
        ([str(binary)], 1, "binary.txt"),
        (["translate", "absent.txt"], 1, "absent.txt"),
    ]
    for arguments, code, said in cases:
        done = run(*arguments, "--engine", "none")
        # An engine that does not exist would also end the run: inputs are looked at first.
        assert said in done.stderr, arguments
        assert done.returncode == code, (arguments, done.stderr)
        assert "Traceback" not in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
        assert done.stdout == ""


def run(*arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "summarize.cli", *arguments],
        input=data,
        capture_output=True,
        timeout=120,
        check=False,
        cwd=Path(__file__).resolve().parent.parent,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def test_lines_in_are_lines_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ["وصل الوفد مساء أمس", "", "عاد\x0cالوفد\u2028اليوم", "  ", "وصل الوفد مساء أمس", "end"]
    stdin(monkeypatch, "\n".join(lines).encode() + b"\n")
    assert main(["translate", "-", "--lines"]) == 0
    written = capsys.readouterr().out.removesuffix("\n").split("\n")
    assert len(written) == len(lines)
    assert [not line for line in written] == [not line.strip() for line in lines]
    assert written[0] == written[4] == english_of(lines[0])
    assert written[5] == "end"


def test_no_input_gives_no_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(monkeypatch, b"")
    assert main(["translate", "-", "--lines"]) == 0
    assert capsys.readouterr().out == ""


def test_a_page_that_no_one_prints_is_refused_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fake_model: FakeEngine
) -> None:
    sentence = "وصل الوفد إلى العاصمة مساء أمس. "
    stdin(monkeypatch, sentence.encode() * (5_000_000 // len(sentence.encode())))
    assert main(["-"]) == 1
    captured = capsys.readouterr()
    assert captured.out == "" and fake_model.calls == []


def test_a_line_of_five_megabytes_is_translated_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = "وصل الوفد إلى العاصمة مساء أمس. "
    text = sentence * (5_000_000 // len(sentence.encode()))
    stdin(monkeypatch, text.encode())
    assert main(["translate", "-", "--lines"]) == 0
    said = english_of(sentence.strip())
    assert capsys.readouterr().out.count(said) == text.count("الوفد")


def test_an_article_is_translated_by_paragraph(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["translate", str(page)]) == 0
    assert english_of("إطلاق قمر صناعي جديد لمراقبة المحيطات") in capsys.readouterr().out


def test_summarize_takes_arabic_and_english(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["summarize", str(page), "--sentences", "2"]) == 0
    arabic = capsys.readouterr().out.strip().splitlines()
    assert len(arabic) == 2 and all(line in PAGE for line in arabic)
    text = "The agency launched a satellite. It cost 48 million. It will work for five years."
    (tmp_path / "en.txt").write_text(text, encoding="utf-8")
    arguments = ["summarize", str(tmp_path / "en.txt"), "--method", "lead", "--sentences", "1"]
    assert main([*arguments, "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["kind"] == "extractive" and record["method"] == "lead"
    assert [one["text"] for one in record["sentences"]] == ["The agency launched a satellite."]


def test_models_are_listed_with_licence_and_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models"]) == 0
    out = capsys.readouterr().out
    assert "Helsinki-NLP/opus-mt-ar-en" in out and "non-commercial" in out
    assert main(["models", "--json"]) == 0
    assert {"alias", "licence", "bleu", "cached"} <= set(json.loads(capsys.readouterr().out)[0])


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_fits_eighty_columns_and_shows_an_example(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    assert f"khulasa {command}".strip() in out.split("example:")[1]


def test_usage_errors_end_with_two(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert main([str(page), "--strategy", "sideways"]) == 2
    assert main([str(page), "--method", "guess"]) == 2
    assert main([str(page), "--glossary", "absent.tsv"]) == 2
    assert "Traceback" not in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        main([str(page), "--beams", "0"])
    assert ended.value.code == 2


def test_summarise_first_translates_only_what_is_chosen(
    page: Path, capsys: pytest.CaptureFixture[str], fake_model: FakeEngine
) -> None:
    arguments = [str(page), "--format", "json", "--strategy", "summarise-first", "--no-gazetteer"]
    assert main([*arguments, "--sentences", "1"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert sum(map(len, fake_model.calls)) == 2  # the title and one sentence
    assert len(record["translation"]["sentences"]) == 1
    assert len(record["article"]["sentences"]) == 4
