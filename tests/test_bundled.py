"""The bundled model's parts: adapters, prompts, the cache; and that all of it is one model."""

from __future__ import annotations

import json
import multiprocessing
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save_file

from translate.bundled.lora import Adapter, Settings, adapter_sha256, settings
from translate.bundled.store import DEFAULT_ADAPTER
from translate.cache import build_once
from translate.engines import load_engine
from translate.errors import KhulasaError, ModelUnavailableError, UsageError
from translate.prompts import MULTIPLE, filler

STEM = "base_model.model.model.layers.0.self_attn.q_proj."


def adapter(folder: Path, **config: object) -> Path:
    folder.mkdir(exist_ok=True)
    stored = {"peft_type": "LORA", "r": 2, "lora_alpha": 6, **config}
    (folder / "adapter_config.json").write_text(json.dumps(stored), encoding="utf-8")
    down = np.arange(6, dtype=np.float16).reshape(2, 3)
    up = np.ones((4, 2), dtype=np.float16)
    save_file(
        {f"{STEM}lora_A.weight": down, f"{STEM}lora_B.weight": up},
        folder / "adapter_model.safetensors",
    )
    return folder


def test_delta_is_the_scaled_product(tmp_path: Path) -> None:
    loaded = Adapter(adapter(tmp_path / "a"))
    expected = 3.0 * np.array([[3, 5, 7]] * 4)  # alpha / r = 3; columns of A summed
    assert np.array_equal(loaded.delta(0, "self_attn.q_proj"), expected)
    assert loaded.delta(1, "self_attn.q_proj") == 0.0
    rooted = Adapter(adapter(tmp_path / "b", use_rslora=True))
    assert np.allclose(rooted.delta(0, "self_attn.q_proj"), expected * np.sqrt(2))


def test_what_is_no_adapter_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailableError, match="not an adapter"):
        Adapter(tmp_path)
    with pytest.raises(ModelUnavailableError, match="only LoRA"):
        Adapter(adapter(tmp_path / "c", peft_type="IA3"))


def test_the_digest_follows_everything_that_changes_the_output(tmp_path: Path) -> None:
    folder = adapter(tmp_path / "a")
    digests = [adapter_sha256(folder)]
    (folder / "vocab_ids.json").write_text("[1, 2]", encoding="utf-8")
    digests.append(adapter_sha256(folder))
    (folder / "khulasa.json").write_text('{"multiple": 16, "tasks": ["translate"]}')
    digests.append(adapter_sha256(folder))
    (folder / "README.md").write_text("words", encoding="utf-8")
    assert adapter_sha256(folder) == digests[-1]
    assert len(set(digests)) == 3
    assert settings(folder) == Settings(16, ("translate",))


def test_the_shipped_adapter_is_small_and_documented() -> None:
    assert (DEFAULT_ADAPTER / "adapter_model.safetensors").stat().st_size < 25_000_000
    card = (DEFAULT_ADAPTER / "README.md").read_text(encoding="utf-8")
    for heading in ("Data", "Recipe", "Scores", "Limits", "Licence"):
        assert f"## {heading}" in card
    assert Adapter(DEFAULT_ADAPTER).vocabulary()


@given(st.integers(0, 5000), st.integers(1, 64))
def test_filler_completes_the_multiple(length: int, multiple: int) -> None:
    added = filler(length, multiple)
    assert 0 <= added < multiple and (length + added) % multiple == 0
    assert filler(MULTIPLE) == 0


def test_a_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def build(partial: Path) -> None:
        (partial / "half").write_text("x")
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        build_once(tmp_path / "model", build)
    assert not (tmp_path / "model").exists()
    assert not list(tmp_path.glob("*.tmp-*"))
    (tmp_path / "model.tmp-left").mkdir()
    build_once(tmp_path / "model", lambda partial: None)
    assert not list(tmp_path.glob("*.tmp-*"))


def _build(folder: Path, log: Path) -> None:
    def build(partial: Path) -> None:
        with log.open("a") as file:
            file.write("built\n")
        (partial / "whole").write_text("x")

    assert (build_once(folder, build) / "whole").read_text() == "x"


def test_processes_that_start_together_build_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    workers = [
        context.Process(target=_build, args=(tmp_path / "model", tmp_path / "log"))
        for _ in range(6)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 6
    assert (tmp_path / "log").read_text() == "built\n"


def test_a_cache_that_cannot_be_written_is_one_readable_line(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    with pytest.raises(KhulasaError, match=r"cannot be written; set KHULASA_CACHE"):
        build_once(in_the_way / "model", lambda partial: None)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_named(tmp_path: Path) -> None:
    def build(partial: Path) -> None:
        descriptor = os.open("/dev/full", os.O_WRONLY)
        try:
            os.write(descriptor, b"weights")
        finally:
            os.close(descriptor)

    with pytest.raises(KhulasaError, match="the disk is full"):
        build_once(tmp_path / "model", build)
    assert not (tmp_path / "model").exists()


@pytest.mark.slow
def test_the_shipped_engine_gives_the_same_in_any_batch() -> None:
    from translate.engines.bundled import BundledEngine

    engine = BundledEngine(device="cpu")
    texts = [
        "وصل الوفد إلى العاصمة مساء الاثنين.",
        "قالت الوزيرة إن المشروع سيكتمل قبل نهاية العام المقبل، وإن كلفته بلغت ١٢ مليون دولار.",
        "تساقطت الأمطار بغزارة على القرى الساحلية وأغلقت الطرق.",
        "نعم",
        "فاز الفريق بثلاثة أهداف مقابل هدف واحد في المباراة الأخيرة من الدوري.",
    ]
    together = engine.generate(texts)
    assert together == [engine.generate([text])[0] for text in texts]
    assert together == list(reversed(engine.generate(list(reversed(texts)))))
    assert all(len(prompt) % MULTIPLE == 0 for prompt in engine.prompts(texts))


@pytest.mark.slow
def test_the_converted_model_is_the_merged_model(tmp_path: Path) -> None:
    """float32 conversion against transformers with plain ``peft`` on the same weights: the same
    greedy tokens, restricted to the adapter's vocabulary."""
    torch = pytest.importorskip("torch")
    peft = pytest.importorskip("peft")
    from transformers import AutoModelForCausalLM

    from translate.bundled.base import Base
    from translate.engines.bundled import BundledEngine

    engine = BundledEngine(device="cpu", quantization="float32")
    base = Base(tmp_path)
    model = AutoModelForCausalLM.from_pretrained(
        tmp_path, gguf_file=base.path.name, dtype=torch.float32
    )
    model = peft.PeftModel.from_pretrained(model, str(DEFAULT_ADAPTER)).merge_and_unload().eval()
    allowed = torch.full((len(base.pieces),), -torch.inf)
    allowed[Adapter(DEFAULT_ADAPTER).vocabulary()] = 0.0
    ids = {piece: index for index, piece in enumerate(base.pieces)}
    texts = ["وصل الوفد إلى العاصمة مساء الاثنين.", "قتل 25 شخصا في الزلزال."]
    for text, prompt in zip(texts, engine.prompts(texts), strict=True):
        context = [ids[piece] for piece in prompt]
        start = len(context)
        with torch.inference_mode():
            while len(context) - start < 60 and context[-1] != ids["<eos>"]:
                logits = model(input_ids=torch.tensor([context])).logits[0, -1]
                context.append(int((logits + allowed).argmax()))
        written = "".join(base.pieces[token] for token in context[start:-1]).replace("▁", " ")
        assert engine.generate([text])[0].text == written.strip()


@pytest.mark.parametrize("device", ["mps", "cuda:x", "tpu", "cuda:99"])
def test_a_device_that_is_not_there_is_refused_before_anything_is_built(
    device: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHULASA_CACHE", str(tmp_path))
    with pytest.raises(UsageError, match=f"--device {device}"):
        load_engine("bundled", device=device)
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("tasks", "sentences", "asked"),
    [
        (["summary", "summary-3"], 1, "summary"),
        (["summary", "summary-3"], 3, "summary-3"),
        (["summary"], 3, "summary"),
    ],
)
def test_a_summary_of_several_sentences_is_asked_for_where_there_is_such_a_task(
    tasks: list[str],
    sentences: int,
    asked: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = adapter(tmp_path / "a")
    (folder / "khulasa.json").write_text(json.dumps({"multiple": 16, "tasks": tasks}))
    loaded: list[str] = []

    def engine(adapter: Path, *, task: str, **_: object) -> None:
        loaded.append(task)

    monkeypatch.setattr("translate.engines.bundled.BundledEngine", engine)
    load_engine(str(folder), task="summarize", sentences=sentences)
    assert loaded == [asked]
