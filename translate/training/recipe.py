"""A recipe: which data goes into a run, how much of each. JSON, see ``data/recipe.json``.

``groups`` is a list of objects with a ``share`` of the examples drawn and ``sources``; a source is
one of

* ``{"file": "parallel/x.tsv", "factor": 2, "task": "translate", "join": 0.1, "hold_out": 80}``:
  pairs; ``factor`` weighs a pair of this file against a pair of another in the group, ``join`` is
  the chance that the following pairs are appended, ``hold_out`` leaves the last pairs out;
* ``{"file": "written"}``: the project's own sentence pairs, ``data/pairs/*.tsv``; ``written`` may
  stand for a file everywhere;
* ``{"file": "articles/ar", "task": "summary"}``: the project's own articles with their summaries,
  read in Arabic, in English (``en``) or in the bundled model's English (``mt``);
* ``{"frames": true}``: filled news frames;
* ``{"swapped": ["parallel/x.tsv"]}``: pairs with names and numbers exchanged;
* ``{"hinted": ["parallel/x.tsv"]}``: pairs with names in Latin letters on the Arabic side;
* ``{"phrased": ["parallel/x.tsv"]}``: pairs with words of the gazetteer in English on the Arabic
  side;
* ``{"names": true}``: people, from the frames' tables and the ``lexicon``;
* ``{"spellings": "lexicon/x.tsv", "list": 4}``: entries whose two sides sound alike;
* ``{"lists": "lexicon/x.tsv", "list": 4}``: all entries.

``lexicon`` names the files of people's names; ``avoid`` the evaluation sets that no pair may share
text with. Paths are relative to the data folder.
"""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from translate import gazetteer
from translate.errors import UsageError
from translate.training import articles, examples, lexicon, tables
from translate.training.examples import Example, Pairs, Source
from translate.training.frames import Frames
from translate.training.hinted import Hinted
from translate.training.noise import Noisy
from translate.training.overlap import Overlap
from translate.training.people import People
from translate.training.phrased import Phrased
from translate.training.swaps import Swapped

logger = logging.getLogger(__name__)

WRITTEN = "written"


@dataclass(frozen=True)
class Data:
    """A recipe read: sources with their weights, and the pairs kept back for validation."""

    sources: list[tuple[Source, float]]
    held_out: list[Example]


class Names:
    """Lists of invented people, no sentence around them."""

    name = "names"

    def __init__(self, words: Sequence[tuple[str, str]], seed: int) -> None:
        self._people, self._seed = People(words, lexicon_share=0.7), seed

    def draw(self, count: int) -> Example:
        rng = random.Random(f"{self._seed}/names/{count}")
        people = [
            self._people.draw(rng, rng.choice(("male", "male", "female"))).full
            for _ in range(rng.randint(2, 5))
        ]
        return Example("، ".join(a for a, _ in people), ", ".join(e for _, e in people))


def own() -> dict[str, Any]:
    """The recipe of the shipped adapter."""
    text = (resources.files("translate.training") / "data" / "recipe.json").read_text("utf-8")
    recipe: dict[str, Any] = json.loads(text)
    return recipe


def load(path: Path | None, folder: Path, seed: int) -> Data:
    """The recipe at ``path`` (``None``: the project's own) over the data in ``folder``.

    Raises ``UsageError`` when the recipe or a file it names cannot be used.
    """
    if path is not None and not path.is_file():
        raise UsageError(f"{path}: no such recipe")
    try:
        return read(json.loads(path.read_text(encoding="utf-8")) if path else own(), folder, seed)
    except (AttributeError, KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise UsageError(f"{path or 'recipe'}: not a usable recipe ({error!r})") from error


def read(recipe: dict[str, Any], folder: Path, seed: int) -> Data:
    """The same for a recipe at hand; a malformed one raises one of Python's own errors."""
    return _Reader(recipe, folder, seed).read()


def avoided(recipe: dict[str, Any], folder: Path) -> Overlap:
    """What no pair may share text with."""
    return Overlap(text for name in recipe.get("avoid", []) for text in _texts(folder / name))


class _Reader:
    def __init__(self, recipe: dict[str, Any], folder: Path, seed: int) -> None:
        self._recipe, self._folder, self._seed = recipe, folder, seed
        self._avoid = avoided(recipe, folder)
        self._words = lexicon.name_words([folder / name for name in recipe.get("lexicon", [])])
        self._held_out: list[Example] = []

    def read(self) -> Data:
        weighted: list[tuple[Source, float]] = []
        for group in self._recipe["groups"]:
            sources = [self._source(entry) for entry in group["sources"]]
            total = sum(weight for _, weight in sources)
            weighted += [(source, group["share"] * weight / total) for source, weight in sources]
        if not weighted:
            raise ValueError("no sources")
        return Data(weighted, self._held_out)

    def _source(self, entry: dict[str, Any]) -> tuple[Source, float]:
        factor = float(entry.get("factor", 1.0))
        if "frames" in entry:
            return Noisy(Frames(self._seed, self._words), self._seed), factor
        if "names" in entry:
            return Names(self._words, self._seed), factor
        if "swapped" in entry:
            pairs = self._pairs_of(entry["swapped"])
            swapped = Swapped(pairs, self._words, self._seed)
            if not len(swapped):
                raise UsageError("swapped: no pair has a name, a day or a number to exchange")
            return Noisy(swapped, self._seed), factor
        if "hinted" in entry:
            pairs = self._pairs_of(entry["hinted"])
            return Noisy(Hinted(pairs, self._seed), self._seed), factor
        if "phrased" in entry:
            pairs = self._pairs_of(entry["phrased"])
            return Noisy(Phrased(pairs, gazetteer.glossary(), self._seed), self._seed), factor
        if "spellings" in entry or "lists" in entry:
            name = entry.get("spellings") or entry["lists"]
            path = self._folder / name
            entries = lexicon.full_names(path) if "spellings" in entry else lexicon.entries(path)
            random.Random(self._seed).shuffle(entries)
            lists = lexicon.joined(entries, int(entry.get("list", 1)))
            return Pairs(name, lists, self._seed), factor
        pairs = self._pairs(entry)
        name = f"{entry['file']}:{entry.get('task', 'translate')}"
        source = Pairs(name, pairs, self._seed, float(entry.get("join", 0.0)))
        return Noisy(source, self._seed), factor * len(pairs)

    def _pairs_of(self, files: Sequence[str]) -> list[Example]:
        return [pair for file in files for pair in self._pairs({"file": file})]

    def _pairs(self, entry: dict[str, Any]) -> list[Example]:
        file, task = entry["file"], entry.get("task", "translate")
        if file == WRITTEN:
            pairs = [pair for path in tables.pair_files() for pair in examples.read(path, task)]
        elif file.startswith(articles.PREFIX):
            pairs = articles.read(file, task)
        else:
            pairs = examples.read(self._folder / file, task)
        if task == "translate":
            pairs = examples.clean(pairs)
        if asked := int(entry.get("hold_out", 0)):
            self._held_out += pairs[-asked:]
        if held := max(asked, self._holding(file)):
            pairs = pairs[:-held]
        allowed = [pair for pair in pairs if not self._avoid.found(f"{pair.source}\n{pair.target}")]
        if dropped := len(pairs) - len(allowed):
            logger.info("%s: %d pairs overlap an evaluation set, left out", file, dropped)
        return allowed

    def _holding(self, file: str) -> int:
        """What another entry holds out of this file stays out everywhere."""
        entries = (entry for group in self._recipe["groups"] for entry in group["sources"])
        return max((e.get("hold_out", 0) for e in entries if e.get("file") == file), default=0)


def _texts(path: Path) -> list[str]:
    if path.is_dir():
        return [file.read_text(encoding="utf-8") for file in sorted(path.glob("*.txt"))]
    return [f"{pair.source}\n{pair.target}" for pair in examples.read(path)]
