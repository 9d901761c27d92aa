"""Articles to briefs: translation, summaries, the source of every sentence; writers and digests.

    from summarize import Briefer, writers
    from translate import load_translator, read

    briefer = Briefer(load_translator())
    for brief in briefer.briefs(read("article.txt")):
        print(writers.get("md").write(brief))

Every public name is loaded when it is first used, so that the import costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarize.abstractive import Summariser as Summariser
    from summarize.brief import Briefer as Briefer
    from summarize.brief import BriefOptions as BriefOptions
    from summarize.digest.model import Digest as Digest
    from summarize.extractive import METHODS as METHODS
    from summarize.extractive import Length as Length
    from summarize.extractive import Pick as Pick
    from summarize.extractive import select as select
    from summarize.provenance import align as align
    from summarize.record import from_record as from_record
    from summarize.record import to_record as to_record
    from summarize.strategies import STRATEGIES as STRATEGIES
    from summarize.summary import Brief as Brief
    from summarize.summary import Summary as Summary
    from summarize.summary import SummarySentence as SummarySentence
    from summarize.writers import FORMATS as FORMATS

_HOMES = {
    "abstractive": ("Summariser",),
    "brief": ("Briefer", "BriefOptions"),
    "digest.model": ("Digest",),
    "extractive": ("METHODS", "Length", "Pick", "select"),
    "provenance": ("align",),
    "record": ("from_record", "to_record"),
    "strategies": ("STRATEGIES",),
    "summary": ("Brief", "Summary", "SummarySentence"),
    "writers": ("FORMATS",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}
__all__ = list(_HOME_OF)


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
