"""Both engines on tiny real checkpoints of every family, loaded with ``from_pretrained``."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny
from hypothesis import given
from hypothesis import strategies as st

from translate.engines import load_engine
from translate.engines.base import DecodeOptions
from translate.engines.batching import batches
from translate.engines.checkpoint import load
from translate.engines.ct2_engine import CTranslate2Engine, supported
from translate.engines.torch_engine import TransformersEngine
from translate.errors import ModelUnavailableError, UsageError

FAMILIES = ["marian", "m2m100", "nllb", "mbart", "t5", "bart"]
SHORT = DecodeOptions(max_new_tokens=12)


@pytest.fixture(scope="session")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("checkpoints")
    return {family: getattr(tiny, family)(root / family) for family in FAMILIES}


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setenv("KHULASA_CACHE", str(folder))


@pytest.mark.parametrize("beams", [1, 3])
@pytest.mark.parametrize("family", FAMILIES)
def test_the_engines_agree(family: str, beams: int, checkpoints: dict[str, Path]) -> None:
    checkpoint = load(str(checkpoints[family]), "translate")
    options = DecodeOptions(max_new_tokens=12, beams=beams)
    ours = TransformersEngine(checkpoint, device="cpu").generate(tiny.ARABIC, options)
    theirs = CTranslate2Engine(checkpoint, device="cpu", compute="float32").generate(
        tiny.ARABIC, options
    )
    assert [h.text for h in ours] == [h.text for h in theirs]
    assert [h.tokens for h in ours] == [h.tokens for h in theirs]
    assert [h.score for h in ours] == pytest.approx([h.score for h in theirs], abs=0.02)


@pytest.mark.parametrize("family", FAMILIES)
def test_batching_changes_nothing(family: str, checkpoints: dict[str, Path]) -> None:
    checkpoint = load(str(checkpoints[family]), "translate")
    texts = [*tiny.ARABIC, tiny.ARABIC[0] * 2, "الاثنين"]
    for engine in (
        TransformersEngine(checkpoint, device="cpu"),
        CTranslate2Engine(checkpoint, device="cpu", compute="float32"),
    ):
        together = engine.generate(texts, SHORT)
        alone = [engine.generate([text], SHORT)[0] for text in texts]
        assert [h.text for h in together] == [h.text for h in alone]


def test_language_codes_reach_the_model(checkpoints: dict[str, Path]) -> None:
    m2m100 = load(str(checkpoints["m2m100"]), "translate")
    assert m2m100.tokenizer.convert_ids_to_tokens(m2m100.encode(["مساء"])[0])[0] == "__ar__"
    assert m2m100.tokenizer.convert_ids_to_tokens(m2m100.first_token) == "__en__"
    nllb = load(str(checkpoints["nllb"]), "translate")
    assert nllb.tokenizer.convert_ids_to_tokens(nllb.encode(["مساء"])[0])[0] == "arb_Arab"
    assert nllb.tokenizer.convert_ids_to_tokens(nllb.first_token) == "eng_Latn"
    mbart = load(str(checkpoints["mbart"]), "translate")
    assert mbart.tokenizer.convert_ids_to_tokens(mbart.encode(["مساء"])[0])[0] == "ar_AR"
    assert load(str(checkpoints["t5"]), "summarize").source_prefix == "summarize: "


def test_a_long_source_is_refused_and_not_cut(checkpoints: dict[str, Path]) -> None:
    engine = load_engine(str(checkpoints["marian"]), engine="transformers", device="cpu")
    with pytest.raises(ValueError, match="over the model's 128"):
        engine.generate(["مساء الاثنين " * 200], SHORT)


def test_the_output_stops_where_the_decoder_has_no_more_positions(
    checkpoints: dict[str, Path],
) -> None:
    for engine in ("ctranslate2", "transformers"):
        loaded = load_engine(str(checkpoints["bart"]), engine=engine, device="cpu")
        options = DecodeOptions(max_new_tokens=500, max_length_ratio=50.0)
        (found,) = loaded.generate([tiny.ENGLISH[0]], options)
        assert 0 < found.tokens < 128


def test_auto_takes_ctranslate2_where_it_can(checkpoints: dict[str, Path]) -> None:
    assert supported(load(str(checkpoints["marian"]), "translate"))
    engine = load_engine(str(checkpoints["marian"]), device="cpu")
    assert isinstance(engine, CTranslate2Engine)
    assert "compute:int8" in engine.signature


def test_a_converted_checkpoint_is_converted_once(checkpoints: dict[str, Path]) -> None:
    import os

    load_engine(str(checkpoints["marian"]), device="cpu")
    folder = Path(os.environ["KHULASA_CACHE"]) / "ctranslate2"
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("model.bin")}
    load_engine(str(checkpoints["marian"]), device="cpu")
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("model.bin")} == before


def test_a_model_that_is_nowhere_is_one_readable_line(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailableError, match="hf download Helsinki-NLP/opus-mt-ar-en"):
        load_engine("opus-mt", offline=True)
    with pytest.raises(ModelUnavailableError, match="no such folder"):
        load_engine(str(tmp_path / "absent"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelUnavailableError, match="not a checkpoint"):
        load_engine(str(tmp_path / "empty"))


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(UsageError, match="no engine 'warp'"):
        load_engine(engine="warp")


@given(
    st.lists(st.integers(0, 60), max_size=60),
    st.integers(1, 200),
    st.integers(1, 4),
    st.booleans(),
)
def test_batches_hold_every_index_once_within_the_budget(
    lengths: list[int], budget: int, at_least: int, equal: bool
) -> None:
    found = batches(lengths, budget, at_least, equal=equal)
    assert sorted(index for batch in found for index in batch) == list(range(len(lengths)))
    for batch in found:
        assert len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= budget
        assert not equal or len({lengths[i] for i in batch}) == 1
