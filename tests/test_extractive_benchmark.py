"""The extractive benchmark: reads both kinds of data, scores what is chosen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.studies.extractive import Item, load, main, own, score

ITEM = Item(
    "en",
    "Dam opens",
    ("The dam was opened on Monday.", "Rain fell.", "The dam will water the valley."),
    ("The dam was opened on Monday.",),
)


def test_perfect_and_empty_choices() -> None:
    best = score([ITEM], lambda item: [0])
    assert best["rouge2"] == [100.0]
    assert score([ITEM], lambda item: [])["rouge2"] == [0.0]


def test_own_chooses_as_many_as_the_gold() -> None:
    assert len(own("blend", True)(ITEM)) == 1


def test_loads_lines_and_bilingual_rows(tmp_path: Path) -> None:
    plain = {"lang": "en", "title": "T", "text": "One.\n\nTwo.", "summary": "Two."}
    empty = {"lang": "en", "text": "", "summary": "x"}
    both = {
        "title": {"ar": "عنوان", "en": "Title"},
        "sentences": [{"ar": "جملة.", "en": "A sentence."}],
        "summary": {"ar": ["جملة."], "en": ["A sentence."]},
    }
    rows = "\n".join(json.dumps(row) for row in (plain, empty, both))
    (tmp_path / "a.jsonl").write_text(rows, encoding="utf-8")
    items = load(tmp_path, "ar")
    assert [item.sentences for item in items] == [("One.", "Two."), ("جملة.",)]
    assert items[1].language == "ar"


def test_prints_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"lang": "en", "text": "\n".join(ITEM.sentences), "summary": ITEM.gold[0]}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert main(["--data", str(tmp_path / "a.jsonl"), "--methods", "lead"]) == 0
    assert "| lead | 100.0 | 100.0 |" in capsys.readouterr().out


def test_needs_something_to_do() -> None:
    with pytest.raises(SystemExit) as stop:
        main([])
    assert stop.value.code == 2
