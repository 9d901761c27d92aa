"""What the documentation shows is what there is: its code runs, its commands parse, its links
lead somewhere, and its reference is that of the code."""

from __future__ import annotations

import ast
import doctest
import http.server
import importlib.metadata
import importlib.util
import json
import re
import runpy
import shlex
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fakes import FakeEngine, english_of

import summarize
import translate
from summarize.cli import COMMANDS, main

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
ROOMS = ("translate", "summarize", "benchmarks")
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted(DOCS.rglob("*.md")),
    *sorted(path for room in ROOMS for path in (ROOT / room).rglob("README.md")),
]
_FENCE = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def _blocks(page: Path, language: str) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return [code for kind, code in _FENCE.findall(text) if kind == language]


def _commands(page: Path) -> list[str]:
    """Lines of code that call the command, fenced or indented, continued lines joined."""
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    fenced = "\n".join(code for kind, code in _FENCE.findall(text) if kind in ("sh", "text"))
    indented = "\n".join(re.findall(r"^(?: {4,}|\t)(.*)$", _FENCE.sub("", text), re.MULTILINE))
    lines = (line.strip() for line in f"{fenced}\n{indented}".split("\n"))
    return [line for line in lines if line.startswith("khulasa ")]


COMMAND_LINES = [
    pytest.param(line, id=f"{_name(page)}: {line}") for page in PAGES for line in _commands(page)
]


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_every_command_parses(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = shlex.split(re.split(r"[>|]", line)[0], comments=True)[1:]
    command = words[0] if words[0] in COMMANDS else "brief"
    parsed: list[Any] = []
    monkeypatch.setattr(f"summarize.commands.{command}.run", lambda args: parsed.append(args) or 0)
    assert main(words) == 0
    assert parsed


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_module_that_a_page_runs_is_there(page: Path) -> None:
    for name in re.findall(
        r"python -m ([a-z_.]*[a-z_])(?![\w.]*[A-Z])", page.read_text(encoding="utf-8")
    ):
        assert importlib.util.find_spec(name), f"{_name(page)}: python -m {name}"


def test_commands_are_found_in_every_kind_of_code() -> None:
    shown = [str(param.id) for param in COMMAND_LINES]
    for place in ("README.md: ", "docs/recipes.md: ", "docs/cli.md: ", "benchmarks/README.md: "):
        assert any(one.startswith(place) for one in shown), place
    assert "--validate held-out.tsv" in " ".join(shown), "a continued line was cut"


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """The repository as working folder, and an engine that loads at once."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("translate.engines.load_engine", lambda *_, **__: FakeEngine())


@pytest.mark.parametrize("page", [p for p in PAGES if _blocks(p, "python")], ids=_name)
def test_the_python_of_a_page_runs(
    page: Path, no_model: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Block after block, as a reader would paste them."""
    names: dict[str, Any] = {"__name__": "page"}
    for code in _blocks(page, "python"):
        exec(compile(code, _name(page), "exec"), names)
    if "print(" in "".join(_blocks(page, "python")):
        assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("page", [p for p in PAGES if _blocks(p, "pycon")], ids=_name)
def test_a_session_prints_what_the_page_says(page: Path, no_model: None) -> None:
    session = doctest.DocTestParser().get_doctest(
        "\n".join(_blocks(page, "pycon")), {}, _name(page), str(page), 0
    )
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    report: list[str] = []
    runner.run(session, out=report.append)
    assert runner.tries > 0
    assert not runner.failures, "".join(report)


class _LibreTranslate(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = json.dumps({"translatedText": [english_of(text) for text in asked["q"]]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _LibreTranslate) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_the_engine_of_the_page_translates_an_article(
    server: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = DOCS / "plugins.md"
    (code,) = _blocks(page, "python")
    (announced,) = _blocks(page, "toml")
    name, value = re.findall(r'^(\w+) = "(.*)"$', announced, re.MULTILINE)[0]
    assert '"khulasa.engines"' in announced
    module = ModuleType(value.split(":")[0])
    exec(compile(code, "plugins.md", "exec"), module.__dict__)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    point = importlib.metadata.EntryPoint(name, value, "khulasa.engines")
    monkeypatch.setattr("translate.engines.entry_points", lambda *, group: [point])
    article = str(ROOT / "examples/marathon.txt")
    words = [article, "--engine", name, "--model", server, "--format", "json"]
    assert main(words) == 0
    record = json.loads(capsys.readouterr().out)
    assert f"libretranslate:{server}" in record["translation"]["signature"]
    for sentence, source in zip(
        record["translation"]["sentences"], record["article"]["sentences"], strict=True
    ):
        assert sentence["source_id"] == source["id"]
        assert sentence["text"].rstrip(".")[-1].isdigit(), "not what the server says"


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_local_links_lead_somewhere(page: Path) -> None:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_extra_that_is_named_exists(page: Path) -> None:
    """Those of ``pip install '.[one,two]'`` and ``khulasa[one]``."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    table = project.split("[project.optional-dependencies]")[1].split("\n[")[0]
    extras = set(re.findall(r"^(\w+) = \[", table, re.MULTILINE))
    assert "hub" in extras
    for named in re.findall(r"(?:'\.|khulasa)\[([\w,]+)\]", page.read_text(encoding="utf-8")):
        assert set(named.split(",")) <= extras, named


def test_the_command_lines_page_is_that_of_the_code() -> None:
    """Compared word by word: versions of Python wrap lines differently."""
    page = runpy.run_path(str(DOCS / "make_cli.py"))["page"]()
    written = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert written.split() == page.split(), "run: python docs/make_cli.py"


@pytest.mark.parametrize("package", [translate, summarize], ids=lambda one: str(one.__name__))
def test_every_public_name_is_in_the_reference(package: ModuleType) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (DOCS / "api").glob("*.md"))
    for name in set(package.__all__) - {"__version__"}:
        home = package._HOME_OF[name]
        whole = re.search(rf"::: {package.__name__}\.{home}\n(?!.*members)", text)
        assert whole or re.search(rf"\b{name}\b", text), name


@pytest.mark.parametrize(
    ("room", "unknown"),
    [
        ("translate", ("summarize", "benchmarks", "app")),
        ("translate/engines", ("translate.article", "translate.reading", "translate.readers")),
        ("translate/bundled", ("translate.article", "translate.reading", "translate.readers")),
        ("translate/readers", ("translate.engines", "translate.bundled", "translate.translator")),
        ("translate/furniture", ("translate.engines", "translate.translator")),
        ("translate/sentences", ("translate.engines", "translate.translator")),
        ("translate/names", ("translate.engines", "translate.bundled", "translate.translator")),
        ("translate/lexical", ("translate.bundled", "translate.translator", "translate.fidelity")),
        ("translate/fidelity", ("translate.engines", "translate.bundled", "translate.translator")),
        ("translate/training", ("summarize", "translate.translator", "translate.reading")),
        ("summarize/extractive", ("translate.bundled", "translate.translator", "summarize.brief")),
        ("summarize/digest", ("translate.engines", "translate.translator", "summarize.brief")),
        ("summarize/writers", ("translate.engines", "translate.translator", "summarize.brief")),
        ("benchmarks", ("app", "summarize.page", "summarize.commands")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_room_does_not_know_what_is_further_right(room: str, unknown: tuple[str, ...]) -> None:
    files = sorted((ROOT / room).rglob("*.py"))
    assert files
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [one.name for one in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                known = [one for one in unknown if name == one or name.startswith(f"{one}.")]
                assert not known, f"{_name(file)} imports {name}"


def test_the_version_is_cited() -> None:
    cited = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {translate.__version__}\n" in cited


def test_the_site_builds_without_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("mkdocs", reason="needs the extra [docs]")
    pytest.importorskip("mkdocstrings", reason="needs the extra [docs]")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    monkeypatch.chdir(ROOT)
    build(load_config("mkdocs.yml", site_dir=str(tmp_path / "site")))
    shown = (tmp_path / "site/api/translate/index.html").read_text(encoding="utf-8")
    assert 'id="translate.translator.Translator.articles"' in shown
