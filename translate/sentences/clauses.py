"""Over-long sentences cut where a clause ends, so that no engine truncates."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from translate.arabic import normalise
from translate.article import Article, Sentence, Span
from translate.sentences.boundaries import trim

Count = Callable[[Sequence[str]], list[int]]

_CONNECTIVE = (
    r"(?:كما|حيث|إذ|بينما|فيما|مما|لكن|لكنه|لكنها|غير أن|إلا أن|في حين|إلى جانب|بما|الأمر الذي|ثم"
    r"|التي|الذي|الذين|لأن|لأنه|لأنها|عندما|بعد أن|قبل أن|وأن|وأنه|وأنها|ولكن|وقد|وكان|وكانت|وهو"
    r"|وهي|والذي|والتي|والذين|and|but|while|which|who|as|because|after|before)(?!\w)"
)
# What و joins with an article is more often one more member of a list than a clause: والسفير, but
# not والتقى and والآن.
_MEMBER = r"وال(?!(?:تقى|تقت|تقيا|تقوا|آن)(?!\w))\w"
# Best first: a semicolon, a comma before a connective, any other comma or dash, one inside a list,
# a connective alone.
_CLAUSES = (
    re.compile(r"[؛;]\s+"),
    re.compile(rf"[،,]\s+(?=(?!{_MEMBER})و\s?\w|ف\w{{3}}|{_CONNECTIVE})"),
    re.compile(rf"[،,]\s+(?!\s|{_MEMBER})|:\s+|\s[-–—]\s+"),
    re.compile(r"[،,]\s+"),
    re.compile(rf"\s+(?={_CONNECTIVE})"),
)
# Where no clause ends: before a conjunction or preposition, else at any space.
_SPACES = (
    re.compile(r"\s+(?=و\w{3}|(?:في|من|إلى|على|عن|مع|و|of|in|to|for|with)(?!\w))"),
    re.compile(r"\s+"),
)


def limit(article: Article, budget: int, count: Count) -> Article:
    """The article with every sentence within ``budget`` tokens of ``count``, ids renumbered.

    ``count`` sees normalised text, as an engine will. Pieces after the first carry
    ``split="clause"``, or ``"length"`` where no clause boundary was left and a space (or, in a
    word longer than the budget, any place) had to serve.
    """
    if budget < 1:
        raise ValueError(f"a token budget of {budget} holds no sentence")
    sizes = count([normalise(sentence.text) for sentence in article.sentences])
    if all(size <= budget for size in sizes):
        return article
    kept: list[Sentence] = []
    for sentence, size in zip(article.sentences, sizes, strict=True):
        pieces: list[tuple[Span, str | None]] = [((sentence.start, sentence.end), sentence.split)]
        if size > budget:
            pieces = _fit(
                article.text, (sentence.start, sentence.end), sentence.split, budget, count
            )
        for (start, end), rule in pieces:
            kept.append(
                replace(
                    sentence,
                    id=len(kept),
                    text=article.text[start:end],
                    start=start,
                    end=end,
                    split=rule,
                )
            )
    return replace(article, sentences=tuple(kept))


def _fit(
    text: str, span: Span, rule: str | None, budget: int, count: Count
) -> list[tuple[Span, str | None]]:
    """Halve until every piece fits."""
    done: list[tuple[Span, str | None]] = []
    waiting = [(span, rule)]
    while waiting:
        (start, end), why = waiting.pop()
        if end - start < 2 or count([normalise(text[start:end])])[0] <= budget:
            done.append(((start, end), why))
            continue
        cut, how = _best_cut(text, start, end)
        waiting.append((trim(text, cut, end), how))
        waiting.append((trim(text, start, cut), why))
    return done


def _best_cut(text: str, start: int, end: int) -> tuple[int, str]:
    """The cut of the best kind that is nearest the middle and leaves neither side a scrap."""
    middle = (start + end) / 2
    margin = (end - start) / 5
    for rule, kinds in (("clause", _CLAUSES), ("length", _SPACES)):
        for kind in kinds:
            places = [match.end() for match in kind.finditer(text, start, end)]
            places = [place for place in places if start + margin <= place <= end - margin]
            if places:
                return min(places, key=lambda place: abs(place - middle)), rule
    scraps = [match.end() for match in _SPACES[-1].finditer(text, start, end)]
    return min(scraps or [int(middle)], key=lambda place: abs(place - middle)), "length"


def halves(text: str) -> list[str]:
    """The text cut once at its best clause boundary; empty where it has none."""
    if len(text) < 2:
        return []
    cut, how = _best_cut(text, 0, len(text))
    pieces = [text[:cut].strip(), text[cut:].strip()]
    return pieces if how == "clause" and all(pieces) else []
