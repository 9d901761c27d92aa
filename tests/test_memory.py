"""The translation memory: it remembers, it never lies, and nothing that ails it stops a run."""

from __future__ import annotations

import logging
import multiprocessing
import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.engines.base import Hypothesis
from translate.errors import KhulasaError, UsageError
from translate.memory import IMPORTED, Memory, MemoryEntry, MemoryUnit

KEY = "tiny|beams=1"


def hypothesis(text: str, *, finished: bool = True) -> Hypothesis:
    return Hypothesis(text, -0.5, 3, finished)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "deep" / "memory.sqlite")


def test_remembers_across_opening(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with Memory(path) as memory:
        assert memory.get_many(["باب"], KEY) == {}
        assert memory.put_many([("باب", hypothesis("door"))], KEY) == 1
    with Memory(path) as memory:
        assert memory.get_many(["باب", "دار"], KEY) == {"باب": MemoryEntry("door", -0.5, 3, KEY)}


def test_models_do_not_share(memory: Memory) -> None:
    memory.put_many([("باب", hypothesis("door"))], KEY)
    assert memory.get_many(["باب"], "other") == {}


def test_newest_wins(memory: Memory) -> None:
    memory.put_many([("باب", hypothesis("gate"))], KEY)
    memory.put_many([("باب", hypothesis("door"))], KEY)
    assert memory.get_many(["باب"], KEY)["باب"].text == "door"
    assert memory.stats().entries == 1


def test_sources_that_normalise_alike_share_one_entry(memory: Memory) -> None:
    memory.put_many([("فتح  الباب", hypothesis("He opened the door"))], KEY)
    found = memory.get_many(["فتح الباب", "فتح  الباب"], KEY)
    assert set(found) == {"فتح الباب", "فتح  الباب"}


def test_a_persons_pair_wins_over_every_model(memory: Memory) -> None:
    memory.put_many([("باب", hypothesis("gate"))], KEY)
    memory.import_units([MemoryUnit("باب", MemoryEntry("chapter", None, 0, IMPORTED), 1.0)])
    for key in (KEY, "other"):
        assert memory.get_many(["باب"], key)["باب"] == MemoryEntry("chapter", None, 0, IMPORTED)


def test_leaves_out_what_is_not_a_result(memory: Memory) -> None:
    pairs = [
        ("باب", hypothesis("do", finished=False)),
        ("دار", hypothesis("  ")),
        ("نار", hypothesis("\ud800")),
        ("جار\udfff", hypothesis("neighbour")),
    ]
    assert memory.put_many(pairs, KEY) == 0
    assert memory.get_many([source for source, _ in pairs], KEY) == {}


def test_more_sources_than_one_query_holds(memory: Memory) -> None:
    pairs = [(f"باب {n}", hypothesis(f"door {n}")) for n in range(1201)]
    assert memory.put_many(pairs, KEY) == len(pairs)
    found = memory.get_many([source for source, _ in pairs], KEY)
    assert {source: entry.text for source, entry in found.items()} == {
        source: h.text for source, h in pairs
    }


@settings(max_examples=25, deadline=None)
@given(pairs=st.lists(st.tuples(st.text(max_size=20), st.text(min_size=1, max_size=20))))
def test_gives_back_what_was_put(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    from translate.arabic import normalise

    kept = {normalise(source): text for source, text in pairs if text.strip()}
    with Memory(tmp_path_factory.mktemp("memory") / "memory.sqlite") as memory:
        memory.put_many([(source, hypothesis(text)) for source, text in pairs], KEY)
        found = memory.get_many([source for source, _ in pairs], KEY)
    for source, _ in pairs:
        entry = found.get(source)
        assert (entry and entry.text) == kept.get(normalise(source))


def test_uses_are_written_down_during_a_long_run(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translate.memory._HITS_HELD", 3)
    words = ["باب", "دار", "نهر"]
    memory.put_many([(word, hypothesis("x")) for word in words], KEY)
    memory.get_many(words, KEY)
    with sqlite3.connect(memory.path) as file:  # another reader, while the run goes on
        assert file.execute("SELECT sum(hits) FROM entries").fetchone() == (3,)


def test_counts_hits_and_size(memory: Memory) -> None:
    memory.put_many([("باب", hypothesis("door")), ("دار", hypothesis("house"))], KEY)
    memory.put_many([("باب", hypothesis("gate"))], "other")
    memory.get_many(["باب", "دار", "نار"], KEY)
    memory.get_many(["باب"], KEY)
    stats = memory.stats()
    assert stats.entries == 3
    assert stats.models == ((KEY, 2, 3), ("other", 1, 0))
    assert stats.size > 0


def test_prunes_by_age_of_last_use(memory: Memory) -> None:
    old = [MemoryUnit(s, MemoryEntry(s, None, 0, KEY), 1.0) for s in ("باب", "دار")]
    old.append(MemoryUnit("نار", MemoryEntry("fire", None, 0, IMPORTED), 1.0))
    memory.import_units(old)
    memory.get_many(["باب"], KEY)  # used now, so it stays
    assert memory.prune(older_than_days=1) == 1
    assert set(memory.get_many(["باب", "دار", "نار"], KEY)) == {"باب", "نار"}


def test_prunes_by_model_and_keeps_the_most_recent(memory: Memory) -> None:
    memory.put_many([(f"باب {n}", hypothesis("door")) for n in range(5)], KEY)
    memory.put_many([("باب", hypothesis("gate"))], "other")
    assert memory.prune(model="other") == 1
    assert memory.prune(max_entries=2) == 3
    assert set(memory.get_many([f"باب {n}" for n in range(5)], KEY)) == {"باب 3", "باب 4"}
    assert [model for model, _, _ in memory.stats().models] == [KEY]


def test_prunes_a_persons_pairs_only_by_name(memory: Memory) -> None:
    memory.import_units([MemoryUnit("باب", MemoryEntry("chapter", None, 0, IMPORTED), 1.0)])
    assert memory.prune(older_than_days=0) == 0
    assert memory.prune(max_entries=0) == 0
    assert memory.prune(model=IMPORTED) == 1


def test_prune_wants_a_criterion(memory: Memory) -> None:
    with pytest.raises(UsageError):
        memory.prune()


def test_units_come_in_order_of_storing(memory: Memory) -> None:
    memory.put_many([(f"باب {n}", hypothesis(f"door {n}")) for n in range(1500)], KEY)
    assert [unit.entry.text for unit in memory.units()] == [f"door {n}" for n in range(1500)]
    assert list(memory.units("no such model")) == []


@pytest.mark.parametrize("rubbish", [b"not a database at all " * 50, b"SQLite format 3\x00" * 40])
def test_sets_a_damaged_file_aside(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, rubbish: bytes
) -> None:
    path = tmp_path / "memory.sqlite"
    path.write_bytes(rubbish)
    with caplog.at_level(logging.WARNING), Memory(path) as memory:
        memory.put_many([("باب", hypothesis("door"))], KEY)
        assert memory.get_many(["باب"], KEY)["باب"].text == "door"
    (aside,) = (p for p in tmp_path.glob("memory.sqlite.damaged-*"))
    assert aside.read_bytes() == rubbish
    assert len(caplog.records) == 1 and aside.name in caplog.text


def test_survives_damage_met_while_reading(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "memory.sqlite"
    sources = [f"باب {n}" for n in range(3000)]
    with Memory(path) as memory:
        memory.put_many([(source, hypothesis("door " * 20)) for source in sources], KEY)
    raw = bytearray(path.read_bytes())
    raw[8192:-8192] = b"\x5a" * (len(raw) - 16384)  # the header page stays good
    path.write_bytes(raw)
    with caplog.at_level(logging.WARNING), Memory(path) as memory:
        memory.get_many(sources, KEY)
        assert memory.put_many([("باب", hypothesis("door"))], KEY) == 1
        assert memory.get_many(["باب"], KEY)["باب"].text == "door"
    assert len(list(tmp_path.glob("memory.sqlite.damaged-*"))) == 1
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_does_not_set_aside_what_another_process_renewed(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    first, second = Memory(path), Memory(path)
    damage = sqlite3.DatabaseError("database disk image is malformed")
    first._file.recover(damage)
    first.put_many([("باب", hypothesis("door"))], KEY)
    second._file.recover(damage)
    assert second.get_many(["باب"], KEY)["باب"].text == "door"
    assert (
        len([p for p in tmp_path.glob("*.damaged-*") if not p.name.endswith(("-wal", "-shm"))]) == 1
    )


def test_refuses_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE visits (url TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UsageError, match="another program"):
        Memory(path)
    assert path.read_bytes() == before


def test_runs_without_a_memory_it_cannot_open(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    with caplog.at_level(logging.WARNING):
        memory = Memory(tmp_path / "file" / "memory.sqlite")
    assert len(caplog.records) == 1
    assert memory.put_many([("باب", hypothesis("door"))], KEY) == 0
    assert memory.get_many(["باب"], KEY) == {}
    with pytest.raises(KhulasaError):
        memory.stats()
    memory.close()
    assert len(caplog.records) == 1


def test_a_full_disk_costs_one_warning(memory: Memory, caplog: pytest.LogCaptureFixture) -> None:
    memory.put_many([("باب", hypothesis("door"))], KEY)
    connection = memory._file.connection
    assert connection is not None
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with caplog.at_level(logging.WARNING):
        for n in range(3):
            assert memory.put_many([(f"دار {n}", hypothesis("house " * 9000))], KEY) == 0
    assert len(caplog.records) == 1 and "full" in caplog.text
    assert memory.get_many(["باب"], KEY)["باب"].text == "door"  # it still reads
    with pytest.raises(KhulasaError, match="full"):
        memory.import_units(
            [MemoryUnit("نار", MemoryEntry("fire " * 9000, None, 0, IMPORTED), 1.0)]
        )
    memory.close()


def _work(path: Path, worker: int) -> None:
    for turn in range(4):
        with Memory(path) as memory:
            pairs = [
                (f"باب {n}", hypothesis(f"door {n}")) for n in range(turn * 40, turn * 40 + 80)
            ]
            assert memory.put_many(pairs, KEY) == 80
            assert len(memory.get_many([source for source, _ in pairs], KEY)) == 80
            memory.put_many([(f"دار {worker} {turn}", hypothesis("house"))], KEY)


def test_many_processes_share_one_file(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_work, args=(path, n)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0] * 4
    with Memory(path) as memory:
        assert memory.stats().entries == 200 + 16
    assert list(tmp_path.glob("*.damaged-*")) == []


def _write_forever(path: Path) -> None:
    with Memory(path) as memory:
        for n in range(10**9):
            memory.put_many([(f"باب {n} {m}", hypothesis("door")) for m in range(50)], KEY)


def test_a_killed_writer_harms_nothing(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    writer = multiprocessing.get_context("spawn").Process(target=_write_forever, args=(path,))
    writer.start()
    log = path.with_name(path.name + "-wal")
    deadline = time.monotonic() + 30
    while not (log.exists() and log.stat().st_size > 100_000) and time.monotonic() < deadline:
        time.sleep(0.02)
    writer.kill()
    writer.join()
    with Memory(path) as memory:
        entries = memory.stats().entries
        assert entries > 0 and entries % 50 == 0  # whole batches only
        assert memory.put_many([("باب", hypothesis("door"))], KEY) == 1
    assert list(tmp_path.glob("*.damaged-*")) == []
