"""Write ``docs/cli.md``: the help of every command, as it is printed.

python docs/make_cli.py
"""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path

from summarize.cli import COMMANDS, main

PAGE = Path(__file__).with_name("cli.md")
INTRODUCTION = """\
# Command line

Output goes to standard output, progress and complaints to standard error. Exit codes: 0 done,
1 something failed (the rest was done), 2 the call was wrong, 130 interrupted.
"""


def page() -> str:
    """The whole page."""
    sections = [_section("khulasa", [])]
    sections += [_section(f"khulasa {name}", [name]) for name in COMMANDS]
    return "\n".join([INTRODUCTION, *sections])


def _section(title: str, arguments: list[str]) -> str:
    return f"## {title}\n\n```text\n{_help(arguments)}```\n"


def _help(arguments: list[str]) -> str:
    os.environ.update(COLUMNS="80", NO_COLOR="1")  # argparse reads them
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown), contextlib.suppress(SystemExit):
        main([*arguments, "--help"])
    return shown.getvalue()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
