"""Arabic text to English: readers, engines, translation memory, glossary, checks.

    from translate import load_translator, read

    translator = load_translator()
    article, translation = translator.article(read("article.txt")[0])

Every public name is loaded when it is first used, so that the import costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from translate.article import Article as Article
    from translate.article import Flag as Flag
    from translate.article import Furniture as Furniture
    from translate.article import Sentence as Sentence
    from translate.article import TranslatedSentence as TranslatedSentence
    from translate.article import Translation as Translation
    from translate.catalogue import MODELS as MODELS
    from translate.engines import load_engine as load_engine
    from translate.engines.base import DecodeOptions as DecodeOptions
    from translate.engines.base import Engine as Engine
    from translate.engines.base import Hypothesis as Hypothesis
    from translate.errors import KhulasaError as KhulasaError
    from translate.errors import MissingExtraError as MissingExtraError
    from translate.errors import ModelUnavailableError as ModelUnavailableError
    from translate.errors import UnreadableError as UnreadableError
    from translate.errors import UsageError as UsageError
    from translate.fidelity import check as check
    from translate.glossary import Glossary as Glossary
    from translate.loading import load_translator as load_translator
    from translate.memory import Memory as Memory
    from translate.reading import find_files as find_files
    from translate.reading import read as read
    from translate.reading import read_text as read_text
    from translate.translator import Translator as Translator
    from translate.version import __version__ as __version__

_HOMES = {
    "article": ("Article", "Flag", "Furniture", "Sentence", "TranslatedSentence", "Translation"),
    "catalogue": ("MODELS",),
    "engines": ("load_engine",),
    "engines.base": ("DecodeOptions", "Engine", "Hypothesis"),
    "errors": (
        "KhulasaError",
        "MissingExtraError",
        "ModelUnavailableError",
        "UnreadableError",
        "UsageError",
    ),
    "fidelity": ("check",),
    "glossary": ("Glossary",),
    "loading": ("load_translator",),
    "memory": ("Memory",),
    "reading": ("find_files", "read", "read_text"),
    "translator": ("Translator",),
    "version": ("__version__",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}
__all__ = list(_HOME_OF)


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
