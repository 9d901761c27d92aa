"""What a reader can choose from, as (label, value) pairs: only what is on this machine, so that
nobody can make it download a model."""

from __future__ import annotations

from dataclasses import dataclass

from summarize.extractive import METHODS
from summarize.page.desk import AUTOMATIC, NO_SUMMARY
from translate import catalogue

Pairs = list[tuple[str, str]]

_STRATEGIES = {
    "translate-first": "Translate everything, then summarise",
    "summarise-first": "Translate only the key sentences (fast)",
    "direct": "Translate everything, summarise from the Arabic",
}


@dataclass(frozen=True)
class Menu:
    """The first of each is the default."""

    models: Pairs
    strategies: Pairs
    methods: Pairs
    summary_models: Pairs


def menu(model: str, summary_model: str | None = None) -> Menu:
    """The choices of a page that was started with these models."""
    translators = _first(model, _cached("translate"))
    summarisers = _cached("summarize")
    if summary_model is not None:
        summarisers = _first(summary_model, summarisers)
    ways = [name for name in _STRATEGIES if name != "direct" or summarisers]
    own: Pairs = [
        ("The translation model's own", AUTOMATIC),
        ("None: key sentences only", NO_SUMMARY),
    ]
    return Menu(
        models=[(_label(name), name) for name in translators],
        strategies=[(_STRATEGIES[name], name) for name in ways],
        methods=[(name, name) for name in _first("textrank", list(METHODS))],
        summary_models=[(_label(name), name) for name in summarisers] + own
        if summary_model
        else own + [(_label(name), name) for name in summarisers],
    )


def _cached(task: str) -> list[str]:
    return [
        model.alias for model in catalogue.MODELS if model.task == task and catalogue.cached(model)
    ]


def _first(name: str, names: list[str]) -> list[str]:
    return [name, *(other for other in names if other != name)]


def _label(name: str) -> str:
    licence = next((model.licence for model in catalogue.MODELS if model.alias == name), None)
    return f"{name} · {licence}" if licence else name
