"""Sounds: usual spellings of a name are near it, other names are far."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.name_similarity import similarity


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("نجيب", "Najib"),
        ("نجيب", "Nageeb"),
        ("القذافي", "Gaddafi"),
        ("القذافي", "al-Qadhafi"),
        ("محمد", "Mohammed"),
        ("إلياس", "Elias"),
        ("تشومسكي", "Chomsky"),
        ("مكسيم", "Maxim"),
        ("شيخ بن خليفة", "Sheikh bin Khalifa"),
        ("أردوغان", "Erdoğan"),
        ("جورج", "George"),
    ],
)
def test_usual_spellings_are_near(arabic: str, english: str) -> None:
    assert similarity(arabic, english) >= 0.7


@pytest.mark.parametrize(
    ("arabic", "english"),
    [("نجيب", "Nabil"), ("ميقاتي", "Mubarak"), ("خالد", "Marwan"), ("", "Ali"), ("علي", "علي")],
)
def test_other_names_are_far(arabic: str, english: str) -> None:
    assert similarity(arabic, english) < 0.6


@given(st.text(), st.text())
def test_is_a_share(arabic: str, english: str) -> None:
    assert 0 <= similarity(arabic, english) <= 1


def test_tells_true_pairs_from_chance(data: Path) -> None:
    lexicon = (data / "lexicon" / "names-wikidata-coling2018.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t")[:2] for line in lexicon.splitlines() if "\t" in line]
    pairs = random.Random(0).sample(rows, 3000)
    shifted = pairs[1:] + pairs[:1]
    true = sum(similarity(arabic, english) >= 0.62 for arabic, english in pairs)
    chance = sum(
        similarity(a, english) >= 0.62 for (a, _), (_, english) in zip(pairs, shifted, strict=True)
    )
    assert true >= 0.94 * len(pairs)
    assert chance <= 0.015 * len(pairs)
