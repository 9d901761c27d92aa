"""Names: found in the Arabic, spelt, and written into the source of what has lost them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.arabic import fold, normalise
from translate.engines.base import GREEDY, DecodeOptions, Hypothesis
from translate.names import Hints
from translate.names.hints import MODEL
from translate.names.pairs import arabic_words, shared_names
from translate.names.speller import Speller
from translate.names.store import load, save
from translate.names.tagger import BITS, Dictionary, Tagger, Words, features
from translate.training import name_models
from translate.training.examples import Example
from translate.training.hinted import Hinted, with_latin_names
from translate.translator import Translator

HINTS = Hints.load()
SPELLER = load(MODEL)[1]
SOURCE = "وقال المتحدث باسم الوزارة أندريه ليبيديف إن الاجتماع سيعقد غدا."
LOST = "The ministry's spokesman, Donald Trump, said the meeting would be held tomorrow."
KEPT = "The ministry's spokesman, Andrei Lebedev, said the meeting would be held tomorrow."

letters = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويىءأإآةئؤپچ", min_size=1, max_size=14)


def test_a_name_after_a_title_is_found_and_ordinary_words_are_not() -> None:
    tagger, _, _ = load(MODEL)
    words = [word.text for word in arabic_words(normalise(SOURCE))]
    found = {word for word, flag in zip(words, tagger.names(words), strict=True) if flag}
    assert found == {fold("أندريه"), fold("ليبيديف")}


@pytest.mark.parametrize(
    ("word", "clitic", "name"),
    [
        ("ليبيديف", "", "Lebedev"),
        ("كوفاتش", "", "Kovac"),
        ("السنجري", "", "al-Sinjari"),
        ("وبيدرو", "و", "Pedro"),
        ("وليد", "", "Walid"),
        ("أحمد", "", "Ahmed"),
    ],
)
def test_spelling(word: str, clitic: str, name: str) -> None:
    from rapidfuzz.fuzz import ratio

    found = SPELLER.spell(word)
    assert found[0] == clitic
    assert ratio(found[1], name) >= 75, found


@given(letters)
@settings(max_examples=100, deadline=None)
def test_whatever_is_spelt_is_in_latin_letters(word: str) -> None:
    clitic, name = SPELLER.spell(word)
    assert re.fullmatch(r"[A-Za-z-]*", name)
    assert word.startswith(clitic)


def test_what_is_lost_is_written_out_and_all_else_is_left_alone() -> None:
    source = normalise(SOURCE)
    assert HINTS.lost(source, LOST) == 2
    hinted = HINTS.hinted(source, LOST)
    before, after = source.split("أندريه ليبيديف")
    assert hinted.startswith(before) and hinted.endswith(after)
    assert re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", hinted[len(before) : -len(after)])


def test_what_the_output_has_is_not_touched() -> None:
    source = normalise(SOURCE)
    assert HINTS.lost(source, KEPT) == 0
    assert HINTS.hinted(source, KEPT) == source


def test_half_a_name_is_completed_with_the_output_s_own_half() -> None:
    source = normalise(SOURCE)
    hinted = HINTS.hinted(source, "The ministry's spokesman Andrej said the meeting was off.")
    assert "Andrej " in hinted and "أندريه" not in hinted and "ليبيديف" not in hinted


class Knows(Tagger):
    """Takes the words it was given for names."""

    def __init__(self, *words: str) -> None:
        self.words = {fold(word) for word in words}

    def names(self, words: Sequence[str]) -> list[bool]:
        return [word in self.words for word in words]


def hints_of(*words: str) -> Hints:
    return Hints(Knows(*words), SPELLER)


def test_a_conjunction_stays_beside_a_name_that_the_output_has() -> None:
    hints = hints_of("كوفاتش", "وليبيديف")
    hinted = hints.hinted("وصل كوفاتش وليبيديف أمس", "Lebedev arrived yesterday")
    assert re.fullmatch(r"وصل [A-Z][a-z]+ و Lebedev أمس", hinted)


@pytest.mark.parametrize("output", ["Rahman came.", "Abdul came.", "He came."])
def test_a_compound_name_is_written_once_and_whole(output: str) -> None:
    hinted = hints_of("عبد", "الرحمن").hinted("جاء عبد الرحمن أمس", output)
    assert re.fullmatch(r"جاء Abdul R[a-z]+ أمس", hinted)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("عبد الله", "Abdullah"),
        ("نصر الله", "Nasrallah"),
        ("فان دير", "van der"),
        ("وأبو", "و Abu"),
        ("بن", "bin"),
    ],
)
def test_compounds_and_particles(words: str, written: str) -> None:
    assert " ".join(filter(None, SPELLER.phrase(words.split()))) == written


@pytest.mark.parametrize("title", ["الرئيس", "ورئيس", "بالرئيس", "لوزير", "القاضي"])
def test_a_title_is_no_name(title: str) -> None:
    hints = hints_of(title, "كوفاتش")
    assert hints.hinted(f"وصل {title} كوفاتش", "He came.").startswith(f"وصل {title} K")


def test_a_name_that_is_only_resembled_is_spelt_again() -> None:
    hints = hints_of("كوفاتش", "وليبيديف")
    output = hints.respelt("وصل كوفاتش وليبيديف أمس", "Kovach met Lavidov; Lavidov's men came.")
    assert re.fullmatch("Kova[a-z]+ met Leb[a-z]+; Leb[a-z]+'s men came.", output)


@pytest.mark.parametrize(
    "output",
    [
        "Lebedev arrived in Moscow.",  # as it should be
        "He arrived in Moscow.",  # nothing that resembles it
        "Arkansas arrived in Moscow.",
    ],
)
def test_other_names_are_not_respelt(output: str) -> None:
    assert hints_of("ليبيديف").respelt("وصل ليبيديف إلى موسكو", output) == output


def test_what_stands_in_latin_letters_in_the_source_is_not_respelt() -> None:
    output = "Washington's efforts"
    assert HINTS.respelt("جهود Washington في الشرق الأوسط", output) == output


@pytest.mark.parametrize("article", ["al-", ""])
def test_an_article_is_neither_doubled_nor_added(article: str) -> None:
    output = hints_of("الخطابي").respelt("قال الخطابي", f"{article}Khadebi said")
    assert output == f"{article}Khattabi said"


def test_a_compound_is_not_respelt() -> None:
    assert hints_of("رام").respelt("في رام الله", "in Ramallah") == "in Ramallah"
    both = hints_of("العزيز", "العزيزي").respelt("وصل عبد العزيز مع العزيزي", "Abdulaziz came.")
    assert both == "Abdulaziz came."


@pytest.mark.parametrize("people", ["الكينية", "والكيني", "للقطريين", "مالية", "الألماني"])
def test_a_nationality_is_no_name(people: str) -> None:
    hints = hints_of(people, "كوفاتش")
    assert hints.hinted(f"فازت {people} كوفاتش", "She won.").startswith(f"فازت {people} K")


def test_a_nationality_may_be_a_surname_or_a_given_name() -> None:
    assert "المصري" not in hints_of("محمد", "المصري").hinted("فاز محمد المصري", "He won.")
    assert "كيني" not in hints_of("كيني", "كوفاتش").hinted("فاز كيني كوفاتش", "He won.")
    assert "للقطريين" in hints_of("كوفاتش", "للقطريين").hinted("قال كوفاتش للقطريين", "He said.")


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_two_texts_can_be_compared(source: str, output: str) -> None:
    source = normalise(source)
    assert HINTS.lost(source, output) >= 0
    assert HINTS.hinted(source, output) is not None
    assert HINTS.respelt(source, output) is not None


class Forgetful:
    """Writes a famous name, unless there is one to copy: then ``second``, filled with it."""

    name = signature = "forgetful"
    max_source_tokens = 100

    def __init__(self, second: str) -> None:
        self.second = second
        self.seen: list[str] = []

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def generate(self, texts: Sequence[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
        self.seen += texts
        latin = [re.findall("[A-Z][a-z]+(?: [A-Z][a-z]+)*", text) for text in texts]
        return [
            Hypothesis(self.second.format(names[0]) if names else LOST, -0.5, 12) for names in latin
        ]


def test_the_translator_tries_again_with_the_name() -> None:
    engine = Forgetful("The ministry's spokesman, {}, said the meeting would be held tomorrow.")
    translator = Translator(engine, names=HINTS)
    (found,) = translator.texts([SOURCE])
    assert "Trump" not in found.text and HINTS.lost(normalise(SOURCE), found.text) == 0
    assert translator.counts.rungs["spelt-out"] == 1
    assert HINTS.signature in translator.signature


def test_an_attempt_that_is_worse_is_not_taken() -> None:
    engine = Forgetful(
        "The ministry's spokesman, {}, said the 47 meetings of 1998 were not held on Friday."
    )
    translator = Translator(engine, names=HINTS)
    (found,) = translator.texts([SOURCE])
    assert len(engine.seen) == 2 and found.text == LOST


def test_a_name_that_stays_misspelt_is_put_right_in_the_english() -> None:
    text = "The ministry's spokesman, Andrei Labidov, said the meeting would be held tomorrow."
    translator = Translator(Forgetful(text), names=HINTS)
    (found,) = translator.texts([SOURCE])
    assert re.fullmatch(text.replace("Labidov", "Leb[a-z]+"), found.text)
    assert translator.counts.rungs["respelt"] == 1


def test_without_the_models_nothing_is_tried_again() -> None:
    engine = Forgetful("{}")
    Translator(engine).texts([SOURCE])
    assert len(engine.seen) == 1


# Building the models


PAIRS = [
    Example("وصل كوفاتش إلى المدينة", "Kovac arrived in the city"),
    Example("قال ليبيديف إن المدينة هادئة", "Lebedev said that the city was quiet"),
    Example("غادر الوزير المدينة", "the minister left the city"),
]


def test_shared_names_are_those_that_sound_alike() -> None:
    (name,) = shared_names(PAIRS[1].source, "The city was quiet, said Lebedev.")
    assert PAIRS[1].source[slice(*name.span)] == "ليبيديف" and name.english == "Lebedev"
    assert shared_names(PAIRS[2].source, "The minister left Trump.") == []


def test_a_small_model_learns_saves_and_loads(tmp_path: Path) -> None:
    weights, bias, dictionary = name_models.tagger(PAIRS * 40, ["ليبيديف"])
    names = [("باب", "bab", 2.0), ("بابا", "baba", 2.0), ("داب", "dab", 2.0), ("دابا", "daba", 2.0)]
    units, grams, backoff = name_models.speller(names)
    file = tmp_path / "names.safetensors"
    save(file, weights, bias, dictionary, units, grams, backoff)
    tagger, speller, signature = load(file)
    assert speller.decode("باد")[1] == "bad"
    words = ["قال", "ليبيديف", "ان"]
    assert tagger.scores(words)[1] > max(tagger.scores(words)[0], tagger.scores(words)[2])
    assert len(signature) == 8 and isinstance(tagger, Tagger) and isinstance(speller, Speller)


def test_the_probabilities_of_a_context_sum_to_one() -> None:
    import math

    names = [("باب", "bab", 2.0), ("داب", "dab", 1.0), ("باد", "bad", 3.0)]
    units, grams, _ = name_models.speller(names)
    total = sum(math.exp(value) for gram, value in grams.items() if len(gram) == 1)
    assert total == pytest.approx(1.0)
    assert len(units) == len(set(units))


def test_features_are_places_in_the_weights() -> None:
    dictionary = Dictionary(Words.of(["قال"]), Words.of([]))
    for found in features(["قال", "ليبيديف"], dictionary):
        assert found == sorted(set(found)) and found[0] >= 0 and found[-1] < 2**BITS


def test_a_dictionary_knows_words_behind_their_prefixes() -> None:
    dictionary = Dictionary(Words.of(["كتاب", "كريم"]), Words.of(["كريم"]))
    kinds = [dictionary.kind(w) for w in ("كتاب", "والكتاب", "كريم", "لكريم", "ليبيديف", "#")]
    assert kinds == ["c", "d", "cn", "dm", "-", "#"]


@given(st.sets(st.text("ابتثجحخد", min_size=1, max_size=6), max_size=20))
def test_a_set_of_words_has_all_that_went_in(words: set[str]) -> None:
    found = Words.of(words)
    assert all(word in found for word in words)


# Training the translator to copy


def test_hinted_pairs_have_their_names_in_latin_letters() -> None:
    pair = Example("وصل كوفاتش وليبيديف أمس", "Kovac and Lebedev arrived yesterday")
    names = shared_names(pair.source, pair.target)
    found = with_latin_names(pair, names)
    assert found.source == "وصل Kovac و Lebedev أمس"
    assert found.target == pair.target


def test_drawing_hinted_pairs_is_a_pure_function() -> None:
    one, other = Hinted(PAIRS, 3), Hinted(PAIRS, 3)
    assert [one.draw(n) for n in range(9)] == [other.draw(n) for n in range(9)]
    assert any(re.search("[A-Z]", one.draw(n).source) for n in range(9))


def test_a_misspelt_name_is_misspelt_alike_on_both_sides() -> None:
    pair = Example("قال ليبيديف إن القطار وصل", "Lebedev said the train had come")
    source = Hinted([pair], 1)
    spellings = set()
    for count in range(40):
        drawn = source.draw(count)
        left = set(re.findall("[A-Z][a-z]+", drawn.source))
        right = set(re.findall("L[a-z]+", drawn.target))
        assert left <= right and len(right) == 1
        spellings |= right
    assert "Lebedev" in spellings and len(spellings) > 5
