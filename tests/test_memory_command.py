"""``khulasa memory``: each action, on a memory of its own."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from summarize.commands import memory as command
from translate.engines.base import Hypothesis
from translate.errors import UnreadableError, UsageError
from translate.memory import Memory


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "memory.sqlite"
    with Memory(path) as memory:
        memory.put_many([("باب", Hypothesis("door", -0.5, 2))], "tiny")
        memory.put_many([("دار", Hypothesis("house", -0.5, 2))], "large")
    return path


def run(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args([str(argument) for argument in arguments]))


def test_stats(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("stats", "--memory", path) == 0
    printed = capsys.readouterr().out
    assert "2 translations" in printed and "tiny" in printed
    assert run("stats", "--memory", path, "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert record["entries"] == 2
    assert {"model": "tiny", "entries": 1, "hits": 0} in record["models"]


def test_export_then_import(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("export", "-", "--memory", path, "--model", "tiny")
    printed = capsys.readouterr().out
    assert "<seg>door</seg>" in printed and "house" not in printed
    tmx, other = path.with_suffix(".tmx"), path.with_name("other.sqlite")
    run("export", tmx, "--memory", path)
    run("import", tmx, "--memory", other, "--trust")
    assert "2 pairs" in capsys.readouterr().out
    with Memory(other) as memory:
        assert memory.get_many(["باب"], "any")["باب"].text == "door"


def test_prune(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("prune", "--memory", path, "--model", "tiny")
    assert "1 forgotten" in capsys.readouterr().out
    with Memory(path) as memory:
        assert [model for model, _, _ in memory.stats().models] == ["large"]


def test_names(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Memory(path) as memory:
        spelt = [("قال ميقاتي", "Mikati said"), ("عاد ميقاتي", "Miqati is back")]
        memory.put_many([(arabic, Hypothesis(english, -0.5, 3)) for arabic, english in spelt], "t")
    run("names", "--memory", path)
    comment, line = capsys.readouterr().out.splitlines()
    assert line == "ميقاتي\tMikati"
    assert "Miqati (1, عاد ميقاتي…)" in comment


@pytest.mark.parametrize(
    "arguments",
    [("prune",), ("prune", "--days", "-1"), ("prune", "--keep", "-1")],
    ids=lambda arguments: " ".join(arguments),
)
def test_prune_refuses(path: Path, arguments: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        run(*arguments, "--memory", path)


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    absent = tmp_path / "absent"
    with pytest.raises(UsageError, match="no memory yet"):
        run("stats", "--memory", absent)
    with pytest.raises(UnreadableError, match="no such file"):
        run("import", tmp_path / "none.tmx", "--memory", absent)
    assert not absent.exists()
