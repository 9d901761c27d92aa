"""What a reader can choose from, as (label, value) pairs: only what is on this machine, so that
nobody can make it download a model."""

from __future__ import annotations

from dataclasses import dataclass

from summarize.extractive import METHODS
from summarize.page.desk import AUTOMATIC, NO_SUMMARY, Choices
from translate import catalogue
from translate.errors import UsageError

MOST_SENTENCES = 10

Pairs = list[tuple[str, str]]

_STRATEGIES = {
    "translate-first": "Translate everything, then summarise",
    "summarise-first": "Translate only the key sentences (fast)",
    "direct": "Translate everything, summarise from the Arabic",
}
_OWN = {AUTOMATIC: "The translation model, if it can", NO_SUMMARY: "Nobody: key sentences only"}


@dataclass(frozen=True)
class Menu:
    """The first of each is the default."""

    models: Pairs
    strategies: Pairs
    methods: Pairs
    summary_models: Pairs

    @property
    def offered(self) -> dict[str, list[str]]:
        """The values, by the name that ``Choices`` has for them."""
        pairs = {
            "model": self.models,
            "strategy": self.strategies,
            "method": self.methods,
            "summary_model": self.summary_models,
        }
        return {name: [value for _, value in values] for name, values in pairs.items()}

    def check(self, choices: Choices) -> None:
        """Raise ``UsageError`` for a choice that is not on the menu: a caller of the API must not
        be able to name a path or a model of the hub."""
        for name, values in self.offered.items():
            value = getattr(choices, name)
            if value not in values:
                raise UsageError(f"no {name} {value!r} here; choose one of {', '.join(values)}")
        if not 1 <= choices.sentences <= MOST_SENTENCES:
            raise UsageError(f"sentences is a number from 1 to {MOST_SENTENCES}")


def menu(model: str, summary_model: str | None = None) -> Menu:
    """The choices of a page that was started with these models."""
    translators = _first(model, _cached("translate"))
    summarisers = _cached("summarize")
    ways = [name for name in _STRATEGIES if name != "direct" or summarisers or summary_model]
    summary_models = _first(AUTOMATIC, [NO_SUMMARY, *summarisers])
    if summary_model is not None:
        summary_models = _first(summary_model, summary_models)
    return Menu(
        models=[(_label(name), name) for name in translators],
        strategies=[(_STRATEGIES[name], name) for name in ways],
        methods=[(name, name) for name in _first("textrank", list(METHODS))],
        summary_models=[(_label(name), name) for name in summary_models],
    )


def _cached(task: str) -> list[str]:
    return [
        model.alias for model in catalogue.MODELS if model.task == task and catalogue.cached(model)
    ]


def _first(name: str, names: list[str]) -> list[str]:
    return [name, *(other for other in names if other != name)]


def _label(name: str) -> str:
    if name in _OWN:
        return _OWN[name]
    licence = next((model.licence for model in catalogue.MODELS if model.alias == name), None)
    return f"{name} · {licence}" if licence else name
