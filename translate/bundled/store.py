"""The merged model in the user's cache: found, or built from base and adapter."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from translate.bundled.base import Base, base_sha256
from translate.bundled.convert import convert
from translate.bundled.lora import Adapter, adapter_sha256
from translate.cache import build_once, cache_folder

TOKENIZER = "tokenizer.model"
ADAPTERS = Path(__file__).resolve().parent.parent / "adapters"
DEFAULT_ADAPTER = ADAPTERS / "ar-en"
_BUILD = 1  # raised whenever ``convert`` writes something else from the same inputs


def revision(adapter: Path, quantization: str = "int8") -> str:
    """Twelve hex digits that change with the base, the adapter, or the way they are merged."""
    import ctranslate2

    parts = (base_sha256(), adapter_sha256(adapter), quantization, _BUILD, ctranslate2.__version__)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def folder_of(adapter: Path, quantization: str = "int8") -> Path:
    """Where the merged model is, or would be."""
    return cache_folder() / "bundled" / revision(adapter, quantization)


def ensure(
    adapter: Path = DEFAULT_ADAPTER,
    quantization: str = "int8",
    progress: Callable[[float], None] = lambda _: None,
) -> Path:
    """The folder of the merged model, built on first use (about 20 seconds, 1.2 GB of memory).

    Raises ``ModelUnavailableError`` when ``adapter`` is not an adapter folder and
    ``KhulasaError`` when the cache cannot be written.
    """
    loaded = Adapter(adapter)

    def build(partial: Path) -> None:
        base = Base(partial)
        (partial / TOKENIZER).write_bytes(base.sentencepiece_model())
        convert(base, loaded, partial, progress, quantization)
        base.path.unlink()

    return build_once(folder_of(adapter, quantization), build)
