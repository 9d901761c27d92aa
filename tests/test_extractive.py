"""Every extractive method on the inputs that break summarisers, and what they share."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.extractive import METHODS, Length, Pick, select
from translate.errors import UsageError

STORY = [
    "The minister of water met farmers from the Wadi Sahl valley in Madrana on Tuesday.",
    "Farmers say the Sahl dam has cut the water of the valley by 40 percent since 2021.",
    "It was a hot day.",
    "The minister promised the farmers of the valley a study of the dam within 90 days.",
    "A band played at the gate.",
    "Some 1,200 farmers have left the valley since the dam was filled.",
]
ARABIC = [
    "التقى وزير المياه مزارعين من وادي السهل في مدينة مدرانة يوم الثلاثاء.",
    "ويقول المزارعون إن سد السهل خفّض مياه الوادي بنسبة ٤٠ في المئة منذ عام 2021.",
    "كان الجو حارا.",
    "ووعد الوزير مزارعي الوادي بدراسة عن السد خلال ٩٠ يوما.",
]


def indices(picks: list[Pick]) -> list[int]:
    return [pick.index for pick in picks]


@pytest.mark.parametrize("method", METHODS)
class TestEveryMethod:
    def test_empty_document(self, method: str) -> None:
        assert select([], "en", method=method) == []

    @pytest.mark.parametrize("empty", [["", "  "], ["…", "***"]])
    def test_nothing_to_read(self, method: str, empty: list[str]) -> None:
        assert select(empty, "ar", method=method) == []

    @pytest.mark.parametrize("sentence", ["The dam was filled.", "the of", "9", "نعم"])
    def test_single_sentence(self, method: str, sentence: str) -> None:
        assert indices(select([sentence], "en", method=method)) == [0]

    @pytest.mark.parametrize("sentence", ["Farmers left the valley.", "the of"])
    def test_all_identical_is_told_once(self, method: str, sentence: str) -> None:
        assert indices(select([sentence] * 7, "en", method=method)) == [0]

    def test_nothing_shared(self, method: str) -> None:
        sentences = ["Alpha beta.", "Gamma delta.", "Epsilon zeta.", "Eta theta."]
        assert len(select(sentences, "en", method=method, length=Length(sentences=2))) == 2

    def test_very_long_sentence(self, method: str) -> None:
        sentences = [*STORY, " ".join(f"word{i} farmers valley" for i in range(5000))]
        picks = select(sentences, "en", method=method)
        assert len(picks) == 3 and indices(picks) == sorted(indices(picks))

    def test_mixed_scripts(self, method: str) -> None:
        sentences = [
            *ARABIC,
            "Farmers, quoted by AFP: «السد» cut 40%.",
            "日本 🌊 ١٢٣",
            "\u200f\u202e",
        ]
        picks = select(sentences, "ar", method=method, length=Length(ratio=0.5))
        assert len(picks) == 3 and indices(picks) == sorted(indices(picks))
        assert 6 not in indices(select(sentences, "ar", method=method, length=Length(ratio=1.0)))

    def test_unknown_language_is_compared_by_words(self, method: str) -> None:
        assert len(select(STORY, "und", method=method)) == 3

    def test_deterministic(self, method: str) -> None:
        first = select(STORY, "en", method=method, title="Dam")
        assert first == select(list(STORY), "en", method=method, title="Dam")

    def test_without_priors(self, method: str) -> None:
        assert len(select(STORY, "en", method=method, priors=False)) == 3

    def test_a_loop_does_not_win(self, method: str) -> None:
        loop = "The farmers of the valley" + " of the valley, of the farmers" * 40 + "."
        picks = select([*STORY, loop], "en", method=method, length=Length(sentences=2))
        assert 6 not in indices(picks)

    def test_repetition_is_dropped(self, method: str) -> None:
        wire = "The minister of water met farmers from the Wadi Sahl valley in Madrana, Tuesday."
        picks = select([*STORY, wire], "en", method=method, length=Length(ratio=1.0))
        assert indices(picks) in ([0, 1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6])
        assert len(picks) == 6


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text(max_size=60), max_size=12),
    st.sampled_from(METHODS),
    st.sampled_from(["ar", "en", "und"]),
    st.one_of(
        st.builds(lambda n: Length(sentences=n), st.integers(1, 9)),
        st.builds(lambda n: Length(words=n), st.integers(1, 40)),
        st.builds(lambda r: Length(ratio=r), st.floats(0.01, 1.0)),
    ),
)
def test_any_text(sentences: list[str], method: str, language: str, length: Length) -> None:
    picks = select(sentences, language, method=method, length=length)
    chosen = indices(picks)
    assert chosen == sorted(set(chosen))
    assert all(0 <= i < len(sentences) for i in chosen)
    assert bool(chosen) == any(c.isalnum() for s in sentences for c in s)
    if length.sentences:
        assert len(chosen) <= length.sentences
    if length.words and len(chosen) > 1:
        assert sum(len(sentences[i].split()) for i in chosen) <= length.words


class TestLength:
    def test_words_is_a_bound(self) -> None:
        picks = select(STORY, "en", length=Length(words=20))
        assert 1 <= sum(len(STORY[p.index].split()) for p in picks) <= 20

    def test_words_keep_the_best_one_even_when_it_is_longer(self) -> None:
        assert len(select(STORY, "en", length=Length(words=1))) == 1

    def test_ratio_rounds_up(self) -> None:
        assert len(select(STORY, "en", length=Length(ratio=0.34))) == 3

    @pytest.mark.parametrize(
        "wrong", [{}, {"sentences": 0}, {"words": -1}, {"ratio": 1.5}, {"sentences": 1, "words": 9}]
    )
    def test_wrong_lengths(self, wrong: dict[str, int]) -> None:
        with pytest.raises(UsageError):
            Length(**wrong)


def test_unknown_method_names_the_known() -> None:
    with pytest.raises(UsageError, match="textrank"):
        select(STORY, "en", method="textrnk")


class TestPriors:
    def test_title_draws_its_sentence(self) -> None:
        def score(title: str | None) -> float:
            return select(STORY, "en", length=Length(ratio=1.0), title=title)[5].score

        assert score("Farmers left since dam was filled") > score("Heat in Madrana") == score(None)

    @pytest.mark.parametrize(
        ("line", "language"),
        [
            ("مدرانة - رويترز", "ar"),
            ("12 مارس 2024", "ar"),
            ("اقرأ أيضا: سد السهل ومزارعو الوادي يعودون إلى مدينة مدرانة", "ar"),
            ("By Salma Dorrani", "en"),
            ("Published: Tuesday in Madrana, the valley of farmers", "en"),
        ],
    )
    def test_boilerplate_comes_last(self, line: str, language: str) -> None:
        story = ARABIC if language == "ar" else STORY
        picks = select([line, *story], language, length=Length(sentences=len(story)))
        assert 0 not in indices(picks)

    @pytest.mark.parametrize("sentence", ["وقالت رويترز إن السد فُتح.", "He was born in 1987."])
    def test_sentences_are_not_boilerplate(self, sentence: str) -> None:
        from summarize.extractive.base import Document
        from summarize.extractive.priors import _boilerplate

        assert not _boilerplate(Document((sentence,), "ar")).any()


class TestTerms:
    def test_arabic_forms_meet(self) -> None:
        from summarize.extractive.terms import terms

        assert terms("المُزارعون", "ar") == terms("والمزارعين", "ar")
        assert terms("أزمة", "ar") == terms("الازمه", "ar")

    def test_numbers_names_and_acronyms_are_terms(self) -> None:
        from summarize.extractive.terms import terms

        found = terms("The US and the W.H.O. gave ٤٠ doses against COVID-19 for 3.5%", "en")
        assert [t for t in found if t not in {"dose"}] == ["us", "who", "40", "covid-19", "3.5"]


@pytest.mark.parametrize("method", ["textrank", "lexrank", "degree"])
def test_a_thousand_sentences_take_under_a_second(method: str) -> None:
    import random
    import time

    draw = random.Random(0)
    words = [f"word{int(draw.paretovariate(0.8))}" for _ in range(20_000)]
    text = [" ".join(words[i : i + 20]) for i in range(0, 20_000, 20)]
    select(text[:9], "en", method=method)
    started = time.process_time()
    assert len(select(text, "en", method=method, length=Length(ratio=0.1))) == 100
    assert time.process_time() - started < 1.0
