"""What the page says while it works, and of what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import tostring

from summarize.page.desk import Step
from summarize.page.doubts import tally
from summarize.summary import Brief
from summarize.writers.page import Child, tag


def bar(step: Step, number: int, of: int) -> str:
    """Sentences done, as a bar and in words."""
    where = f"Article {number} of {of}: " if of > 1 else ""
    words = f"{where}{step.done} of {step.known} sentences"
    meter = tag("progress", value=str(step.done), max=str(step.known), aria_label=words)
    return _html(meter, tag("span", words), class_="khulasa bar")


def say(text: str) -> str:
    """A plain line."""
    return _html(tag("p", text, dir="auto"), class_="khulasa")


def done(briefs: Sequence[Brief]) -> str:
    """What was read, how long it took and how much of it is doubtful."""
    known = sum(len(brief.article.sentences) for brief in briefs)
    made = sum(len(brief.translation.sentences) for brief in briefs if brief.translation)
    sentences = f"{made} sentences" if made == known else f"{made} of {known} sentences"
    seconds = sum(brief.seconds for brief in briefs)
    what = f"{len(briefs)} articles, " if len(briefs) > 1 else ""
    return say(f"Done: {what}{sentences} in {seconds:.1f} s. Flags: {tally(briefs)}.")


def complain(*lines: str) -> str:
    """Lines about what could not be done."""
    return _html(
        *(tag("p", tag("strong", "Problem: "), tag("bdi", line)) for line in lines),
        class_="khulasa problem",
    )


def _html(*children: Child, class_: str) -> str:
    return tostring(tag("div", *children, class_=class_), encoding="unicode", method="html")
