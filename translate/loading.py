"""A translator as the command line makes it: an engine, and what the bundled one needs besides."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from translate.engines.base import GREEDY, DecodeOptions, Engine, OffersCandidates
from translate.translator import Translator

if TYPE_CHECKING:
    from translate.glossary import Glossary
    from translate.memory import Memory

RERANK = 8
"""Candidates of a beam that are compared; more than the beam for sentences that have lost a term or
that a check doubts."""

BEAMS = 4
"""Of the bundled model, small as it is: two BLEU on FLORES for three times the time of greedy."""


def default_options(model: str, engine: str = "auto") -> DecodeOptions:
    """How ``model`` is decoded where nobody says otherwise."""
    from translate.engines import ENGINES, is_bundled

    return DecodeOptions(beams=BEAMS) if engine in ENGINES and is_bundled(model) else GREEDY


def load_translator(
    model: str = "bundled",
    *,
    engine: str = "auto",
    device: str = "auto",
    offline: bool = False,
    options: DecodeOptions | None = None,
    memory: Memory | None = None,
    glossary: Glossary | None = None,
    places: bool = True,
    names: bool = True,
    rerank: int = RERANK,
    progress: Callable[[float], None] = lambda share: None,
) -> Translator:
    """A translator for ``model``, set up as the command line does.

    ``places`` adds the gazetteer, names and phrases (entries of ``glossary`` win over it),
    ``names`` the spelling of lost names: these for the bundled model alone, since others know their
    places, names and words, and may not copy English out of an Arabic sentence. ``rerank``
    candidates are compared, of the bundled model by the words they account for too. The other
    arguments are those of ``load_engine`` and ``Translator``, the errors those of ``load_engine``.
    """
    from translate.engines import ENGINES, is_bundled, load_engine

    loaded: Engine = load_engine(
        model, engine=engine, device=device, offline=offline, progress=progress
    )
    hints = None
    if engine in ENGINES and is_bundled(model):
        if rerank and isinstance(loaded, OffersCandidates):
            from translate.lexical import Reranked, Table

            loaded = Reranked(loaded, Table.load(), rerank)
        if places:
            from translate import gazetteer

            known = gazetteer.glossary()
            glossary = known if glossary is None else known | glossary
        if names:
            from translate.names import Hints

            hints = Hints.load()
    if options is None:
        options = default_options(model, engine)
    return Translator(
        loaded, options=options, memory=memory, glossary=glossary, names=hints, rerank=rerank
    )
