"""Both name models in one safetensors file: arrays, and the units as JSON in its metadata."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from translate.names.speller import Speller, Unit
from translate.names.tagger import Dictionary, Tagger, Words

_BITS = 11
"""Of a unit's number in a packed n-gram; a 1 stands before the first."""

Grams = Mapping[tuple[int, ...], float]


def save(
    path: Path,
    weights: np.ndarray,
    bias: float,
    dictionary: Dictionary,
    units: Sequence[Unit],
    grams: Grams,
    backoff: Grams,
) -> None:
    """Write what ``load`` reads. Raises ``ValueError`` for more units than 11 bits can number."""
    from safetensors.numpy import save_file

    if len(units) >= 1 << _BITS:
        raise ValueError(f"{len(units)} units; at most {(1 << _BITS) - 1} can be numbered")
    arrays = {
        "tagger.weights": weights.astype(np.float16),
        "tagger.bias": np.array([bias]),
        "tagger.common": dictionary.common.bits,
        "tagger.names": dictionary.names.bits,
    }
    for name, table in (("grams", grams), ("backoff", backoff)):
        keys = np.array([_packed(gram) for gram in table], dtype=np.int64)
        order = np.argsort(keys)
        arrays[f"speller.{name}"] = keys[order]
        arrays[f"speller.{name}.log"] = np.array(list(table.values()), dtype=np.float16)[order]
    save_file(arrays, path, metadata={"units": json.dumps(units, ensure_ascii=False)})
    path.chmod(0o644)  # safetensors writes for the owner alone


def load(path: Path) -> tuple[Tagger, Speller, str]:
    """Tagger, speller, and a signature of both."""
    from safetensors import safe_open

    with safe_open(path, "numpy") as file:
        units = [(letter, text) for letter, text in json.loads(file.metadata()["units"])]
        arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    dictionary = Dictionary(Words(arrays["tagger.common"]), Words(arrays["tagger.names"]))
    tagger = Tagger(arrays["tagger.weights"], float(arrays["tagger.bias"][0]), dictionary)
    tables = [
        _table(arrays[f"speller.{name}"], arrays[f"speller.{name}.log"])
        for name in ("grams", "backoff")
    ]
    signature = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    return tagger, Speller(units, *tables), signature


def _packed(gram: tuple[int, ...]) -> int:
    key = 1
    for unit in gram:
        key = key << _BITS | unit
    return key


def _table(keys: np.ndarray, logs: np.ndarray) -> dict[tuple[int, ...], float]:
    table: dict[tuple[int, ...], float] = {}
    mask = (1 << _BITS) - 1
    size = 0
    while len(keys):
        # Sorted keys: the shorter n-grams come first.
        count = int(np.searchsorted(keys, 1 << (_BITS * (size + 1))))
        columns = [(keys[:count] >> (_BITS * at)) & mask for at in reversed(range(size))]
        rows = (
            zip(*(column.tolist() for column in columns), strict=True) if columns else [()] * count
        )
        table.update(zip(rows, logs[:count].astype(float).tolist(), strict=True))
        keys, logs, size = keys[count:], logs[count:], size + 1
    return table
