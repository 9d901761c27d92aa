"""How texts become hypotheses. One module an engine; ``load_engine`` picks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, cast

from translate.errors import ModelUnavailableError, UsageError

if TYPE_CHECKING:
    from translate.engines.base import Engine
    from translate.engines.checkpoint import Task

_log = logging.getLogger(__name__)

ENGINES = ("auto", "ctranslate2", "transformers")
GROUP = "khulasa.engines"
"""Entry points of this group add engines: each a callable ``(model, *, device, task) -> Engine``,
chosen with ``--engine NAME``."""


def load_engine(
    model: str = "bundled",
    *,
    engine: str = "auto",
    device: str = "auto",
    task: Task = "translate",
    sentences: int = 1,
    offline: bool = False,
    progress: Callable[[float], None] = lambda _: None,
) -> Engine:
    """The engine that runs ``model``: ``bundled``, an alias, a hub id, or a local folder (a
    checkpoint, or a LoRA adapter for the bundled base). ``sentences`` says how long a summary is
    wanted: an adapter may have a task for one and a task for three.

    Raises ``UsageError`` for an engine that does not exist and ``ModelUnavailableError`` for a
    model that cannot be had.
    """
    if engine not in ENGINES:
        return _plugin(engine)(model, device=device, task=task)
    if is_bundled(model):
        return _bundled(model, engine, device, task, sentences, progress)

    from translate.engines import checkpoint as checkpoints
    from translate.engines import ct2_engine

    checkpoint = checkpoints.load(model, task, offline=offline)
    if engine == "ctranslate2" and not ct2_engine.supported(checkpoint):
        raise ModelUnavailableError(
            f"{model}: CTranslate2 has no converter for it; use --engine transformers"
        )
    runs_on_ct2 = ct2_engine.supported(checkpoint) and device in ("auto", "cpu", "cuda")
    if engine == "ctranslate2" or (engine == "auto" and runs_on_ct2):
        try:
            return ct2_engine.CTranslate2Engine(checkpoint, device=device)
        except ct2_engine.ConversionError as error:
            if engine == "ctranslate2":
                raise
            _log.warning("%s; going on with transformers, which is slower", error)

    from translate.engines.torch_engine import TransformersEngine

    return TransformersEngine(checkpoint, device=device)


def is_bundled(model: str) -> bool:
    """Whether it is the bundled base that runs, with its own adapter or a user's."""
    return model == "bundled" or (Path(model) / "adapter_config.json").is_file()


def _bundled(
    model: str,
    engine: str,
    device: str,
    task: Task,
    sentences: int,
    progress: Callable[[float], None],
) -> Engine:
    if engine == "transformers":
        raise UsageError(f"{model}: the bundled base runs on CTranslate2 alone")
    from translate.bundled import lora, store
    from translate.engines.bundled import BundledEngine

    adapter = store.DEFAULT_ADAPTER if model == "bundled" else Path(model)
    asked = "translate"
    if task == "summarize":
        longer = sentences > 1 and "summary-3" in lora.settings(adapter).tasks
        asked = "summary-3" if longer else "summary"
    return BundledEngine(adapter, task=asked, device=device, progress=progress)


def _plugin(name: str) -> Callable[..., Engine]:
    found = {point.name: point for point in entry_points(group=GROUP)}
    if name not in found:
        known = ", ".join((*ENGINES, *sorted(found)))
        raise UsageError(f"no engine {name!r}; known are {known}")
    return cast("Callable[..., Engine]", found[name].load())
