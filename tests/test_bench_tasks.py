"""Data read as the user names it; stored outputs scored and compared."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.leaderboard import score
from benchmarks.metrics.facts import numbers
from benchmarks.tasks import BUILT_IN, find
from benchmarks.tasks.base import Item, Outputs, Task
from benchmarks.tasks.news import records
from translate.arabic import arabic_ratio
from translate.errors import UnreadableError, UsageError

DATA = Path(os.environ.get("KHULASA_DATA", Path(__file__).parents[2] / "shared" / "data"))
PEERS = DATA / "peers"
needs_peers = pytest.mark.skipif(not PEERS.is_dir(), reason="no peers/ (set KHULASA_DATA)")


def write(path: Path, *rows: str) -> Path:
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def peers(tmp_path: Path) -> Path:
    write(tmp_path / "set.ar", "وصل القطار.", "غادر القطار.")
    write(tmp_path / "set.en", "The train's here.", "The train left.")
    write(tmp_path / "set.good.en", "The train&#39;s here.", "The train left.")
    write(tmp_path / "set.bad.en", "A bus.", "The left train.")
    return tmp_path


def test_stored_outputs_are_unescaped_and_say_so(peers: Path) -> None:
    (task,) = find(str(peers))
    assert [system.system for system in task.stored] == ["bad", "good"]
    board = score(task, task.stored, ["chrf", "ter"], samples=50, trials=50)
    good, bad = board.rows
    assert good.scores["chrf"].value == pytest.approx(100.0)
    assert good.scores["chrf"].as_stored is not None and good.scores["chrf"].as_stored < 100
    assert (good.system, good.unescaped, bad.unescaped) == ("good", 1, 0)
    assert bad.scores["chrf"].as_stored is None
    assert board.higher_is_better == {"chrf": True, "ter": False}


def test_lines_that_do_not_align_are_refused(peers: Path) -> None:
    write(peers / "set.short.en", "The train's here.")
    with pytest.raises(UnreadableError, match="1 lines where its source has 2"):
        find(str(peers))


@needs_peers
def test_published_scores_are_reproduced() -> None:
    (_, task) = find(str(PEERS))
    board = score(task, task.stored, ["bleu", "chrf"], compare=[], samples=10)
    found = {}
    for row in board.rows:
        pair = row.scores["bleu"], row.scores["chrf"]
        found[row.system] = tuple(s.value if s.as_stored is None else s.as_stored for s in pair)
        if row.system == "google":
            assert [s.value for s in pair] == pytest.approx([47.0, 70.5], abs=0.1)
    published = {
        "argos": (29.5, 57.3),
        "opusmt": (33.9, 61.0),
        "nllb": (36.5, 62.4),
        "bergamot-base": (38.9, 64.9),
        "microsoft": (43.7, 67.8),
        "google": (45.1, 70.0),
    }
    assert found.keys() == published.keys()
    for system, scores in published.items():
        assert found[system] == pytest.approx(scores, abs=0.1), system


@needs_peers
def test_a_system_against_itself_and_a_real_difference() -> None:
    (_, task) = find(str(PEERS))
    systems = {one.system: one for one in task.stored}
    again = Outputs("argos-again", systems["argos"].texts)
    board = score(
        task, [systems["argos"], again, systems["microsoft"]], ["bleu"], compare=["bleu"],
        samples=10, trials=500,
    )  # fmt: skip
    p = {frozenset((c.a, c.b)): c.p for c in board.comparisons}
    assert p[frozenset(("argos", "argos-again"))] > 0.05
    assert p[frozenset(("argos", "microsoft"))] < 0.01


def test_tsv_and_aligned_files(tmp_path: Path) -> None:
    tsv = write(tmp_path / "pairs.tsv", "وصل\tarrived\tnote", "غادر\tleft")
    (task,) = find(str(tsv))
    assert [(i.source, i.reference) for i in task.items] == [("وصل", "arrived"), ("غادر", "left")]
    arabic, english = write(tmp_path / "a", "وصل"), write(tmp_path / "b", "arrived")
    assert find(f"{arabic},{english}")[0].items[0].reference == "arrived"
    write(tmp_path / "pairs.tsv", "وصل\tarrived", "no tab here")
    with pytest.raises(UnreadableError, match="line 2"):
        find(str(tsv))
    write(english, "arrived", "left")
    with pytest.raises(UnreadableError, match=r"1 lines .* has 2"):
        find(f"{arabic},{english}")


@pytest.mark.parametrize("layout", ["flores200", "flores-plus", "ntrex"])
def test_folders_of_known_layout(tmp_path: Path, layout: str) -> None:
    if layout == "ntrex":
        folder = tmp_path / "NTREX-128"
        folder.mkdir()
        write(folder / "newstest2019-ref.arb.txt", "وصل")
        write(folder / "newstest2019-src.eng.txt", "arrived")
    else:
        folder = tmp_path / "devtest"
        folder.mkdir()
        ending = "devtest" if layout == "flores200" else "jsonl"
        wrap = str if layout == "flores200" else lambda text: json.dumps({"id": 1, "text": text})
        write(folder / f"arb_Arab.{ending}", wrap("وصل"))
        write(folder / f"eng_Latn.{ending}", wrap("arrived"))
    (task,) = find(str(tmp_path))
    assert (task.items[0].source, task.items[0].reference) == ("وصل", "arrived")


def test_xlsum_and_crosssum_layouts(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    arabic = "أعلن المجلس افتتاح المكتبة الجديدة بعد عامين من العمل."
    xlsum = {"id": "7", "url": "u", "title": "ع", "summary": "افتتاح مكتبة", "text": arabic}
    crosssum = {"source_url": "s", "target_url": "t", "summary": "A library opens", "text": arabic}
    empty = {"text": " ", "summary": "x"}
    write(tmp_path / "arabic_train.jsonl", "{}")
    write(tmp_path / "arabic_test.jsonl", json.dumps(xlsum), json.dumps(empty))
    write(tmp_path / "arabic-english_test.jsonl", json.dumps(crosssum))
    chain, summary = find(str(tmp_path))
    assert (chain.kind, chain.source_language, chain.target_language) == ("chain", "ar", "en")
    assert (summary.kind, summary.source_language, len(summary.items)) == ("summary", "ar", 1)
    assert "1 rows left out" in caplog.text
    broken = write(tmp_path / "broken.jsonl", json.dumps(xlsum), '{"text": "x"}')
    with pytest.raises(UnreadableError, match="line 2 lacks"):
        find(str(broken))


def test_what_is_no_task_is_refused(tmp_path: Path) -> None:
    for name in ("no-such-thing", str(tmp_path)):
        with pytest.raises(UsageError):
            find(name)
    with pytest.raises(UnreadableError, match="no items"):
        find(str(write(tmp_path / "empty.tsv")))


@pytest.mark.parametrize("name", BUILT_IN)
def test_built_in_tasks_score_their_own_references_highest(name: str) -> None:
    (task,) = find(name)
    system = Outputs("reference", tuple(item.reference for item in task.items))
    board = score(task, [system], compare=[], samples=2)
    kept = {n: s.value for n, s in board.rows[0].scores.items() if n not in _DESCRIPTIVE}
    assert kept == pytest.approx(dict.fromkeys(kept, 100.0))


_DESCRIPTIVE = ("compression", "redundancy", "flags_high")


def test_head_takes_topics_in_turn() -> None:
    items = tuple(Item(str(n), "س", "e", topic="ab"[n > 2]) for n in range(6))
    task = Task("t", "translation", "ar", "en", items, (Outputs("s", tuple("abcdef")),))
    head = task.head(3)
    assert [item.id for item in head.items] == ["0", "1", "3"]
    assert head.stored[0].texts == ("a", "b", "d")
    assert head.sha256 != task.sha256


def test_articles_are_what_the_card_says() -> None:
    found = records()
    topics = Counter(record["topic"] for record in found)
    assert len(found) >= 60 and len(topics) >= 6
    assert len({record["id"] for record in found}) == len(found)
    for record in found:
        pairs = [record["title"], *record["sentences"]]
        arabic = " ".join(pair["ar"] for pair in pairs)
        english = " ".join(pair["en"] for pair in pairs)
        assert 8 <= len(record["sentences"]) <= 15, record["id"]
        assert all(arabic_ratio(pair["ar"]) > 0.9 and pair["en"].isprintable() for pair in pairs)
        assert all(entity["ar"] in arabic for entity in record["entities"]), record["id"]
        assert all(entity["en"] in english for entity in record["entities"]), record["id"]
        values = set(numbers(english))
        assert all(set(numbers(value)) <= values for value in record["numbers"]), record["id"]
        assert 2 <= len(record["summary"]["ar"]) <= 3, record["id"]
        assert len(record["summary"]["ar"]) == len(record["summary"]["en"])
