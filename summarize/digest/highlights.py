"""What a story comes to: the sentences that most of its articles lean on."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from summarize.digest.corpus import Sentences
from summarize.digest.model import Point

_METHOD = "lexrank"
_FEWEST, _MOST = 3, 7
_ROUNDS = ((1, False), (2, False), (2, True))
"""Sentences of one article at most, where there are several, and whether doubtful ones may be
taken: first every article has its say, and none tells the story alone."""
_REPEATED = 0.35
"""Cosine above which a sentence adds too little to one that was taken."""
_LEAD = 0.5
"""Weight of an article's first sentence beside a rank of at most 1; halved at the second."""


def highlights(sentences: Sentences) -> tuple[Point, ...]:
    """Between three and seven points in order of date and sentence. Sentences with a flag of high
    severity are taken only where there are too few others; those without English never."""
    members = sentences.members
    if not any(sentences.document.terms):
        return ()
    articles = len({piece.number for piece, _ in members})
    wanted = min(_MOST, max(_FEWEST, articles + 1))
    points = [piece.point(row) for piece, row in members]
    order = _best_first(sentences)
    taken: list[int] = []
    each: Counter[int] = Counter()
    for most, doubtful in _ROUNDS:
        for i in order:
            point, number = points[i], members[i][0].number
            high = any(flag.severity == "high" for flag in point.flags)
            if len(taken) == wanted or i in taken or not point.translated:
                continue
            if (high and not doubtful) or (articles > 1 and each[number] == most):
                continue
            if all(sentences.alike(points[i], points[j]) <= _REPEATED for j in taken):
                taken.append(i)
                each[number] += 1
    chosen = sorted(taken, key=lambda i: points[i].cites[0])
    return tuple(replace(points[i], cites=sentences.elsewhere(points[i])) for i in chosen)


def _best_first(sentences: Sentences) -> list[int]:
    import numpy as np

    from summarize.extractive.base import ranker
    from summarize.extractive.priors import Priors, apply

    place: Counter[int] = Counter()
    lead = np.zeros(len(sentences.members))
    for i, (piece, _) in enumerate(sentences.members):
        place[piece.number] += 1
        lead[i] = _LEAD / place[piece.number]
    ranks = ranker(_METHOD)(sentences.document)
    # The pooled articles have no common first sentence: each has its own lead.
    scores = apply(ranks, sentences.document, Priors(position=0.0)) + lead
    order: list[int] = np.lexsort((np.arange(len(scores)), -np.round(scores, 9))).tolist()
    return order
