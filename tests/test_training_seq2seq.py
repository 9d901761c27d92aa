"""A whole run of ``khulasa train`` over tiny seq2seq checkpoints."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

import tiny

from summarize.commands import train as command
from translate.engines.checkpoint import load
from translate.engines.torch_engine import TransformersEngine
from translate.training.examples import Example
from translate.training.seq2seq import Seq2Seq


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.marian(tmp_path_factory.mktemp("models") / "marian")


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "pairs.tsv"
    lines = (f"{a}\t{e}" for a, e in zip(tiny.ARABIC, tiny.ENGLISH, strict=True))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def train(*words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(words))


@pytest.mark.parametrize(("rank", "share"), [(0, 0.8), (8, 0.95)])
def test_training_lowers_the_loss_and_saves_what_engines_load(
    tmp_path: Path,
    checkpoint: Path,
    pairs: Path,
    rank: int,
    share: float,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run = tmp_path / "run"
    options = f"--model {checkpoint} --rank {rank} --steps 40 --warmup 2 --rate 0.02 --threads 1"
    code = train(
        str(run), "--data", str(pairs), "--validate", str(pairs), "--average", "0", *options.split()
    )
    assert code == 0
    assert capsys.readouterr().out.strip() == str(run / "best")
    curve = [json.loads(line) for line in (run / "curve.jsonl").read_text().splitlines()]
    assert len(curve) == 40 and curve[-1]["nats"] < share * curve[0]["nats"]
    (scores,) = [json.loads(line) for line in (run / "scores.jsonl").read_text().splitlines()]
    assert scores["step"] == 40 and scores["chrf"] >= 0
    engine = TransformersEngine(load(str(run / "best"), "translate"), device="cpu")
    assert len(engine.generate(list(tiny.ARABIC))) == len(tiny.ARABIC)


def test_a_finished_run_is_extended_by_more_steps(
    tmp_path: Path, checkpoint: Path, pairs: Path
) -> None:
    options = ["--data", str(pairs), "--model", str(checkpoint), "--rank", "0", "--threads", "1"]
    train(str(tmp_path), *options, "--steps", "3")
    train(str(tmp_path), *options, "--steps", "5")
    curve = [json.loads(line) for line in (tmp_path / "curve.jsonl").read_text().splitlines()]
    assert [row["step"] for row in curve] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("build", [tiny.marian, tiny.nllb, tiny.mbart, tiny.t5])
def test_loss_is_what_transformers_computes(tmp_path: Path, build: object) -> None:
    import torch

    model = Seq2Seq(str(build(tmp_path / "model")), rank=0, seed=1)  # type: ignore[operator]
    model.model.eval()
    example = Example(tiny.ARABIC[0], tiny.ENGLISH[0])
    encoded = model.encode(example)
    assert encoded is not None
    loss, plain, count = model.loss([encoded], smoothing=0.0)
    expected = model.model(
        input_ids=torch.tensor([encoded.source]), labels=torch.tensor([encoded.target])
    ).loss
    assert float(loss.detach()) == pytest.approx(plain)
    assert plain / count == pytest.approx(float(expected.detach()), rel=1e-4)


def test_padding_does_not_change_the_loss(checkpoint: Path) -> None:
    model = Seq2Seq(str(checkpoint), rank=0, seed=1)
    model.model.eval()
    items = [
        encoded
        for a, e in zip(tiny.ARABIC, tiny.ENGLISH, strict=True)
        if (encoded := model.encode(Example(a, e)))
    ]
    alone = sum(model.loss([item], 0.0)[1] for item in items)
    assert model.loss(items, 0.0)[1] == pytest.approx(alone, rel=1e-4)
