"""``khulasa check``: lines in, JSON lines out; a bad line is named and the others go on."""

from __future__ import annotations

import argparse
import io
import json
import sys
from pathlib import Path

import pytest

from summarize.commands import check
from translate.errors import UnreadableError

FAITHFUL = "قتل ١٢ شخصا\t12 people were killed"
WRONG = "قتل ١٢ شخصا\t21 people were killed"


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    check.add_arguments(parser)
    return check.run(parser.parse_args(arguments))


def records(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_flags_have_the_form_of_the_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text(f"{FAITHFUL}\n{WRONG}\n", encoding="utf-8")
    assert run(str(file)) == 0
    assert records(capsys.readouterr().out) == [
        {"line": 1, "flags": []},
        {
            "line": 2,
            "flags": [
                {
                    "kind": "number",
                    "severity": "high",
                    "note": "١٢ became 21",
                    "source_span": [4, 6],
                    "target_span": [0, 2],
                }
            ],
        },
    ]


@pytest.mark.parametrize(
    "bad",
    [b"one column", b"a\tb\tc", b"\xff\xfe\tx", b"", b"\tEnglish alone", "English\tعربي".encode()],
)
def test_a_bad_line_is_named_and_the_others_go_on(
    bad: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = b"\n".join([FAITHFUL.encode(), bad, WRONG.encode()]) + b"\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert run("-") == 1
    out, err = capsys.readouterr()
    assert [record["line"] for record in records(out)] == [1, 3]
    assert "line 2" in err and len(err.splitlines()) == 1


def test_windows_lines_and_byte_order_mark(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_bytes(f"\ufeff{FAITHFUL}\r\n{WRONG}".encode())
    assert run(str(file)) == 0
    assert [bool(record["flags"]) for record in records(capsys.readouterr().out)] == [False, True]


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"nothing\.tsv: no such file"):
        run(str(tmp_path / "nothing.tsv"))


def test_glossary_accounts_for_its_english(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs, glossary = tmp_path / "pairs.tsv", tmp_path / "glossary.tsv"
    pairs.write_text("زار شيخ القبيلة السوق\tThe Zubaydi visited the market\n", encoding="utf-8")
    glossary.write_text("شيخ القبيلة\tZubaydi\n", encoding="utf-8")
    run(str(pairs))
    run(str(pairs), "--glossary", str(glossary))
    before, after = records(capsys.readouterr().out)
    assert before["flags"] and not after["flags"]
