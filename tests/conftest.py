"""Where third-party data is, if anywhere; caches that belong to a test run and not to a person."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _folder(variable: str, default: str) -> Path:
    folder = Path(os.environ.get(variable, ROOT.parent / "shared" / default))
    if not folder.is_dir():
        pytest.skip(f"{folder} is absent; set {variable} to run this")
    return folder


@pytest.fixture(scope="session")
def data() -> Path:
    """Evaluation data: ``$KHULASA_DATA``, else ``../shared/data``."""
    return _folder("KHULASA_DATA", "data")


@pytest.fixture(scope="session")
def articles() -> Path:
    """Real saved pages: ``$KHULASA_ARTICLES``, else ``../shared/articles``."""
    return _folder("KHULASA_ARTICLES", "articles")
