"""What the README shows is what there is."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from summarize.cli import COMMANDS, main

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
SHELL = [
    line.split("#")[0].strip() for kind, code in BLOCKS if kind == "sh" for line in code.split("\n")
]


@pytest.mark.parametrize("line", [line for line in SHELL if line.startswith("khulasa ")])
def test_every_command_of_the_readme_parses(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = shlex.split(line.split(">")[0])[1:]
    command = words[0] if words[0] in COMMANDS else "brief"
    parsed = []
    monkeypatch.setattr(f"summarize.commands.{command}.run", lambda args: parsed.append(args) or 0)
    assert main(words) == 0
    assert parsed


@pytest.mark.slow
def test_the_python_of_the_readme_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = [code for kind, code in BLOCKS if kind == "python"]
    monkeypatch.chdir(Path(__file__).resolve().parent.parent)
    exec(compile(code, "README.md", "exec"), {})
    assert len(capsys.readouterr().out.splitlines()) > 5


def test_every_local_link_of_the_readme_leads_somewhere() -> None:
    root = Path(__file__).resolve().parent.parent
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (root / target).exists(), target
