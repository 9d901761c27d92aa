"""Files, folders, encodings and limits."""

from __future__ import annotations

import io
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from translate import reading
from translate.errors import KhulasaError, UnreadableError, UsageError
from translate.reading import find_files, read, read_text

STORY = (
    "بلدية المرفأ تعيد فتح الجسر القديم\n\n"
    "أعادت بلدية المرفأ فتح الجسر القديم أمام المشاة بعد أعمال ترميم استمرت عاما كاملا.\n\n"
    "وقال المهندس آيتكين دوروف إن الدعامات صارت أقوى مما كانت عليه عند البناء.\n\n"
    "المصدر: مكتب البلدية\n"
)


def test_read_text() -> None:
    [article] = read_text(STORY)
    assert article.title is not None
    assert article.title.text == "بلدية المرفأ تعيد فتح الجسر القديم"
    assert STORY[article.title.start : article.title.end] == article.title.text
    assert [one.paragraph for one in article.sentences] == [0, 1]
    assert [piece.kind for piece in article.furniture] == ["source"]
    assert article.source == "-"


def test_kept_furniture_is_also_among_the_sentences() -> None:
    [plain], [kept] = read_text(STORY), read_text(STORY, keep_furniture=True)
    assert kept.furniture == plain.furniture
    assert [one.text for one in kept.sentences][-1] == "المصدر: مكتب البلدية"
    assert len(kept.sentences) == len(plain.sentences) + 1


def test_ids_are_stable_and_unlike() -> None:
    assert read_text(STORY)[0].id == read_text(STORY, source="other")[0].id
    assert read_text(STORY)[0].id != read_text(STORY + "وانتهى الخبر عند هذا الحد.")[0].id


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso8859_6"],
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(STORY.encode(encoding))
    [article] = read(path)
    assert article.text == STORY


def test_a_broken_byte_is_replaced_and_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "cut.txt"
    path.write_bytes(STORY.encode()[:-4] + b"\xd8")
    assert read(path)[0].text.endswith("\ufffd")
    assert "U+FFFD" in caplog.text


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"  \n\t", "empty"),
        ("a.txt", b"The minister said that the plan is ready for the vote.", "reads as English"),
        ("a.txt", b"1234 5678", "no Arabic"),
        ("a.txt", bytes(range(256)) * 4, "binary"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        ("a.pdf", b"%PDF-1.7 nothing", "PDF"),
        ("a.docx", b"PK\x03\x04 nothing", "Word"),
        ("a.html", b"<html><body></body></html>", "no article"),
        ("a.mhtml", b"Content-Type: text/plain\n\nx", "no HTML"),
        ("a.json", b"[]", "no row"),
        ("a.json", b"[" * 100_000, "too deep|no row"),
        ("a.csv", b"text\n", "no row"),
    ],
)
def test_unreadable_files_say_why_in_one_line(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match=message) as caught:
        read(path)
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)


def test_missing_files(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"none\.txt"):
        read(tmp_path / "none.txt")
    with pytest.raises(UnreadableError):
        read(tmp_path)
    with pytest.raises(UsageError):
        list(find_files(tmp_path / "none"))


def test_limits_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableError, match=f"limit is {reading.MAX_CHARACTERS:,}"):
        read_text("ا" * (reading.MAX_CHARACTERS + 1))
    with pytest.raises(UnreadableError, match="lines"):
        read_text("ا\n" * (reading.MAX_LINES + 1))
    path = tmp_path / "large.txt"
    path.write_text(STORY, "utf-8")
    monkeypatch.setattr(reading, "MAX_BYTES", 100)
    with pytest.raises(UnreadableError, match="limit is 100"):
        read(path)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(STORY.encode("cp1256")))
    monkeypatch.setattr(sys, "stdin", stdin)
    [article] = read("-")
    assert article.source == "-"
    assert article.text == STORY


def test_find_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c.png", ".hidden.txt", "sub/d.JSON", ".git/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("نص")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files(tmp_path)]
    assert found == ["a.html", "b.txt", "sub/d.JSON"]
    assert list(find_files(tmp_path / "c.png")) == [tmp_path / "c.png"]


def test_a_link_that_leads_back_is_not_followed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("نص")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    assert len(list(find_files(tmp_path))) == 1
    assert "link back" in caplog.text


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.one_of(st.binary(max_size=300), st.text().map(lambda text: (text + STORY).encode())))
@pytest.mark.parametrize("suffix", ["txt", "md", "csv", "json", "mhtml"])
def test_any_bytes_give_articles_or_one_line(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"any.{suffix}"
    path.write_bytes(data)
    try:
        articles = read(path)
    except KhulasaError as error:
        assert "\n" not in str(error)
    else:
        assert articles


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_any_text_keeps_its_offsets(text: str) -> None:
    try:
        articles = read_text(f"{text}\n{STORY}")
    except UnreadableError:
        return
    for article in articles:
        for piece in (*article.sentences, *article.furniture):
            assert article.text[piece.start : piece.end] == piece.text


def test_lone_surrogates_are_survived() -> None:
    [article] = read_text(STORY + "\ud800")
    assert len(article.sha256) == 64


@pytest.mark.slow
def test_a_megabyte_is_read_in_seconds() -> None:
    text = STORY * (1_000_000 // len(STORY.encode()))
    started = time.process_time()
    read_text(text)
    assert time.process_time() - started < 2


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["ا", ".", '"', "(", "و ", "ا. ", "ا:", "<a>", "#ا ", "-", "أ/", "\u064b"]
)
def test_one_repeated_unit_does_not_hang(unit: str) -> None:
    started = time.process_time()
    with suppress(UnreadableError):
        read_text(unit * (reading.MAX_CHARACTERS // len(unit)))
    assert time.process_time() - started < 30
