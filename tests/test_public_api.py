"""The public names: all there, light to import, and what a type checker sees."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

PACKAGES = ["translate", "summarize"]
HEAVY = {"numpy", "torch", "transformers", "gradio", "sklearn", "scipy", "ctranslate2"}


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_name_is_there_and_listed(package: str) -> None:
    module = import_module(package)
    assert len(module.__all__) == len(set(module.__all__)) > 10
    for name in module.__all__:
        assert getattr(module, name) is not None
    assert set(module.__all__) <= set(dir(module))


@pytest.mark.parametrize("package", PACKAGES)
def test_a_type_checker_sees_the_names_that_run(package: str) -> None:
    """The imports under TYPE_CHECKING, aliased to be exported, are the ones made at run time."""
    module = import_module(package)
    tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
    (block,) = (one for one in tree.body if isinstance(one, ast.If))
    seen = {}
    for statement in block.body:
        assert isinstance(statement, ast.ImportFrom)
        (alias,) = statement.names
        assert alias.name == alias.asname, f"{alias.name} is not re-exported"
        seen[alias.name] = statement.module
    assert seen == {name: f"{package}.{home}" for name, home in module._HOME_OF.items()}


@pytest.mark.parametrize("package", PACKAGES)
def test_no_public_name_is_also_a_module(package: str) -> None:
    """Importing ``package.name`` would put the module in the place of the object."""
    module = import_module(package)
    folder = Path(module.__file__ or "").parent
    modules = {path.stem for path in folder.glob("*.py")} | {path.name for path in folder.iterdir()}
    assert not modules & set(module.__all__)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_name_that_is_not_there(package: str) -> None:
    with pytest.raises(AttributeError, match=f"'{package}' has no attribute 'nothing'"):
        _ = import_module(package).nothing


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_is_light(package: str) -> None:
    """No more than a few modules of the package itself, and none that takes a second."""
    code = f"import sys; was = set(sys.modules); import {package}; print(*set(sys.modules) - was)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert package in loaded
    assert not loaded & HEAVY
    assert len(loaded) < 40, sorted(loaded)
