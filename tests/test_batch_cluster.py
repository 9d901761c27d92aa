"""A batch on a Ray cluster of this machine: the same bytes, also when a worker is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batch_helpers import outputs, write_folder

pytest.importorskip("ray")
psutil = pytest.importorskip("psutil")

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.slow  # a cluster takes seconds to start

PLUGIN = """
import os, time
from fakes import FakeEngine

class Engine(FakeEngine):
    def generate(self, texts, *rest):
        time.sleep(float(os.environ["FAKE_SECONDS"]))
        if any("poison" in text for text in texts):
            os._exit(1)
        return super().generate(texts, *rest)

def load(model, *, device, task):
    return Engine()
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment where ``--engine fake`` is an installed plugin, in every process."""
    folder = tmp_path / "plugin"
    metadata = folder / "khulasa_fake-1.0.dist-info"
    metadata.mkdir(parents=True)
    (folder / "khulasa_fake.py").write_text(PLUGIN)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: khulasa-fake\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[khulasa.engines]\nfake = khulasa_fake:load\n")
    path = os.pathsep.join(map(str, (folder, ROOT / "tests", ROOT)))
    return {**os.environ, "PYTHONPATH": path, "FAKE_SECONDS": "0"}


def command(tmp_path: Path, out: str, *options: str) -> list[str]:
    return [
        *(sys.executable, "-m", "summarize.cli", "batch", str(tmp_path / "in")),
        *(str(tmp_path / out), "--engine", "fake", "--model", "fake", *options),
    ]


def test_a_cluster_makes_the_same_bytes_though_a_worker_is_killed(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    write_folder(tmp_path / "in", 160)
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    done = subprocess.run(
        command(tmp_path, "whole", "--no-memory"), env=environment, cwd=ROOT, check=False
    )
    assert done.returncode == 1
    run = subprocess.Popen(
        command(tmp_path, "out", "--no-memory", "--cluster", "ray", "--workers", "2"),
        env={**environment, "FAKE_SECONDS": "0.7"},
        cwd=tmp_path,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 120
    articles = tmp_path / "out" / "articles"
    while not list(articles.rglob("*.md")):
        assert run.poll() is None and time.monotonic() < deadline
        time.sleep(0.05)
    workers = [
        process
        for process in psutil.Process(run.pid).children(recursive=True)
        if "MapWorker" in " ".join(process.cmdline())
    ]
    assert len(workers) == 2
    workers[0].send_signal(signal.SIGKILL)
    told, errors = run.communicate(timeout=180)
    assert run.returncode == 1 and "160 done, 0 skipped, 1 failed" in told, errors
    assert outputs(tmp_path / "out") == outputs(tmp_path / "whole")
    again = subprocess.run(
        command(tmp_path, "out", "--no-memory"), env=environment, cwd=ROOT, capture_output=True
    )
    assert b"0 done, 160 skipped, 1 failed" in again.stdout


def test_a_file_that_kills_every_worker_does_not_end_the_job(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    folder = write_folder(tmp_path / "in", 70)
    text = (folder / "day06" / "story065.txt").read_text(encoding="utf-8")
    (folder / "day06" / "story065.txt").write_text(text.replace("أن", "أن poison"), "utf-8")
    done = subprocess.run(
        command(tmp_path, "out", "--cluster", "ray"),
        env=environment,
        cwd=ROOT,
        capture_output=True,
        timeout=300,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "69 done, 0 skipped, 1 failed" in done.stdout
    (lost,) = (tmp_path / "out" / "errors.jsonl").read_text(encoding="utf-8").splitlines()
    assert "story065.txt" in lost and "the worker died of it" in lost


def test_an_absent_cluster_and_model_are_one_line(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    write_folder(tmp_path / "in", 1)
    for options in (["--cluster", "ray", "--engine", "none"], ["--cluster", "ray://127.0.0.1:1"]):
        done = subprocess.run(
            command(tmp_path, "out", *options),
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert done.returncode in (1, 2)
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
