"""From files to outputs, a window of sentences at a time. Knows nothing of OUT, so that it runs in
the same process or on another machine."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from summarize.batch.render import render
from summarize.brief import Briefer
from summarize.summary import Brief
from translate.article import Article
from translate.errors import KhulasaError
from translate.reading import read
from translate.translator import WINDOW

_log = logging.getLogger("khulasa")
_FAILURES = 50  # unreadable files that are told at once


@dataclass(frozen=True)
class Task:
    """A file to read, and the numbers of its articles that need not be made again."""

    name: str
    path: str
    done: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Output:
    """Article ``number`` (from 1) of the ``total`` in the file ``name``, in the formats asked for.
    ``reason`` says why there is none; ``number`` is 0 where the file itself could not be read."""

    name: str
    number: int
    total: int
    texts: dict[str, bytes]
    record: bytes | None
    sentences: int
    flags: int
    seconds: float
    reason: str | None = None


@dataclass(frozen=True)
class Done:
    """Outputs that belong together: they are stored together. ``remembered`` counts sentences
    that the translation memory had."""

    outputs: tuple[Output, ...]
    remembered: int


@dataclass(frozen=True)
class _Item:
    task: Task
    number: int
    total: int
    article: Article


class Worker:
    """Makes outputs with one briefer."""

    def __init__(self, briefer: Briefer, formats: Sequence[str]) -> None:
        self._briefer = briefer
        self._formats = formats

    def work(self, tasks: Iterable[Task], limit: int | None = None) -> Iterator[Done]:
        """The outputs of all tasks, of ``limit`` articles at most, as they are made. An article
        that fails, whatever the failure, fails alone."""
        items: list[_Item] = []
        failed: list[Output] = []
        sentences = made = 0
        for found in self._items(tasks):
            if isinstance(found, Output):
                failed.append(found)
            else:
                items.append(found)
                sentences += len(found.article.sentences) + 1
                made += 1
            if sentences >= WINDOW or len(failed) >= _FAILURES or made == limit:
                yield self._done(items, failed)
                items, failed, sentences = [], [], 0
                if made == limit:
                    return
        if items or failed:
            yield self._done(items, failed)

    def _items(self, tasks: Iterable[Task]) -> Iterator[_Item | Output]:
        for task in tasks:
            try:
                articles = read(task.path)
            except Exception as error:  # noqa: BLE001 - one file never ends a run of a million
                reason = _reason(error).replace(task.path, task.name)
                yield failure(task.name, 0, 0, reason)
                continue
            for number, article in enumerate(articles, 1):
                if number not in task.done:
                    # Outputs do not tell where the folder was when they were made.
                    source = task.name + article.source.removeprefix(task.path)
                    yield _Item(task, number, len(articles), replace(article, source=source))

    def _done(self, items: Sequence[_Item], failed: Sequence[Output]) -> Done:
        counts = self._briefer.translator.counts
        before = counts.remembered
        try:
            made = list(self._outputs(items))
        except Exception as error:  # noqa: BLE001 - found below, in the article it is in
            _log.debug("a window failed (%s); each article by itself", error, exc_info=True)
            made = [self._alone(item) for item in items]
        return Done((*failed, *made), counts.remembered - before)

    def _alone(self, item: _Item) -> Output:
        try:
            (output,) = self._outputs([item])
        except Exception as error:  # noqa: BLE001 - as above
            return failure(item.task.name, item.number, item.total, _reason(error))
        return output

    def _outputs(self, items: Sequence[_Item]) -> Iterator[Output]:
        briefs = self._briefer.briefs([item.article for item in items])
        for item, brief in zip(items, briefs, strict=True):
            texts, record = render(brief, self._formats)
            yield Output(
                name=item.task.name,
                number=item.number,
                total=item.total,
                texts=texts,
                record=record,
                sentences=len(brief.article.sentences),
                flags=_flags(brief),
                seconds=brief.seconds,
            )


def failure(name: str, number: int, total: int, reason: str) -> Output:
    """The output of an article, or with ``number`` 0 of a file, that failed."""
    return Output(name, number, total, {}, None, 0, 0, 0.0, reason)


def _flags(brief: Brief) -> int:
    assert brief.translation is not None
    return sum(len(sentence.flags) for sentence in brief.translation.sentences)


def _reason(error: Exception) -> str:
    if isinstance(error, (KhulasaError, OSError)):
        return str(error)
    _log.debug("unexpected", exc_info=error)
    return f"unexpected {type(error).__name__}: {error}"
