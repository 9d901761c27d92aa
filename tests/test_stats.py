"""Intervals that cover, tests that neither cry wolf nor sleep."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.metrics.base import mean
from benchmarks.stats import Interval, bootstrap, holm, randomisation


def rows(values: object) -> np.ndarray:
    column = np.asarray(values, dtype=float)
    return np.stack([column, np.ones_like(column)], axis=1)


def test_interval_is_that_of_theory() -> None:
    values = np.random.default_rng(1).normal(0.5, 0.1, 400)
    interval = bootstrap(rows(values), mean, samples=4000)
    half = 100 * 1.96 * values.std() / 20
    assert interval.low == pytest.approx(100 * values.mean() - half, abs=0.1)
    assert interval.high == pytest.approx(100 * values.mean() + half, abs=0.1)


def test_interval_covers_as_often_as_it_says() -> None:
    rng = np.random.default_rng(2)
    hits = 0
    for seed in range(200):
        interval = bootstrap(rows(rng.normal(0.5, 0.2, 60)), mean, samples=300, seed=seed)
        hits += interval.low <= 50 <= interval.high
    assert 0.89 <= hits / 200 <= 0.99


def test_equal_items_give_no_width() -> None:
    assert bootstrap(rows([0.5] * 9), mean) == Interval(50.0, 50.0)


def test_a_system_never_differs_from_itself() -> None:
    same = rows(np.random.default_rng(3).uniform(size=100))
    assert randomisation(same, same, mean) == 1.0


def test_a_real_difference_is_found() -> None:
    rng = np.random.default_rng(4)
    a = rng.uniform(size=200)
    assert randomisation(rows(a), rows(a + rng.normal(0.05, 0.1, 200)), mean) < 0.01


def test_noise_is_called_real_no_more_than_it_should() -> None:
    rng = np.random.default_rng(5)
    false = 0
    for seed in range(150):
        a, b = rng.normal(size=(2, 50))
        false += randomisation(rows(a), rows(b), mean, seed=seed, trials=300) < 0.05
    assert false <= 15  # 7.5 expected; 15 is beyond the 99th percentile of Binomial(150, 0.05)


def test_randomisation_of_two_items_by_hand() -> None:
    # Differences +1 and +1: of the four swaps, two (none, both) are as far as observed.
    p = randomisation(rows([1, 1]), rows([0, 0]), mean, trials=4000)
    assert p == pytest.approx(0.5, abs=0.03)


def test_same_seed_same_answer() -> None:
    a, b = np.random.default_rng(6).uniform(size=(2, 30))
    assert randomisation(rows(a), rows(b), mean) == randomisation(rows(a), rows(b), mean)


def test_unequal_items_are_refused() -> None:
    with pytest.raises(ValueError, match="same items"):
        randomisation(rows([1, 2]), rows([1, 2, 3]), mean)


def test_holm_by_hand() -> None:
    # Sorted .01 .03 .04: times 3, 2, 1 and never decreasing.
    assert holm([0.04, 0.01, 0.03]) == pytest.approx([0.06, 0.03, 0.06])


@given(st.lists(st.floats(0, 1), max_size=8))
@settings(max_examples=50)
def test_holm_only_raises(p_values: list[float]) -> None:
    adjusted = holm(p_values)
    assert all(q >= p and q <= 1 for p, q in zip(p_values, adjusted, strict=True))
