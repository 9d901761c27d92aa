"""Ranking by an encoder checkpoint: a tiny one with random weights, built here."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from summarize.extractive import select
from summarize.extractive.embedding import near_middle
from translate.errors import ModelUnavailableError, UsageError

WORDS = "the farmers left valley dam was filled in spring minister spoke".split()  # noqa: SIM905
TEXT = ["the farmers left the valley", "the dam was filled in spring", "the minister spoke"]


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    transformers = pytest.importorskip("transformers")
    torch = pytest.importorskip("torch")
    folder = tmp_path_factory.mktemp("encoder")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    tokenizer = transformers.BertTokenizerFast(
        vocab={word: i for i, word in enumerate(vocabulary)}, model_max_length=16
    )
    tokenizer.save_pretrained(folder)
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=32,
    )
    transformers.BertModel(config).save_pretrained(folder)
    return folder


def test_select_by_checkpoint(checkpoint: Path) -> None:
    method = f"embedding:{checkpoint}"
    picks = select(TEXT, "en", method=method)
    assert [pick.index for pick in picks] == [0, 1, 2]
    assert picks == select(TEXT, "en", method=method)
    assert select([], "en", method=method) == []


def test_vectors_do_not_depend_on_the_batch(checkpoint: Path) -> None:
    from summarize.extractive.encoder import Encoder

    encoder = Encoder(str(checkpoint))
    together = encoder(TEXT)
    assert together.shape == (3, 16)
    for text, vector in zip(TEXT, together, strict=True):
        np.testing.assert_allclose(encoder([text])[0], vector, atol=1e-5)


def test_first_token_where_the_checkpoint_says_so(checkpoint: Path) -> None:
    from summarize.extractive.encoder import Encoder

    mean = Encoder(str(checkpoint))(TEXT)
    pooling = checkpoint / "1_Pooling" / "config.json"
    pooling.parent.mkdir()
    pooling.write_text(json.dumps({"pooling_mode_cls_token": True}), encoding="utf-8")
    try:
        assert not np.allclose(Encoder(str(checkpoint))(TEXT), mean)
    finally:
        pooling.unlink()
        pooling.parent.rmdir()


def test_a_cut_sentence_is_reported(checkpoint: Path, caplog: pytest.LogCaptureFixture) -> None:
    from summarize.extractive.encoder import Encoder

    Encoder(str(checkpoint))([TEXT[0], "the dam " * 40])
    assert "1 sentences are compared by their first 16 tokens" in caplog.text


def test_missing_checkpoint(tmp_path: Path) -> None:
    pytest.importorskip("transformers")
    with pytest.raises(ModelUnavailableError, match="nowhere"):
        select(TEXT, "en", method=f"embedding:{tmp_path / 'nowhere'}")


def test_checkpoint_must_be_named() -> None:
    with pytest.raises(UsageError):
        select(TEXT, "en", method="embedding:")


def test_near_middle_prefers_the_common_direction() -> None:
    weights = near_middle(np.array([[1.0, 0.0], [2.0, 0.1], [0.0, 1.0], [0.0, 0.0]]))
    assert weights.argmax() == 1 and weights[3] == 0
