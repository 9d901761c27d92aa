"""The grid, its cells in processes of their own, resumption, and the reports."""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import blocks, gate, report
from benchmarks.bench import bench
from benchmarks.grid import QUICK, Grid, average_sentences, read_grid
from benchmarks.leaderboard import score
from benchmarks.runner import outputs, peak_mb, read_cell, run, run_cell
from benchmarks.systems import BATCH, Loaded, System, load
from benchmarks.tasks import find
from benchmarks.tasks.base import Item, Outputs, Task
from translate.errors import UsageError


def task(count: int = 5, kind: str = "translation", name: str = "toy") -> Task:
    items = tuple(
        Item(str(n), f"جملة رقم {n} طويلة", f"Sentence number {n}", topic="xy"[n % 2])
        for n in range(count)
    )
    return Task(name, kind, "ar", "en", items)  # type: ignore[arg-type]


def echo(system: System, kind: str, language: str) -> Loaded:
    """The English of the toy task; ``bad`` gets every other one wrong, ``pid`` tells who ran it."""

    def one(item: Item) -> str:
        if system.model == "pid":
            return str(os.getpid())
        wrong = system.model == "bad" and int(item.id) % 2
        return "Nothing <b>of|the</b> kind" if wrong else f"Sentence number {item.id}"

    return Loaded(f"echo:{system.model}", lambda items: [one(item) for item in items])


def failing(system: System, kind: str, language: str) -> Loaded:
    if system.model == "broken":
        raise UsageError("no such model")
    if system.model == "bug":
        raise IndexError("out of\nrange")
    if system.model == "killed":
        os._exit(9)
    return echo(system, kind, language)


SYSTEMS = [System(model="good"), System(model="bad")]


def test_each_cell_runs_in_its_own_process(tmp_path: Path) -> None:
    systems = [System(model="pid"), System(model="pid", beams=4)]
    done, failed = run(task(2), systems, tmp_path, loader=echo)
    pids = {text for one in done for text in one.texts}
    assert not failed and len(pids) == 2 and str(os.getpid()) not in pids
    assert done[1].system == "pid · beam 4"
    assert done[0].run["peak_mb"] > 10 and done[0].run["signature"] == "echo:pid"


def test_complete_cells_are_not_run_again(tmp_path: Path) -> None:
    (first,), _ = run(task(), [System(model="pid")], tmp_path, loader=echo)
    (again,), _ = run(task(), [System(model="pid")], tmp_path, loader=echo)
    assert again == first
    (other,), _ = run(task(4), [System(model="pid")], tmp_path, loader=echo)
    assert other.texts[0] != first.texts[0]  # other items, another cell


def test_outputs_do_not_outlive_the_checkpoint_that_made_them(tmp_path: Path) -> None:
    weights = tmp_path / "model" / "weights"
    weights.parent.mkdir()
    weights.write_text("old")
    system = System(model=str(weights.parent))
    before = system.key(task())
    assert system.key(task()) == before
    weights.write_text("newer")
    assert system.key(task()) != before


def test_an_interrupted_cell_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(BATCH, "translation", 2)
    seen: list[str] = []

    def dies(at: int) -> object:
        def loader(system: System, kind: str, language: str) -> Loaded:
            def go(items: Sequence[Item]) -> list[str]:
                seen.extend(item.id for item in items)
                if len(seen) > at:
                    raise KeyboardInterrupt
                return [item.reference for item in items]

            return Loaded("s", go)

        return loader

    path, items = tmp_path / "cell.jsonl", task(6).items
    with pytest.raises(KeyboardInterrupt):
        run_cell("translation", "ar", items, SYSTEMS[0], path, dies(3))  # type: ignore[arg-type]
    with path.open("a", encoding="utf-8") as file:
        file.write('{"item": 2, "te')  # torn by a power cut
    assert sorted(read_cell(path)[0]) == [0, 1]
    seen.clear()
    run_cell("translation", "ar", items, SYSTEMS[0], path, dies(99))  # type: ignore[arg-type]
    assert seen == ["2", "3", "4", "5"]
    assert outputs(task(6), SYSTEMS[0], path).texts == tuple(item.reference for item in items)


def test_a_cell_that_fails_leaves_the_others_alone(tmp_path: Path) -> None:
    systems = [System(model=name) for name in ("broken", "bug", "killed", "good")]
    done, failed = run(task(2), systems, tmp_path, loader=failing)
    assert [one.system for one in done] == ["good"]
    assert [one.system for one in failed] == ["broken", "bug", "killed"]
    assert [one.reason for one in failed[:2]] == ["no such model", "IndexError: out of range"]


def test_memory_is_the_peak_of_the_process() -> None:
    block = b"x" * 300_000_000
    held = peak_mb()
    del block
    assert held is not None and 300 < held < 3000 and peak_mb() == pytest.approx(held, rel=0.1)


def test_grid_of_cells() -> None:
    grid = Grid(models=("a", "b"), methods=("lead",), summarisers=("bart",), beams=(1, 4))
    assert len(grid.systems(task())) == 4
    assert [one.name for one in grid.systems(task(kind="summary"))] == ["lead", "bart"]
    direct = Grid(strategies=("direct",), methods=("lead",), summarisers=("bart",))
    assert [one.name for one in direct.systems(task(kind="chain"))] == ["bundled · direct · bart"]
    names = {system.name for system in grid.systems(task(kind="chain"))}
    assert len(names) == 2 * 2 * 2 * 2
    assert "b · summarise-first · bart · beam 4" in names
    keys = {system.key(task()) for system in grid.systems(task(kind="chain"))}
    assert len(keys) == 16


def test_summaries_are_as_long_as_their_references() -> None:
    items = (Item("1", "س", "One.\nTwo."), Item("2", "س", "One.\nTwo. Three.\nFour."))
    assert average_sentences(Task("t", "chain", "ar", "en", items)) == 3


def test_grid_file(tmp_path: Path) -> None:
    path = tmp_path / "grid.yaml"
    path.write_text("models: [a, b]\nmethods: lead\nlimits: {chain: 3}\nbeams: [1, 4]\n")
    expected = Grid(models=("a", "b"), methods=("lead",), limits={"chain": 3}, beams=(1, 4))
    assert read_grid(path) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("modles: [a]", "unknown field 'modles'"),
        ("- a", "a grid is a mapping"),
        ("limits: 3", "mapping by kind"),
        ("beams: [two]", "whole number"),
        ("models: [1]", "list of texts"),
        ("models: [a", "not a readable YAML"),
    ],
)
def test_a_wrong_grid_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "grid.yaml"
    path.write_text(text)
    with pytest.raises(UsageError, match=message):
        read_grid(path)


def test_extractive_methods_run_on_arabic_and_english() -> None:
    (arabic,) = find("news-summary-ar")
    item = arabic.items[0]
    summary = load(System(method="lead", sentences=2), "summary", "ar").run([item])[0]
    lines = summary.split("\n")
    assert len(lines) == 2 and all(line in item.source for line in lines)
    assert item.title not in lines
    english = Item("1", "The dam burst at dawn. Nobody was hurt. It will be rebuilt.", "x")
    summary = load(System(method="lead", sentences=1), "summary", "en").run([english])[0]
    assert summary == "The dam burst at dawn."


def test_bench_writes_reports_that_hold_the_scores(tmp_path: Path) -> None:
    data = tmp_path / "toy.tsv"
    rows = (f"{item.source}\t{item.reference}\n" for item in task(8).items)
    data.write_text("".join(rows), encoding="utf-8")

    grid = Grid(tasks=(str(data),), models=("good", "bad"), measures={"translation": ("chrf",)})
    results, failures = bench(grid, tmp_path / "out", loader=one_based)
    board = results[0].board
    assert not failures
    assert [row.system for row in board.rows] == ["good", "bad"]
    record = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))
    assert record["boards"][0]["rows"][0]["scores"]["chrf"]["value"] == pytest.approx(100.0)
    text = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "100.0 (100.0–100.0)" in text and "Where systems differ most" in text
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "<b>" not in page and "&lt;b&gt;of|the&lt;/b&gt;" in page
    assert "http" not in page.replace("http://www.w3.org", "")
    assert (tmp_path / "out" / "toy.speed.svg").exists()


def one_based(system: System, kind: str, language: str) -> Loaded:
    """Ids of a file start at one, sentence numbers of the toy task at zero."""
    inner = echo(system, kind, language).run
    return Loaded(
        "one", lambda items: inner([replace(item, id=str(int(item.id) - 1)) for item in items])
    )


def test_report_by_topic_length_and_example() -> None:
    good = Outputs("good", tuple(item.reference for item in task(8).items))
    bad = Outputs("bad", tuple("?" if n == 3 else text for n, text in enumerate(good.texts)))
    board = score(task(8), [bad, good], ["chrf"], samples=20, trials=20)
    built = report.build([report.Result(task(8), (bad, good), board)], [])
    tables = [block for block in built if isinstance(block, blocks.Table)]
    by_topic = next(table for table in tables if table.head[1:] == ("x", "y"))
    assert by_topic.rows == (("good", "100.0", "100.0"), ("bad", "100.0", "75.0"))
    example = next(block for block in built if isinstance(block, blocks.Listing))
    assert example.title == "item 3" and ("bad (0.0)", "?") in example.texts


def test_markdown_cells_cannot_break_their_table() -> None:
    table = blocks.Table(("a", "b"), (("x|y", "<script>\n*bold*"),))
    last = blocks.markdown([table]).splitlines()[-1]
    assert last == "| x\\|y | \\<script\\> / \\*bold\\* |"


@pytest.fixture
def floors(tmp_path: Path) -> Path:
    data = find("news-translation")[0].head(4)
    cell = gate.Cell("news-translation", 4, data.sha256, System(model="good"), {"chrf": 10.0})
    gate.write([cell], tmp_path / "floors.json")
    return tmp_path / "floors.json"


def reference(system: System, kind: str, language: str) -> Loaded:
    """A system that knows the answers, but for a share of its name."""
    keep = {"good": 1.0, "worse": 0.5}[system.model or ""]
    return Loaded("r", lambda items: [i.reference[: int(len(i.reference) * keep)] for i in items])


def test_floors_hold_and_only_rise(floors: Path) -> None:
    gate.gate(floors, loader=reference, report=lambda _: None)
    gate.gate(floors, lift=True, loader=reference, report=lambda _: None)
    (cell,) = gate.read(floors)
    assert cell.floors == {"chrf": 99.0}
    worse = replace(cell, system=System(model="worse"))
    gate.write([worse], floors)
    with pytest.raises(gate.GateError, match=r"chrf \d\d\.\d\d is under its floor 99\.00"):
        gate.gate(floors, loader=reference, report=lambda _: None)
    with pytest.raises(gate.GateError, match="only rises"):
        gate.gate(floors, lift=True, loader=reference, report=lambda _: None)
    assert gate.read(floors) == [worse]


def test_changed_data_breaks_the_gate(floors: Path) -> None:
    (cell,) = gate.read(floors)
    gate.write([replace(cell, sha256="0" * 64)], floors)
    with pytest.raises(gate.GateError, match="the data changed"):
        gate.gate(floors, loader=reference, report=lambda _: None)


@pytest.mark.slow
def test_the_quick_grid_takes_minutes(tmp_path: Path) -> None:
    started = time.perf_counter()
    results, failures = bench(QUICK, tmp_path)
    assert not failures
    assert time.perf_counter() - started < 300
    chain = results[-1].board
    assert len(chain.rows) == 6 and len({row.system.split(" · ")[1] for row in chain.rows}) == 2
    assert all(row.scores["rouge1"].value > 20 for row in chain.rows)


def test_command_scores_stored_outputs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from summarize.commands import bench as command

    (tmp_path / "set.ar").write_text("وصل القطار.\n", encoding="utf-8")
    (tmp_path / "set.en").write_text("The train's here.\n")
    (tmp_path / "set.one.en").write_text("The train&#39;s here.\n")
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    out = tmp_path / "out"
    args = parser.parse_args([str(tmp_path), "--out", str(out), "--measure", "bleu"])
    assert command.run(args) == 0
    assert "| one | 100.0 (100.0–100.0) |" in capsys.readouterr().out
    assert "unescaped in 1 lines" in (out / "report.md").read_text(encoding="utf-8")
