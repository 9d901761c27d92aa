"""A batch that is killed, interrupted or runs out of disk, and what the next run makes of it."""

from __future__ import annotations

import os
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from batch_helpers import outputs, write_folder
from fakes import FakeEngine

from summarize.cli import main
from translate.engines.base import GREEDY, DecodeOptions, Hypothesis

FILES = 16
WINDOW = 16  # sentences: four files
OPTIONS = ("--format", "md,jsonl", "--no-gazetteer")  # which would have it decode twice


class Noted(FakeEngine):
    """Takes its time, and writes every sentence it decodes into a file that outlives it."""

    def __init__(self, log: Path, seconds: float) -> None:
        super().__init__()
        self._log = log
        self._seconds = seconds

    def generate(self, texts: Sequence[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
        with self._log.open("a", encoding="utf-8") as log:
            log.write("".join(f"{text}\n" for text in texts))
        time.sleep(self._seconds)
        return super().generate(texts, options)


class Desk:
    """Runs batches over one folder in processes of their own: forks, so that a kill costs no
    import."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.seconds = 0.01
        self._log = folder.parent / "decoded.txt"
        monkeypatch.setattr("summarize.commands.common.summariser", lambda args: None)
        monkeypatch.setattr("summarize.batch.work.WINDOW", WINDOW)
        monkeypatch.setattr(
            "translate.engines.load_engine", lambda *a, **o: Noted(self._log, self.seconds)
        )

    def start(self, out: Path, *options: str, before: Callable[[], object] = int) -> int:
        """The process id of a run."""
        child = os.fork()
        if child == 0:
            code = 70
            try:
                before()
                sys.stdout = sys.stderr = self.told(out).open("a", buffering=1)
                code = main(["batch", str(self.folder), str(out), *OPTIONS, *options])
            finally:
                os._exit(code)
        return child

    def run(self, out: Path, *options: str, before: Callable[[], object] = int) -> int:
        return code_of(self.start(out, *options, before=before))

    def told(self, out: Path) -> Path:
        """What the runs into ``out`` printed."""
        return self.folder.parent / f"{out.name}.told"

    def decoded(self) -> Counter[str]:
        """How often each sentence was decoded since this was last asked."""
        lines = self._log.read_text(encoding="utf-8").splitlines()
        self._log.unlink()
        return Counter(lines)


def code_of(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    desk = Desk(write_folder(tmp_path / "in", FILES, sentences=3), monkeypatch)
    # All that is loaded on demand is loaded here, once, and not in every fork.
    warm = write_folder(tmp_path / "warm", 1)
    assert main(["batch", str(warm), str(tmp_path / "warmed"), "--no-memory"]) == 0
    desk.decoded()
    yield desk


def kill_and_resume(desk: Desk, tmp_path: Path, kills: int, seed: int, *options: str) -> None:
    """A fresh OUT is killed at a random moment, taken up again and compared, ``kills`` times."""
    chance = random.Random(seed)
    start = time.monotonic()
    assert desk.run(tmp_path / "whole", *options) == 0
    took = time.monotonic() - start
    whole = outputs(tmp_path / "whole")
    titles = {text for text, count in desk.decoded().items() if count > 1}
    assert len(whole) == FILES + 2
    killed = number = 0
    while number < kills or killed <= kills / 2:  # one that had ended before says nothing
        number += 1
        assert number <= 4 * kills
        out = tmp_path / f"out{number}"
        child = desk.start(out, *options)
        time.sleep(chance.uniform(0, took))
        os.kill(child, signal.SIGKILL)
        killed += code_of(child) == -signal.SIGKILL
        assert desk.run(out, *options) == 0, desk.told(out).read_text()
        assert outputs(out) == whole
        again = {text: n for text, n in desk.decoded().items() if n > 1 and text not in titles}
        assert all(count == 2 for count in again.values())
        assert len(again) <= WINDOW + 4  # one window, and the file that closes it


def test_a_killed_run_is_taken_up_to_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    kill_and_resume(desk, tmp_path, 3, 11, "--no-memory")


@pytest.mark.slow
@pytest.mark.parametrize("options", [("--no-memory",), ()])
def test_fifty_kills_end_in_the_same_bytes(
    desk: Desk, tmp_path: Path, options: tuple[str, ...]
) -> None:
    kill_and_resume(desk, tmp_path, 50, 12, *options)


@pytest.mark.slow
def test_one_job_killed_fifty_times(desk: Desk, tmp_path: Path) -> None:
    chance = random.Random(13)
    assert desk.run(tmp_path / "whole") == 0
    for _ in range(50):
        child = desk.start(tmp_path / "out")
        time.sleep(chance.uniform(0, 0.25))
        os.kill(child, signal.SIGKILL)
        code_of(child)
    assert desk.run(tmp_path / "out") == 0
    assert outputs(tmp_path / "out") == outputs(tmp_path / "whole")


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_run_after_its_batch(
    desk: Desk, tmp_path: Path, number: signal.Signals
) -> None:
    desk.seconds = 0.15
    child = desk.start(tmp_path / "out", "--no-memory")
    wait_for(lambda: list((tmp_path / "out").rglob("*.md")))
    os.kill(child, number)
    assert code_of(child) == 128 + number
    told = desk.told(tmp_path / "out").read_text()
    assert "stopping when this batch is written" in told and "Traceback" not in told
    done = sorted((tmp_path / "out" / "articles").rglob("*.md"))
    assert 0 < len(done) < FILES
    lines = (tmp_path / "out" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(done)  # what was decoded is written, everywhere
    first = desk.decoded()
    assert desk.run(tmp_path / "out", "--no-memory") == 0
    both = first + desk.decoded()
    titles = {text for text in both if text.startswith("افتتاح")}
    assert {count for text, count in both.items() if text not in titles} == {1}


def test_a_second_signal_ends_it_at_once(desk: Desk, tmp_path: Path) -> None:
    desk.seconds = 20
    child = desk.start(tmp_path / "out", "--no-memory")
    wait_for((tmp_path / "decoded.txt").exists)
    os.kill(child, signal.SIGINT)
    wait_for(lambda: "once more" in desk.told(tmp_path / "out").read_text())
    start = time.monotonic()
    os.kill(child, signal.SIGINT)
    assert code_of(child) == -signal.SIGINT
    assert time.monotonic() - start < 5
    desk.seconds = 0
    assert desk.run(tmp_path / "out", "--no-memory") == 0


def no_larger_files() -> None:
    """What a full disk does to a file, without a disk: it can hold only so much."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (70_000, 70_000))


def test_a_disk_that_takes_no_more_is_one_line_and_loses_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    assert desk.run(tmp_path / "whole", "--no-memory") == 0
    out = tmp_path / "out"
    assert desk.run(out, "--no-memory", before=no_larger_files) == 1
    told = desk.told(out).read_text().splitlines()
    assert len(told) == 1 and told[0].startswith("khulasa: ")
    whole = outputs(tmp_path / "whole")
    written = outputs(out)
    assert written.items() <= whole.items()
    assert desk.run(out, "--no-memory") == 0
    assert outputs(out) == whole


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_and_a_read_only_disk(desk: Desk, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.system(f"mount -t tmpfs -o size=300k tmpfs {disk} 2>/dev/null"):
        pytest.skip("mounting is not allowed here")
    try:
        out = disk / "out"
        assert desk.run(out, "--no-memory") == 1
        os.system(f"mount -o remount,size=300k {disk}")
        kept = outputs(out)
        os.system(f"mount -o remount,ro {disk}")
        desk.told(out).unlink()
        assert desk.run(out) == 1
        (told,) = desk.told(out).read_text().splitlines()
        assert "Read-only file system" in told
        assert outputs(out) == kept
        os.system(f"mount -o remount,rw,size=30m {disk}")
        assert desk.run(out, "--no-memory") == 0
        assert desk.run(tmp_path / "whole", "--no-memory") == 0
        assert outputs(out) == outputs(tmp_path / "whole") and kept
        assert kept.items() <= outputs(out).items()
    finally:
        os.system(f"umount {disk}")
