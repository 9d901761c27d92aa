"""What is known of news before any ranking: where a sentence stands, whether it says what the
headline says, whether it is a sentence of the story at all."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarize.extractive.base import Document, scaled
from summarize.extractive.terms import terms
from translate.arabic import fold

if TYPE_CHECKING:
    from summarize.extractive.base import Weights

_LONG_ENOUGH = 8  # content words
# A byline, dateline, credit or pointer that got past the reader; matched on folded text.
_BOILERPLATE = re.compile(
    r"^\W*(?:اقرا (?:ايضا|المزيد)|شاهد ايضا|تاريخ النشر|(?:المصدر|كتب|ترجمه|تحرير|تصوير)\s*:"
    r"|read (?:more|also)|see also|(?:source|photo|published|updated)\s*:|copyright\b)"
    r"|^\W*by \w+ \w+\W*$"
    r"|^[\w\s،,/()-]{0,40}\b(?:رويترز|د ب ا|ا ف ب|reuters|afp|getty\w*)\W*$"
    r"|^[\W\d]*(?:\w+[\W\d]+){0,2}(?:19|20)\d\d\W*$"
)


@dataclass(frozen=True)
class Priors:
    """Weights of the priors, added to a method's own weight after that is scaled to [0, 1].

    ``position`` favours the first sentences (halved at the second, a third at the third: it
    decides in a summary of a few sentences and hardly in a long one), ``title`` those that share
    terms with the title, ``length`` is taken from very short sentences, ``boilerplate`` from
    datelines and bylines, ``repetition`` from sentences that go round in circles, as a
    translation caught in a loop does.
    """

    position: float = 0.5
    title: float = 0.1
    length: float = 0.1
    boilerplate: float = 2.0
    repetition: float = 2.0


def apply(weights: Weights, document: Document, priors: Priors) -> Weights:
    """``weights`` (one a sentence) scaled to [0, 1] and shifted by the priors."""
    import numpy as np

    shifted: Weights = (
        scaled(weights)
        + priors.position / np.arange(1, len(weights) + 1)
        + priors.title * _title_overlap(document)
        - priors.length * _shortness(document)
        - priors.boilerplate * _boilerplate(document)
        - priors.repetition * _repetition(document)
    )
    return shifted


def _title_overlap(document: Document) -> Weights:
    """Share of the title's terms found in each sentence."""
    import numpy as np

    title = set(terms(document.title or "", document.language))
    return np.array([len(title & set(found)) / (len(title) or 1) for found in document.terms])


def _shortness(document: Document) -> Weights:
    """1 for a sentence without terms, falling to 0 where it is long enough."""
    import numpy as np

    return np.array([max(0.0, 1.0 - len(found) / _LONG_ENOUGH) for found in document.terms])


def _boilerplate(document: Document) -> Weights:
    """1 for a sentence that is none: a dateline, a byline, a credit, "read also"."""
    import numpy as np

    return np.array([float(bool(_BOILERPLATE.search(fold(s)))) for s in document.sentences])


def _repetition(document: Document) -> Weights:
    """Share of a sentence's terms that it had already said twice."""
    import numpy as np

    said_twice = (
        sum(max(0, n - 2) for n in Counter(found).values()) / max(1, len(found))
        for found in document.terms
    )
    return np.fromiter(said_twice, dtype=float)
