"""From what a reader asked for to what the screen shows, again and again until it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from summarize.digest import Digest, digest
from summarize.page import progress
from summarize.page.choices import Menu
from summarize.page.desk import Choices, Desk
from summarize.page.limits import Limits, few, from_text
from summarize.record import to_record
from summarize.summary import Brief
from translate.article import Article
from translate.errors import KhulasaError
from translate.furniture.restore import put_back


@dataclass(frozen=True)
class Screen:
    """All that the page shows of the articles: ``current`` is the place among ``briefs`` of the
    one in view, ``said`` and ``bar`` are HTML; ``digest`` is there once several are read."""

    briefs: tuple[Brief, ...] = ()
    current: int = 0
    said: str = ""
    bar: str = ""
    digest: Digest | None = None
    running: bool = False

    @property
    def brief(self) -> Brief | None:
        return self.briefs[self.current] if self.briefs else None

    def settled(self, said: str) -> Screen:
        """The screen when nothing is going on."""
        return replace(self, said=said, bar="", running=False)


def read(
    desk: Desk,
    limits: Limits,
    screen: Screen,
    text: str,
    files: Sequence[Article],
    choices: Choices,
) -> Iterator[Screen]:
    """Everything that was pasted and dropped, from the beginning."""
    try:
        pasted = from_text(text, limits) if text.strip() or not files else []
        articles = few([*pasted, *files], limits)
    except KhulasaError as error:
        yield screen.settled(progress.complain(str(error)))
        return
    yield from _work(desk, Screen(running=True), articles, choices, seen=screen.briefs)


def records(
    desk: Desk, limits: Limits, menu: Menu, text: str, choices: Choices
) -> list[dict[str, Any]]:
    """The record of each article of a text, for programs. Raises ``KhulasaError``."""
    menu.check(choices)
    found = []
    for article in few(from_text(text, limits), limits):
        *_, last = desk.read(article, choices)
        found.append(to_record(last.brief))
    return found


def restore(desk: Desk, screen: Screen, piece: int, choices: Choices) -> Iterator[Screen]:
    """The article in view once more, with one piece of its furniture put back."""
    if screen.brief is None or not 0 <= piece < len(screen.brief.article.furniture):
        yield screen.settled(progress.complain("That piece is not set aside any more."))
        return
    article = put_back(screen.brief.article, piece)
    yield from _work(desk, screen, [article], choices, seen=screen.briefs)


def stopped(screen: Screen) -> Screen:
    """The screen after the reader stopped the work: what is translated stays."""
    brief = screen.brief
    if brief is None or brief.translation is None:
        return screen.settled(progress.say("Stopped."))
    done, known = len(brief.translation.sentences), len(brief.article.sentences)
    return screen.settled(progress.say(f"Stopped: {done} of {known} sentences are translated."))


def _work(
    desk: Desk,
    screen: Screen,
    articles: Sequence[Article],
    choices: Choices,
    seen: Sequence[Brief],
) -> Iterator[Screen]:
    """``articles`` one after the other, from the place in view on."""
    first = screen.current
    screen = replace(screen, said=progress.say("Reading…"), running=True)
    yield screen
    try:
        for number, article in enumerate(articles):
            place = first + number
            for step in desk.read(article, choices, seen):
                briefs = (*screen.briefs[:place], step.brief, *screen.briefs[place + 1 :])
                bar = progress.bar(step, number + 1, len(articles))
                screen = replace(screen, briefs=briefs, current=place, bar=bar)
                yield screen
    except KhulasaError as error:
        yield screen.settled(progress.complain(str(error)))
        return
    done = screen.briefs[first : first + len(articles)]
    together = digest(screen.briefs) if len(screen.briefs) > 1 else None
    yield replace(screen.settled(progress.done(done)), current=first, digest=together)
