"""The translator: nothing lost, nothing twice, the same in whatever company."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from fakes import FakeEngine, RaggedEngine, english_of
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.arabic import arabic_ratio
from translate.engines.base import GREEDY, DecodeOptions, Hypothesis
from translate.glossary import Entry, Glossary
from translate.ladder import Ladder
from translate.memory import IMPORTED, Memory, MemoryEntry, MemoryUnit
from translate.reading import read_text
from translate.translator import Translator

WORDS = (
    *("وصل", "الوفد", "إلى", "العاصمة", "مساء", "أمس", "بعد"),
    *("رحلة", "طويلة", "شاقة", "عبر", "الجبال", "والسهول", "الممتدة"),
)


def sentence(seed: int) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choices(WORDS, k=chosen.randint(3, 14))) + f" {seed}."


def untranslated(rendering: object) -> bool:
    return any(flag.kind == "untranslated" for flag in rendering.flags)  # type: ignore[attr-defined]


def test_ten_thousand_sentences_through_an_engine_that_fails_at_random() -> None:
    texts = [sentence(seed) for seed in range(10_000)]
    translator = Translator(RaggedEngine(3), checks=False, window=256)
    found = translator.texts(texts)
    assert [one.source_id for one in found] == list(range(10_000))
    for text, one in zip(texts, found, strict=True):
        if untranslated(one):
            assert one.text == text
        else:
            assert arabic_ratio(one.text) == 0.0 and one.text
            # Clause retries join two halves; every other text is this source's own.
            assert one.text == english_of(text) or one.text.count("end") == 2
    assert translator.counts.rungs["plain"] == 10_000
    assert translator.counts.rungs["ngram-block"] > 500
    kept = sum(untranslated(one) for one in found)
    assert kept == translator.counts.rungs["kept-source"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 30), max_size=40), st.integers(0, 1000), st.integers(1, 16))
def test_order_and_number_hold_whatever_fails(seeds: list[int], fate: int, window: int) -> None:
    texts = [sentence(seed) for seed in seeds]
    found = Translator(RaggedEngine(fate), window=window).texts(texts)
    assert [one.source_id for one in found] == list(range(len(texts)))
    assert all(one.text for one in found)


def test_equal_sentences_are_decoded_once() -> None:
    engine = FakeEngine()
    translator = Translator(engine)
    found = translator.texts([sentence(1), sentence(2), sentence(1)])
    assert sum(map(len, engine.calls)) == 2
    assert found[0].text == found[2].text != found[1].text


def test_what_holds_no_arabic_is_copied() -> None:
    engine = FakeEngine()
    found = Translator(engine).texts(["", "Reuters", "12:30", "—"])
    assert [one.text for one in found] == ["", "Reuters", "12:30", "—"]
    assert engine.calls == []


def test_a_text_over_the_limit_is_translated_in_pieces() -> None:
    engine = FakeEngine()
    long = "، ".join(sentence(seed) for seed in range(60))
    (found,) = Translator(engine).texts([long])
    assert max(len(text.split()) for call in engine.calls for text in call) <= 128
    assert sum(len(text.split()) for call in engine.calls for text in call) == len(long.split())
    assert not untranslated(found)


def test_articles_come_back_in_order_with_every_sentence() -> None:
    pages = ["\n".join(sentence(10 * page + line) for line in range(page + 1)) for page in range(9)]
    articles = [article for page in pages for article in read_text(page)]
    engine = FakeEngine()
    pairs = list(Translator(engine, window=7).articles(articles))
    assert [article.id for article, _ in pairs] == [article.id for article in articles]
    for article, translation in pairs:
        assert [s.id for s in article.sentences] == [t.source_id for t in translation.sentences]
        for source in article.sentences:
            assert article.text[source.start : source.end] == source.text
    assert max(map(len, engine.calls)) > 7  # sentences of several articles shared a call


def test_the_memory_saves_the_engine_the_second_time(tmp_path: Path) -> None:
    texts = [sentence(seed) for seed in range(20)]
    with Memory(tmp_path / "m.sqlite") as memory:
        first = Translator(FakeEngine(), memory=memory).texts(texts)
    engine = FakeEngine()
    with Memory(tmp_path / "m.sqlite") as memory:
        second = Translator(engine, memory=memory).texts(texts)
    assert engine.calls == []
    assert second == first


def test_doubtful_text_is_shown_and_not_remembered(tmp_path: Path) -> None:
    class Unsure(FakeEngine):
        def generate(self, texts: list[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
            return [Hypothesis(english_of(text), -4.0, 5) for text in texts]

    with Memory(tmp_path / "m.sqlite") as memory:
        (found,) = Translator(Unsure(), memory=memory, checks=False).texts([sentence(5)])
        assert memory.stats().entries == 0
    assert found.text == english_of(sentence(5))
    assert [flag.kind for flag in found.flags] == ["doubtful"]


class Scripted(FakeEngine):
    """Says something else on every rung."""

    def __init__(self, *answers: str) -> None:
        super().__init__()
        self._answers = list(answers)
        self.options: list[DecodeOptions] = []

    def generate(self, texts: list[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
        self.options.append(options)
        answer = self._answers.pop(0)
        return [Hypothesis(answer, -0.5, 5) for _ in texts]


def test_each_rung_tries_another_way() -> None:
    source = "وصل الوفد إلى العاصمة مساء أمس"
    engine = Scripted("go go go go go go go", "", "The delegation arrived last night.")
    ladder = Ladder(engine, GREEDY)
    (outcome,) = ladder.decode([source])
    assert outcome.text == "The delegation arrived last night."
    assert outcome.rung == "beams"
    assert [options.no_repeat_ngram for options in engine.options] == [0, 4, 4]
    assert [options.beams for options in engine.options] == [1, 1, 4]
    assert ladder.counts == {"plain": 1, "ngram-block": 1, "beams": 1}


def test_the_last_rung_cuts_at_a_clause() -> None:
    source = "وصل الوفد إلى العاصمة مساء أمس، وقال الوزير إن الرحلة كانت طويلة"
    engine = Scripted("", "", "", "The delegation arrived last night and said the trip was long")
    (outcome,) = Ladder(engine, GREEDY).decode([source])
    assert outcome.rung == "clauses"
    assert outcome.text is not None and outcome.text.count("delegation") == 2


@pytest.mark.parametrize("answer", ["", "go go go go go go go go", "وصل الوفد إلى العاصمة"])
def test_a_sentence_that_no_rung_can_do_keeps_its_source_and_is_marked(answer: str) -> None:
    source = "وصل الوفد إلى العاصمة"
    (found,) = Translator(Scripted(*[answer] * 4)).texts([source])
    assert found.text == source and found.score is None
    (flag,) = found.flags
    assert (flag.kind, flag.severity, flag.source_span) == ("untranslated", "high", (0, 21))


def test_a_pair_that_a_person_supplied_wins_untouched(tmp_path: Path) -> None:
    engine = FakeEngine()
    source = "زار الوفد بيروت مساء أمس"
    glossary = Glossary([Entry("بيروت", ("Beirut",))])
    with Memory(tmp_path / "m.sqlite") as memory:
        entry = MemoryEntry("The delegation was in Bayrut last night.", None, 0, IMPORTED)
        memory.import_units([MemoryUnit(source, entry, 0.0)])
        translator = Translator(engine, memory=memory, glossary=glossary, checks=False)
        (found,) = translator.texts([source])
    assert found.text == "The delegation was in Bayrut last night."
    assert engine.calls == []


class Copying(FakeEngine):
    """Loses every name that is not in Latin letters."""

    def generate(self, texts: Sequence[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
        self.calls.append(list(texts))
        return [
            Hypothesis(f"It reached {'Beirut' if 'Beirut' in text else 'the city'}.", -0.5, 4)
            for text in texts
        ]


def test_a_term_that_the_engine_loses_is_offered_to_it_in_english() -> None:
    engine = Copying()
    glossary = Glossary(
        [Entry("بيروت", ("Beirut",)), Entry("على مضض", ("reluctantly",), loose=True)]
    )
    translator = Translator(engine, glossary=glossary, checks=False)
    found = translator.texts(["بيروت", "وصل على مضض لبيروت"])
    assert engine.calls == [["وصل على مضض لبيروت"], ["وصل reluctantly ل Beirut"]]
    assert [sentence.text for sentence in found] == ["Beirut", "It reached Beirut."]
    assert not found[1].flags and translator.counts.rungs["spelt-out"] == 1


def test_a_term_that_is_there_is_not_asked_for_again() -> None:
    engine = FakeEngine()
    glossary = Glossary([Entry("بيروت", (english_of("وصل إلى بيروت"),))])
    Translator(engine, glossary=glossary, checks=False).texts(["وصل إلى بيروت"])
    assert engine.calls == [["وصل إلى بيروت"]]


def test_a_term_that_stays_lost_is_flagged() -> None:
    engine = FakeEngine()
    glossary = Glossary([Entry("بيروت", ("Beirut",))])
    (found,) = Translator(engine, glossary=glossary, checks=False).texts(["وصل إلى بيروت"])
    assert engine.calls == [["وصل إلى بيروت"], ["وصل إلى Beirut"]]
    assert [flag.kind for flag in found.flags] == ["glossary"]


def test_a_heading_of_loose_words_is_translated_and_not_spelt_out_word_by_word() -> None:
    engine = FakeEngine()
    loose = [Entry("هدف", ("goal",), loose=True), Entry("مشترك", ("joint",), loose=True)]
    (found,) = Translator(engine, glossary=Glossary(loose), checks=False).texts(["هدف مشترك"])
    assert engine.calls[0] == ["هدف مشترك"] and found.text != "goal joint"
