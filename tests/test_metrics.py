"""Every measure against values worked out by hand, Arabic included, and against its library."""

from __future__ import annotations

import math
import random
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.metrics import MEASURES, MODULES, load, measure
from benchmarks.metrics.abstraction import fragments
from benchmarks.metrics.facts import names, numbers
from benchmarks.metrics.tokens import tokenize
from translate.errors import UsageError

TEXT = "the river rose by 3 metres on Tuesday near Ostrava and 1,200 homes were flooded"
WORDS = TEXT.split()


def shuffled(seed: int, count: int = 40) -> list[str]:
    rng = random.Random(seed)
    return [" ".join(rng.choices(WORDS, k=rng.randint(3, 20))) + "." for _ in range(count)]


def test_identical_arabic_scores_full_marks() -> None:
    text = ["أعلنت الوزارة فتح 12 مدرسة جديدة في وادي السرو.", "نفى المتحدث الخبر."]
    for name in ("rouge1", "rouge2", "rougeL", "rougeLsum"):
        assert measure(name, "ar").score(text, text) == pytest.approx(100.0)


def test_arabic_rouge_by_hand() -> None:
    # Words: فتح الوزير المدرسة | فتح الوزير الطريق : two of three shared, one of two bigrams.
    output, reference = ["فتح الوزير المدرسة"], ["فتح الوزير الطريق"]
    assert measure("rouge1", "ar").score(output, reference) == pytest.approx(200 / 3)
    assert measure("rouge2", "ar").score(output, reference) == pytest.approx(50.0)
    assert measure("rougeL", "ar").score(output, reference) == pytest.approx(200 / 3)


def test_arabic_spelling_and_clitics_do_not_count_as_errors() -> None:
    assert tokenize("إعادةُ فَتْح") == tokenize("اعاده فتح")
    assert tokenize("والمدرسة", stem=True) == tokenize("المدرسه", stem=True)
    assert measure("rouge1", "ar").score(["والمدارسُ"], ["المدارس"]) == pytest.approx(100.0)


def test_rouge_by_hand() -> None:
    # LCS of "a b c d" and "a c b d" is three words of four.
    assert measure("rougeL").score(["a b c d"], ["a c b d"]) == pytest.approx(75.0)
    assert measure("rouge1").score(["a b"], ["a b c d"]) == pytest.approx(100 * 2 / 3)
    assert measure("rougeL").score(["a b", "x"], ["a b", "y"]) == pytest.approx(50.0)


@pytest.mark.parametrize("name", ["rouge1", "rouge2", "rougeL", "rougeLsum"])
def test_rouge_agrees_with_rouge_score_on_english(name: str) -> None:
    from rouge_score.rouge_scorer import RougeScorer

    outputs, references = shuffled(1), shuffled(2)
    theirs = RougeScorer([name])
    expected = [theirs.score(r, o)[name].fmeasure for o, r in zip(outputs, references, strict=True)]
    ours = measure(name).rows(outputs, references)[:, 0]
    assert ours == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("name", ["bleu", "chrf", "chrf++", "ter"])
def test_translation_measures_agree_with_sacrebleu(name: str) -> None:
    from sacrebleu.metrics import BLEU, CHRF, TER

    theirs = {"bleu": BLEU(), "chrf": CHRF(), "chrf++": CHRF(word_order=2), "ter": TER()}[name]
    outputs, references = shuffled(3), shuffled(4)
    expected = theirs.corpus_score(outputs, [references])
    found = measure(name)
    assert found.score(outputs, references) == pytest.approx(expected.score, abs=1e-9)
    assert found.signature == f"{name}|{theirs.get_signature()}"


def test_translation_measures_by_hand() -> None:
    assert measure("ter").score(["the dam burst early"], ["the dam burst late"]) == 25.0
    assert measure("bleu").score(["the dam burst late today"], ["the dam burst late today"]) == (
        pytest.approx(100.0)
    )
    # Precisions 4/5, 3/4, 2/3, 1/2, equal lengths: the fourth root of their product.
    assert measure("bleu").score(["a b c d e"], ["a b c d f"]) == pytest.approx(100 * 0.2**0.25)
    # Half as long: the same precisions of 1, times exp(1 - 8/4).
    short = measure("bleu").score(["a b c d"], ["a b c d e f g h"])
    assert short == pytest.approx(100 * math.exp(-1))
    # chrF of "abc" against "abd": unigrams 2/3, bigrams 1/2, trigrams 0/1; F is P is R: their mean.
    assert measure("chrf").score(["abc"], ["abd"]) == pytest.approx(100 * (2 / 3 + 1 / 2) / 3)
    # chrF++ adds word unigrams, 0/1 (no bigram on either side): a fourth order in the mean.
    assert measure("chrf++").score(["abc"], ["abd"]) == pytest.approx(100 * (2 / 3 + 1 / 2) / 4)
    # Arabic letters are characters like any other.
    assert measure("chrf").score(["كتب"], ["كتم"]) == measure("chrf").score(["abc"], ["abd"])


def test_names_found() -> None:
    text = "Then Ilse Okonkwo met the mayor of Port Sefa. Rescuers left. Ilse stayed."
    certain, possible = names(text)
    assert certain == [frozenset({"ilse", "okonkwo"}), frozenset({"port", "sefa"})]
    assert "rescuers" in possible  # may be a name: never counted against either side


def test_name_f1_by_hand() -> None:
    reference = ["The mayor met Ilse Okonkwo in Port Sefa."]
    # One of two found names is right; one of two gold names is recalled: P = R = 1/2.
    assert measure("names").score(["The mayor met Ilse Okonkwo in Rome."], reference) == 50.0
    assert measure("names").score(["The mayor met al-Okonkwo."], reference) == pytest.approx(
        0.0
    )  # precise, yet no whole name is recalled
    assert measure("names").score(["nobody came"], ["nothing happened"]) == 100.0


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3.5 million people, 1,200 homes and 42%", [3500000, 1200, 42]),
        ("twenty-five thousand, one of them", [25000]),
        ("two hundred and six in 2019", [206, 2019]),
        ("٣٫٥ and ٤٢", [3.5, 42]),
        ("one of the five", [5]),
        ("nineteen ninety", [19, 90]),
        ("a hundred thousand", [100000]),
        ("", []),
    ],
)
def test_numbers(text: str, values: list[float]) -> None:
    assert numbers(text) == Counter(Decimal(str(value)) for value in values)


def test_number_f1_by_hand() -> None:
    # Found 12 and 7, gold 12 and 9 and 4: P = 1/2, R = 1/3, F1 = 2/5.
    score = measure("numbers").score(["12 of seven"], ["twelve, nine and four"])
    assert score == pytest.approx(40.0)


def test_gold_lists() -> None:
    outputs = ["Zehra Quint said 40 people left Tell Omar."]
    assert measure("names_kept").score(outputs, [["Zehra Quint", "Tell Omar", "Baku"]]) == (
        pytest.approx(200 / 3)
    )
    assert measure("numbers_kept").score(outputs, [["40", "1,500"]]) == 50.0
    assert measure("numbers_kept").score(["forty"], [["40"]]) == 100.0


def test_fragments_of_the_newsroom_paper() -> None:
    article, summary = "the dam burst at dawn and the town fled", "the town fled at dawn today"
    assert fragments(article.split(), summary.split()) == [3, 2]
    texts = [summary], [article]
    assert measure("coverage").score(*texts) == pytest.approx(5 / 6)
    assert measure("density").score(*texts) == pytest.approx((9 + 4) / 6)
    assert measure("compression").score(*texts) == pytest.approx(9 / 6)


def test_redundancy_by_hand() -> None:
    # "a b c a b c": trigrams abc bca cab abc; one of four is a repeat.
    assert measure("redundancy").score(["a b c a b c"], [""]) == 25.0
    assert measure("redundancy").score(["a"], [""]) == 0.0


@pytest.mark.parametrize("name", [name for name in MEASURES if not name.startswith("flags")])
def test_empty_output_is_scored_and_not_an_error(name: str) -> None:
    compared = [["Omar"]] if name.endswith("_kept") else ["Omar left 3 houses."]
    score = measure(name).score([""], compared)
    assert 0 <= score <= 100


def test_misuse_is_refused() -> None:
    with pytest.raises(UsageError, match="rouge1"):
        measure("rogue")
    with pytest.raises(UsageError, match="no checkpoint at"):
        measure("comet:/nowhere")
    with pytest.raises(ValueError, match="2 outputs against 1"):
        measure("bleu").score(["a", "b"], ["a"])
    with pytest.raises(ValueError, match="nothing to score"):
        measure("bleu").score([], [])


def test_evaluate_modules_load_by_path_and_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a metric module went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    outputs, references = shuffled(5, 12), shuffled(6, 12)
    for module in MODULES:
        loaded = load(module)
        if module == "facts":
            kept = loaded.compute(
                predictions=["Omar left."], references=[["Omar", "Zehra"]], measures=["names_kept"],
                samples=0,
            )  # fmt: skip
            assert kept == {
                "names_kept": 50.0,
                "names_kept_signature": kept["names_kept_signature"],
            }
        if module in ("fidelity", "learned"):
            continue
        names_ = loaded.CARD.measures
        result = loaded.compute(predictions=outputs, references=references, samples=20)
        for name in names_:
            assert result[name] == pytest.approx(measure(name).score(outputs, references))
            low, high = result[f"{name}_interval"]
            assert low <= high
            assert result[f"{name}_signature"].startswith(name)


def test_comet_is_given_source_output_and_reference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, str]] = []

    class Model:
        def predict(self, data: list[dict[str, str]], **_options: object) -> SimpleNamespace:
            seen.extend(data)
            return SimpleNamespace(scores=[0.8 for _ in data])

    fake = SimpleNamespace(load_from_checkpoint=lambda path, local_files_only: Model())
    monkeypatch.setitem(sys.modules, "comet", fake)
    assert measure(f"comet:{tmp_path}").score(["late"], [("متأخر", "too late")]) == 80.0
    assert seen == [{"src": "متأخر", "mt": "late", "ref": "too late"}]


def test_flag_rates_by_hand() -> None:
    outputs = ["In 2019 the dam burst.", "In 2018 the dam burst."]
    sources = ["انهار السد في عام 2019."] * 2
    assert measure("flags_high").score(outputs, sources) == 50.0
    assert measure("flags").score(outputs, sources) == 50.0


ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءآأإؤئ ًٌَُِّْـ٠١٢٣،.", min_size=1)
ENGLISH = st.text(alphabet="abcdeABCDE 0123456789.,'-\n", min_size=1)


@given(ARABIC | ENGLISH)
@settings(max_examples=150, deadline=None)
def test_a_text_agrees_with_itself(text: str) -> None:
    for name in ("rouge1", "rougeL"):
        expected = 100.0 if tokenize(text) else 0.0
        assert measure(name, "ar").score([text], [text]) == pytest.approx(expected)
    for name in ("names", "numbers"):
        assert measure(name).score([text], [text]) == pytest.approx(100.0)
    assert measure("ter").score([text], [text]) == 0.0 or not text.split()


@given(ENGLISH, ENGLISH)
@settings(max_examples=100, deadline=None)
def test_fragments_never_cover_more_than_the_summary(summary: str, article: str) -> None:
    words = tokenize(summary)
    lengths = fragments(tokenize(article), words)
    assert sum(lengths) <= len(words) and all(length > 0 for length in lengths)
    assert fragments(words, words) == ([len(words)] if words else [])


def test_bertscore_from_a_checkpoint_on_disk(tmp_path: Path) -> None:
    transformers = pytest.importorskip("transformers")
    folder = tmp_path
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "dam", "burst", "late"]
    (folder / "vocab.txt").write_text("\n".join(vocabulary))
    transformers.BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    config = transformers.BertConfig(
        vocab_size=8, hidden_size=8, num_hidden_layers=1, num_attention_heads=1,
        intermediate_size=8, max_position_embeddings=16,
    )  # fmt: skip
    transformers.BertModel(config).save_pretrained(folder)
    scorer = measure(f"bertscore:{folder}")
    assert scorer.score(["dam burst"], ["dam burst"]) == pytest.approx(100.0, abs=1e-3)
    assert scorer.score(["dam burst"], ["late"]) < 100.0
    with pytest.raises(UsageError, match="16 tokens"):
        scorer.score(["dam " * 20], ["late"])
