"""A translator as the command line makes it: an engine, and what the bundled one needs besides."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from translate.engines.base import GREEDY, DecodeOptions
from translate.translator import Translator

if TYPE_CHECKING:
    from translate.glossary import Glossary
    from translate.memory import Memory

RERANK = 4


def load_translator(
    model: str = "bundled",
    *,
    engine: str = "auto",
    device: str = "auto",
    offline: bool = False,
    options: DecodeOptions = GREEDY,
    memory: Memory | None = None,
    glossary: Glossary | None = None,
    places: bool = True,
    names: bool = True,
    rerank: int = RERANK,
    progress: Callable[[float], None] = lambda share: None,
) -> Translator:
    """``model`` with ``glossary`` and ``memory``; the rest as ``load_engine`` and ``Translator``.

    ``places`` (the gazetteer, under the user's own terms) and ``names`` (``translate.names``) are
    for the bundled model: others know their places and names, and may not copy English out of an
    Arabic sentence. Raises as ``load_engine`` does.
    """
    from translate.engines import is_bundled, load_engine

    loaded = load_engine(model, engine=engine, device=device, offline=offline, progress=progress)
    hints = None
    if is_bundled(model):
        if places:
            from translate.gazetteer import entries
            from translate.glossary import Glossary

            known = Glossary(entries())
            glossary = known if glossary is None else known | glossary
        if names:
            from translate.names import Hints

            hints = Hints.load()
    return Translator(
        loaded, options=options, memory=memory, glossary=glossary, names=hints, rerank=rerank
    )
