"""Articles written for this project with their English titles and summaries, as training pairs.

``data/articles/*.jsonl``, an article a line: ``title``, ``summary`` (one sentence), ``summary-3``
(three), all in English, and ``sentences``, each with its ``ar``, its ``en`` and its ``mt``, which
the bundled model made of it.
"""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

from translate.arabic import normalise
from translate.errors import UsageError
from translate.training.examples import Example

PREFIX = "articles/"
"""What names an article's side in a recipe: ``articles/ar``."""
SIDES = ("ar", "en", "mt")


def records() -> list[dict[str, Any]]:
    """All articles, by file and as written."""
    folder = Path(str(resources.files("translate.training") / "data" / "articles"))
    return [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def read(name: str, task: str) -> list[Example]:
    """The whole article on the side that ``name`` tells, and its ``title`` or summary, whichever
    the ``task`` is called after. Raises ``UsageError`` for a side or a task they do not have.
    """
    side = name.removeprefix(PREFIX)
    if side not in SIDES or task not in ("title", "summary", "summary-3"):
        raise UsageError(f"{name}: articles have {', '.join(SIDES)}, and no {task}")
    return [
        Example(
            normalise(" ".join(sentence[side] for sentence in record["sentences"])),
            record[task],
            task,
        )
        for record in records()
    ]
