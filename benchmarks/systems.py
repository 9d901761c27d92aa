"""What is compared: a model, a strategy, a way to summarise, and how it runs over items."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from benchmarks.tasks.base import Item, Task
from translate.errors import UsageError

BATCH = {"translation": 32, "summary": 1, "chain": 1}
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
        """Short, and distinct within a grid: ``bundled · translate-then-summarise · lead``."""
        parts = [self.model, self.strategy, self.method or self.summariser]
        name = " · ".join(part for part in parts if part)
        return name if self.beams == 1 else f"{name} · beam {self.beams}"

    def key(self, task: Task) -> str:
        """A file name's worth of identity: this system, this code, these items."""
        from translate.version import __version__

        plain = json.dumps([asdict(self), task.name, task.sha256, __version__], sort_keys=True)
        digest = hashlib.sha256(plain.encode()).hexdigest()[:12]
        slug = "".join(c if c.isalnum() or c in "-." else "_" for c in self.name)
        return f"{task.name}.{slug[:80]}.{digest}"


@dataclass(frozen=True)
class Loaded:
    """A system in memory: ``run`` gives one output an item, lines as sentences of a summary."""

    signature: str
    run: Callable[[Sequence[Item]], list[str]]


def load(system: System, kind: str, source_language: str) -> Loaded:
    """Load what the system needs for a task of that kind. Raises ``UsageError`` for a cell that
    makes no sense."""
    if kind == "translation":
        return _translator(system)
    if kind == "summary":
        return _extractive(system, source_language)
    raise UsageError(kind)


def _translator(system: System) -> Loaded:
    from translate.engines import load_engine
    from translate.engines.base import DecodeOptions
    from translate.translator import Translator

    if system.model is None:
        raise UsageError("a translation system needs a model")
    options = DecodeOptions(beams=system.beams)
    engine = load_engine(system.model, engine=system.engine)
    translator = Translator(engine, options=options, checks=False)

    def run(items: Sequence[Item]) -> list[str]:
        return [one.text for one in translator.texts([item.source for item in items])]

    return Loaded(translator.signature, run)


def _extractive(system: System, language: str) -> Loaded:
    from summarize.extractive import Length, select
    from translate.reading import read_text
    from translate.sentences import split
    from translate.version import __version__

    method = system.method
    if method is None:
        raise UsageError(f"{system.name}: no extractive method to summarise with")

    def summarise(item: Item) -> str:
        if language == "ar":
            (article, *_others) = read_text(item.source)
            sentences = [sentence.text for sentence in article.sentences]
        else:
            sentences = [sentence.text for sentence in split(item.source)]
        length = Length(sentences=system.sentences)
        picks = select(sentences, language, method=method, length=length, title=item.title)
        return "\n".join(sentences[pick.index] for pick in picks)

    signature = f"method:{method}|sentences:{system.sentences}|khulasa:{__version__}"
    return Loaded(signature, lambda items: [summarise(item) for item in items])
