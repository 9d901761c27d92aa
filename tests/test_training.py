"""The model, its loss, the adapter that comes out, and a run that is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from translate.errors import UsageError  # noqa: E402
from translate.training import average, bundled, gemma  # noqa: E402
from translate.training.loop import Loop, Options  # noqa: E402
from translate.training.mixture import Encoded, Mixture, Position, pack  # noqa: E402
from translate.training.schedule import Schedule  # noqa: E402

VOCABULARY, WIDTH, INNER, LAYERS = 60, 16, 24, 3
SHAPE = gemma.Shape(layers=LAYERS, heads=2, head_dim=8, global_every=3, window=5)
KEPT = list(range(3, 40, 2))


def tiny_weights(seed: int = 0) -> dict[str, torch.Tensor]:
    """A float32 base with the names that ``gemma.load`` gives."""
    generator = torch.Generator().manual_seed(seed)

    def random(*size: int) -> torch.Tensor:
        return torch.randn(*size, generator=generator) * 0.3

    weights = {"embed_tokens": random(VOCABULARY, WIDTH), "norm": 1 + random(WIDTH)}
    sizes = {"q": (16, WIDTH), "k": (8, WIDTH), "v": (8, WIDTH), "o": (WIDTH, 16)}
    for index in range(LAYERS):
        stem = f"layers.{index}."
        for name, size in sizes.items():
            weights[f"{stem}self_attn.{name}_proj"] = random(*size)
        weights[f"{stem}mlp.gate_proj"] = random(INNER, WIDTH)
        weights[f"{stem}mlp.up_proj"] = random(INNER, WIDTH)
        weights[f"{stem}mlp.down_proj"] = random(WIDTH, INNER)
        for name in gemma.NORMS:
            weights[stem + name] = 1 + random(8 if name.startswith("self_attn") else WIDTH)
    return weights


def tiny_model(rank: int = 4, seed: int = 0) -> gemma.Gemma:
    torch.manual_seed(seed)
    return gemma.Gemma(tiny_weights(), KEPT, rank, 2.0 * rank, SHAPE)


def with_random_lora(model: gemma.Gemma) -> gemma.Gemma:
    """B starts at zero: without this an adapter that is lost would not be noticed."""
    with torch.no_grad():
        for value in model.parameters():
            value.copy_(torch.randn_like(value) * 0.2)
    return model


def reference_model() -> torch.nn.Module:
    """The same tiny base in transformers."""
    transformers = pytest.importorskip("transformers")
    config = transformers.Gemma3TextConfig(
        vocab_size=VOCABULARY,
        hidden_size=WIDTH,
        intermediate_size=INNER,
        num_hidden_layers=LAYERS,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=8,
        query_pre_attn_scalar=8,
        sliding_window=SHAPE.window,
        layer_types=["sliding_attention", "sliding_attention", "full_attention"],
        attn_implementation="eager",
    )
    model = transformers.Gemma3ForCausalLM(config).eval()
    state = {}
    for name, value in tiny_weights().items():
        is_norm = name == "norm" or name.split(".", 2)[-1] in gemma.NORMS
        # GGUF, and so ``gemma.load``, stores 1 + gamma.
        state[f"model.{name}.weight"] = value - 1 if is_norm else value
    state["lm_head.weight"] = state["model.embed_tokens.weight"]
    missing, unexpected = model.load_state_dict(state, strict=False)
    assert not missing and not unexpected
    return model


def test_forward_agrees_with_transformers_beyond_the_sliding_window() -> None:
    ids = torch.randint(0, VOCABULARY, (2, 12), generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        ours = tiny_model().hidden(ids)
        theirs = reference_model().model(ids).last_hidden_state
    assert torch.allclose(ours, theirs, atol=2e-4)


def test_exported_adapter_loads_with_peft_and_gives_the_same_logits(tmp_path: Path) -> None:
    peft = pytest.importorskip("peft")
    model = with_random_lora(tiny_model())
    bundled.export(dict(model.named_parameters()), KEPT, 4, 8.0, tmp_path)
    loaded = peft.PeftModel.from_pretrained(reference_model(), tmp_path)
    ids = torch.randint(0, VOCABULARY, (1, 9), generator=torch.Generator().manual_seed(2))
    with torch.no_grad():
        expected = (model.hidden(ids) @ model.embedding.T)[0]
        found = loaded(ids).logits[0]
        untouched = reference_model()(ids).logits[0]
    assert torch.allclose(found, expected, atol=0.05, rtol=0.01)  # stored in half precision
    assert not torch.allclose(found, untouched, atol=0.5)
    assert json.loads((tmp_path / "vocab_ids.json").read_text()) == KEPT


def test_restore_takes_up_an_exported_adapter(tmp_path: Path) -> None:
    first, second = with_random_lora(tiny_model()), tiny_model(seed=5)
    bundled.export(dict(first.named_parameters()), KEPT, 4, 8.0, tmp_path)
    bundled.restore(second, tmp_path)
    for ours, theirs in zip(first.parameters(), second.parameters(), strict=True):
        assert torch.allclose(ours, theirs, atol=1e-3)


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
@pytest.mark.parametrize("count", [5, 300])
def test_restricted_loss_is_full_softmax_over_the_kept_ids(smoothing: float, count: int) -> None:
    generator = torch.Generator().manual_seed(3)
    states = torch.randn(count, WIDTH, generator=generator, requires_grad=True)
    embedding = torch.randn(VOCABULARY, WIDTH, generator=generator)
    wanted = torch.randint(0, len(KEPT), (count,), generator=generator)
    loss, plain = gemma.RestrictedLoss.apply(states, embedding[KEPT], wanted, smoothing)
    (gradient,) = torch.autograd.grad(loss, states)

    masked = torch.full((VOCABULARY,), -1e9)
    masked[KEPT] = 0.0
    full = states @ embedding.T + masked
    expected = torch.nn.functional.cross_entropy(full[:, KEPT], wanted, label_smoothing=smoothing)
    (expected_gradient,) = torch.autograd.grad(expected, states, retain_graph=True)
    nats = torch.nn.functional.cross_entropy(full, torch.tensor(KEPT)[wanted], reduction="sum")
    assert torch.allclose(loss, expected, atol=1e-5)
    assert torch.allclose(gradient, expected_gradient, atol=1e-6)
    assert torch.allclose(plain, nats, rtol=1e-4)


def test_a_target_outside_the_output_vocabulary_is_refused() -> None:
    ids = torch.zeros(1, 3, dtype=torch.long)
    with pytest.raises(ValueError, match="output vocabulary"):
        tiny_model().losses(ids, torch.full((1, 3), 4), 0.0)


def test_padding_does_not_change_the_loss() -> None:
    short, long = Encoded([1, 2, 3], [5, 7]), Encoded([1, 2, 3, 4, 5, 6], [9, 11, 13])
    model = with_random_lora(tiny_model())
    alone = [model.losses(*bundled.tensors([item]), 0.0)[1] for item in (short, long)]
    together = model.losses(*bundled.tensors([short, long]), 0.0)[1]
    assert torch.allclose(sum(alone), together, atol=1e-4)


def test_schedule_warms_up_stays_and_decays() -> None:
    schedule = Schedule(peak=1.0, total=100, decay=20, warmup_steps=10, by_time=False)
    assert schedule.rate(0, 0) == pytest.approx(0.1)
    assert schedule.rate(50, 0) == 1.0
    assert schedule.rate(90, 0) == pytest.approx(0.5)
    assert not schedule.done(99, 1e9)
    assert schedule.done(100, 0)


def test_batches_hold_everything_within_the_limit() -> None:
    items = sorted((Encoded([1] * (n % 17 + 1), [2] * (n % 5 + 1)) for n in range(200)), key=len)
    batches = pack(items, 60)
    assert [item for batch in batches for item in batch] == items
    assert all(max(map(len, batch)) * len(batch) <= 60 for batch in batches)


class Random:
    """A source of random token ids; a pure function of the count, as sources must be."""

    name = "random"

    def draw(self, count: int) -> Encoded:
        generator = torch.Generator().manual_seed(count)
        length = 3 + count % 5
        ids = torch.randint(3, VOCABULARY, (length,), generator=generator).tolist()
        target = torch.randint(0, len(KEPT), (2 + count % 3,), generator=generator).tolist()
        return Encoded(ids, [KEPT[index] for index in target])


class Tiny(bundled.Bundled):
    """The real trainable without a tokenizer."""

    def __init__(self, model: gemma.Gemma) -> None:
        self.model, self._device = model, "cpu"


def tiny_loop(folder: Path, steps: int, workers: int = 2) -> Loop:
    def mixture(position: Position) -> Mixture:
        return Mixture(
            [(Random(), 1.0)],
            lambda item: item,  # type: ignore[arg-type,return-value]
            tokens=64,
            accumulate=3,
            seed=1,
            block=40,
            position=position,
        )

    schedule = Schedule(0.01, steps, 4, 3, by_time=False)
    options = Options(
        folder, schedule, workers=workers, checkpoint_minutes=0.0, validate_minutes=1e9
    )
    return Loop(Tiny(tiny_model()), mixture, options)


def curve(folder: Path) -> list[tuple[float, float, float]]:
    rows = [json.loads(line) for line in (folder / "curve.jsonl").read_text().splitlines()]
    assert [row["step"] for row in rows] == list(range(1, len(rows) + 1))
    return [(row["loss"], row["rate"], row["norm"]) for row in rows]


STEPS = 30


def test_a_killed_run_resumes_with_the_same_curve(tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    whole.mkdir()
    broken.mkdir()
    script = (
        "import sys, time; from pathlib import Path; import test_training as t\n"
        "step = t.Loop._step\n"
        "t.Loop._step = lambda self, *a: (time.sleep(0.05), step(self, *a))[1]\n"
        f"t.tiny_loop(Path(sys.argv[1]), {STEPS}).run()"
    )
    path = os.pathsep.join((str(Path(__file__).parent), str(Path(__file__).parent.parent)))
    environment = {**os.environ, "PYTHONPATH": path}
    process = subprocess.Popen([sys.executable, "-c", script, str(broken)], env=environment)
    tiny_loop(whole, STEPS).run()
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        file = broken / "curve.jsonl"
        if file.exists() and len(file.read_text().splitlines()) > STEPS // 2:
            break
        time.sleep(0.01)
    assert process.poll() is None, "the run was over before it could be killed"
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert len((broken / "curve.jsonl").read_text().splitlines()) < STEPS
    resumed = tiny_loop(broken, STEPS)
    assert 0 < resumed.progress.step < STEPS
    resumed.run()
    assert curve(broken) == curve(whole)


def test_training_sleeps_while_the_pause_file_exists(tmp_path: Path) -> None:
    pause = tmp_path / "pause"
    pause.touch()
    loop = tiny_loop(tmp_path, 3)
    loop.options = replace(loop.options, pause_file=pause)
    seen: list[bool] = []

    def remove() -> None:
        seen.append((tmp_path / "curve.jsonl").exists())
        pause.unlink()

    timer = threading.Timer(0.5, remove)
    timer.start()
    loop.run()
    timer.join()
    assert seen == [False] and len(curve(tmp_path)) == 3
    assert loop.progress.minutes < 0.4 / 60  # what was slept is not counted as training


def test_a_request_to_stop_ends_with_a_checkpoint(tmp_path: Path) -> None:
    loop = tiny_loop(tmp_path, 1000)
    timer = threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGTERM))
    timer.start()
    reached = loop.run().step
    timer.join()
    assert 0 < reached < 1000
    assert tiny_loop(tmp_path, 1000).progress.step == reached


def test_workers_do_not_change_the_result(tmp_path: Path) -> None:
    for workers in (1, 3):
        folder = tmp_path / str(workers)
        folder.mkdir()
        tiny_loop(folder, 6, workers).run()
    assert curve(tmp_path / "1") == curve(tmp_path / "3")


def test_training_lowers_the_loss_and_averages(tmp_path: Path) -> None:
    class One(Random):
        def draw(self, count: int) -> Encoded:
            return super().draw(count % 4)

    loop = tiny_loop(tmp_path, 60)
    loop._mixture = Mixture(
        [(One(), 1.0)],
        lambda item: item,  # type: ignore[arg-type,return-value]
        tokens=64,
        accumulate=2,
        seed=1,
        block=40,
    )
    loop.run()
    losses = [loss for loss, _, _ in curve(tmp_path)]
    assert losses[-1] < 0.6 * losses[0]
    current = [value.detach().clone() for value in loop._parameters.values()]
    with loop.averaged():
        averaged = [value.detach().clone() for value in loop._parameters.values()]
    assert any(not torch.equal(a, b) for a, b in zip(current, averaged, strict=True))
    after = list(loop._parameters.values())
    assert all(torch.equal(a, b) for a, b in zip(current, after, strict=True))


def test_another_model_does_not_resume_a_run(tmp_path: Path) -> None:
    tiny_loop(tmp_path, 2).run()
    torch.manual_seed(0)
    other = gemma.Gemma(tiny_weights(), KEPT, 2, 4.0, SHAPE)
    options = Options(tmp_path, Schedule(0.01, 2, 1, by_time=False))
    with pytest.raises(UsageError, match="another model or rank"):
        Loop(
            Tiny(other),
            lambda position: Mixture([], lambda _: None, tokens=1, accumulate=1, seed=1),
            options,
        )


def exported(folder: Path, seed: int, rank: int = 4, kept: list[int] | None = None) -> Path:
    model = with_random_lora(tiny_model(rank, seed))
    bundled.export(dict(model.named_parameters()), kept or KEPT, rank, 2.0 * rank, folder)
    return folder


def test_the_mean_of_two_adapters_is_the_mean_of_their_matrices(tmp_path: Path) -> None:
    from safetensors.numpy import load_file

    one, other = exported(tmp_path / "a", 1, kept=[1, 5]), exported(tmp_path / "b", 2, kept=[1, 7])
    assert average.main([str(tmp_path / "mean"), str(one), str(other)]) == 0
    first, second, mean = (
        load_file(folder / "adapter_model.safetensors")
        for folder in (one, other, tmp_path / "mean")
    )
    assert mean.keys() == first.keys()
    for name, value in mean.items():
        expected = (first[name].astype("f4") + second[name].astype("f4")) / 2
        assert value.dtype == first[name].dtype
        assert abs(value - expected).max() < 1e-3
    assert json.loads((tmp_path / "mean" / "vocab_ids.json").read_text()) == [1, 5, 7]
    assert (tmp_path / "mean" / "khulasa.json").read_bytes() == (one / "khulasa.json").read_bytes()


def test_adapters_that_do_not_fit_have_no_mean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = exported(tmp_path / "a", 1), exported(tmp_path / "b", 2, rank=2)
    assert average.main([str(tmp_path / "mean"), str(one), str(other)]) == 2
    assert average.main([str(tmp_path / "mean"), str(one), str(tmp_path / "none")]) == 2
    scaled = exported(tmp_path / "c", 3)
    config = json.loads((scaled / "adapter_config.json").read_text())
    (scaled / "adapter_config.json").write_text(json.dumps({**config, "lora_alpha": 1.0}))
    assert average.main([str(tmp_path / "mean"), str(one), str(scaled)]) == 2
    assert capsys.readouterr().err.count("\n") == 3
    assert not (tmp_path / "mean").exists()


def test_a_mean_is_never_written_over_one_of_its_parts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = exported(tmp_path / "a", 1), exported(tmp_path / "b", 2)
    before = (one / "adapter_model.safetensors").read_bytes()
    assert average.main([str(one), str(one), str(other)]) == 2
    assert "is one of the adapters" in capsys.readouterr().err
    assert (one / "adapter_model.safetensors").read_bytes() == before
