"""What is compared: a model, a strategy, a way to summarise, and how it runs over items."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.tasks.base import Item, Task
from translate.errors import UsageError

if TYPE_CHECKING:
    from summarize.abstractive import Summariser
    from translate.translator import Translator

BATCH = {"translation": 32, "summary": 1, "chain": 4}
"""Items given to a system at once, and so the most that an interrupted run does again."""


@dataclass(frozen=True)
class System:
    """One cell of the grid. ``method`` is extractive, ``summariser`` an abstractive model; at most
    one of them. ``sentences`` is the length of a summary.
    """

    model: str | None = None
    strategy: str | None = None
    method: str | None = None
    summariser: str | None = None
    engine: str = "auto"
    beams: int = 1
    sentences: int = 3

    @property
    def name(self) -> str:
        """Short, and distinct within a grid: ``bundled · translate-first · lead``."""
        parts = [self.model, self.strategy, self.method or self.summariser]
        name = " · ".join(part for part in parts if part)
        return name if self.beams == 1 else f"{name} · beam {self.beams}"

    def key(self, task: Task) -> str:
        """A file name's worth of identity: this system, this code, these models, these items."""
        parts = [asdict(self), task.name, task.sha256, code(), files(self.model)]
        plain = json.dumps([*parts, files(self.summariser)], sort_keys=True)
        digest = hashlib.sha256(plain.encode()).hexdigest()[:12]
        slug = "".join(c if c.isalnum() or c in "-." else "_" for c in self.name)
        return f"{task.name}.{slug[:80]}.{digest}"


@lru_cache(maxsize=1)
def code() -> str:
    """A hash of the code and adapters that make outputs, so that none outlive a change."""
    digest = hashlib.sha256()
    for package in ("translate", "summarize"):
        root = Path(import_module(package).__path__[0])
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def files(model: str | None) -> list[tuple[str, int, int]]:
    """Names, sizes and times of a local checkpoint's files; nothing for a model by name."""
    root = Path(model) if model else Path()
    if not model or not root.is_dir():
        return []
    found = sorted(path for path in root.rglob("*") if path.is_file())
    return [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in found]


@dataclass(frozen=True)
class Loaded:
    """A system in memory: ``run`` gives one output an item, lines as sentences of a summary."""

    signature: str
    run: Callable[[Sequence[Item]], list[str]]


def load(system: System, kind: str, language: str) -> Loaded:
    """Load what the system needs for a task of that kind, whose sources are in ``language``."""
    if kind == "translation":
        return _translation(system)
    return _chain(system) if kind == "chain" else _summary(system, language)


def _translator(system: System) -> Translator:
    from translate.engines import load_engine
    from translate.engines.base import DecodeOptions
    from translate.translator import Translator

    if system.model is None:
        raise UsageError(f"{system.name}: no model to translate with")
    engine = load_engine(system.model, engine=system.engine)
    return Translator(engine, options=DecodeOptions(beams=system.beams), checks=False)


def _summariser(system: System) -> Summariser | None:
    from summarize.abstractive import Summariser
    from translate.engines import load_engine

    if system.summariser is None:
        return None
    engine = load_engine(
        system.summariser, engine=system.engine, task="summarize", sentences=system.sentences
    )
    return Summariser(engine)


def _translation(system: System) -> Loaded:
    translator = _translator(system)

    def run(items: Sequence[Item]) -> list[str]:
        return [one.text for one in translator.texts([item.source for item in items])]

    return Loaded(translator.signature, run)


def _chain(system: System) -> Loaded:
    """The whole pipeline. A model that writes no summary gives an empty output, not the extract
    that a reader would be shown instead."""
    from summarize.brief import Briefer, BriefOptions
    from summarize.extractive import Length
    from translate.reading import read_text

    if system.strategy is None:
        raise UsageError(f"{system.name}: no strategy")
    options = BriefOptions(strategy=system.strategy, length=Length(sentences=system.sentences))
    if system.method:
        options = replace(options, method=system.method)
    translator, summariser = _translator(system), _summariser(system)
    briefer = Briefer(translator, summariser=summariser, options=options)
    kind = "extractive" if summariser is None else "abstractive"

    def run(items: Sequence[Item]) -> list[str]:
        articles = [read_text(item.source)[0] for item in items]
        summaries = [
            next((summary for summary in brief.summaries if summary.kind == kind), None)
            for brief in briefer.briefs(articles)
        ]
        return [
            "\n".join(sentence.text for sentence in summary.sentences) if summary else ""
            for summary in summaries
        ]

    way = f"summariser:{summariser.signature}" if summariser else f"method:{options.method}"
    signature = f"{translator.signature}|strategy:{system.strategy}|sentences:{system.sentences}"
    return Loaded(f"{signature}|{way}", run)


def _summary(system: System, language: str) -> Loaded:
    from summarize.extractive import Length, select
    from translate.reading import read_text
    from translate.sentences import split
    from translate.version import __version__

    summariser, method = _summariser(system), system.method
    length = Length(sentences=system.sentences)

    def summarise(item: Item) -> str:
        arabic = language == "ar"
        sentences = read_text(item.source)[0].sentences if arabic else split(item.source)
        texts = [sentence.text for sentence in sentences]
        if summariser:
            return "\n".join(summariser.summarise(sentences, texts).sentences)
        picks = select(texts, language, method=method or "", length=length, title=item.title)
        return "\n".join(texts[pick.index] for pick in picks)

    if summariser is None:
        # Libraries load on first use: that is loading, not summarising.
        summarise(Item("", "جملة أولى. جملة ثانية." if language == "ar" else "One. Two.", ""))
    way = summariser.signature if summariser else f"method:{method}|sentences:{system.sentences}"
    return Loaded(f"{way}|khulasa:{__version__}", lambda items: [summarise(one) for one in items])
