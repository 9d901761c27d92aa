"""Training data: cleaning, frames, swaps, recipes, and no text shared with evaluation sets."""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.commands import train as command
from translate import gazetteer
from translate.arabic import fold
from translate.errors import UsageError
from translate.glossary import Entry, Glossary
from translate.sentences import split
from translate.training import articles as own_articles
from translate.training import examples, lexicon, recipe, swaps, tables
from translate.training.examples import Example, Pairs, clean
from translate.training.frames import Frames
from translate.training.hinted import Hinted
from translate.training.mixture import Encoded, Mixture, Position
from translate.training.noise import Noisy, respell
from translate.training.overlap import Overlap
from translate.training.people import People
from translate.training.phrased import Phrased
from translate.training.prune_words import shares
from translate.training.swaps import Swapped
from translate.training.words import consistent

WORDS = [("هولبروك", "Holbrook"), ("تسفاي", "Tesfaye"), ("كورتني", "Courtney")]
FRAMES = Frames(7, WORDS)
counts = st.integers(min_value=0, max_value=100_000)


# Frames


@given(counts)
@settings(max_examples=300, deadline=None)
def test_a_frame_is_filled_on_both_sides(count: int) -> None:
    example = FRAMES.draw(count)
    assert not re.search(r"[{}^]|\w\+\w", example.source + example.target)
    assert not re.search("[a-z]", example.source)
    assert not re.search("[\u0600-\u06ff]", example.target)
    assert example.target[0].isupper() or not example.target[0].isalpha()
    assert not re.search(r"\ba [aeio]", example.target.replace("a one", ""))


@given(counts)
@settings(max_examples=300, deadline=None)
def test_numbers_days_and_months_agree_across_the_languages(count: int) -> None:
    example = FRAMES.draw(count)
    arabic = re.findall(r"\d+(?:\.\d+)?", example.source.replace(",", ""))
    english = re.sub(r"(?<=\d),(?=\d)", "", example.target)
    for number in arabic:
        assert re.search(rf"(?<!\d){re.escape(number)}", english), (number, example)
    for name, name_en in tables.WEEKDAYS:
        assert example.source.count(name) >= english.count(name_en), example
    months = Counter(row["english"] for row in tables.rows("months") if row["english"] in english)
    for month in months - Counter(["May"]):
        row = next(row for row in tables.rows("months") if row["english"] == month)
        forms = (row["gregorian"], row["levantine"], row["maghrebi"])
        assert any(form in example.source for form in forms), example


def test_every_frame_has_the_same_slots_on_both_sides() -> None:
    rows = tables.rows("frames")
    assert sum(row["kind"] in ("frame", "clause") for row in rows) >= 300
    for row in rows:
        slots = [
            {re.sub(r"[.^].*", "", slot) for slot in re.findall(r"\{([^}]+)\}", row[side])}
            for side in ("arabic", "english")
        ]
        assert slots[0] == slots[1], row
    assert len({row["arabic"] for row in rows}) == len(rows)


@given(counts)
@settings(max_examples=50, deadline=None)
def test_drawing_is_a_pure_function(count: int) -> None:
    assert Frames(7, WORDS).draw(count) == FRAMES.draw(count)


def test_names_vary_so_that_none_can_be_learnt_by_heart() -> None:
    people = People()
    rng = random.Random(1)
    drawn = Counter(people.draw(rng).full for _ in range(2000))
    assert len(drawn) > 1500
    assert max(drawn.values()) < 10


def test_korean_names_put_the_family_first() -> None:
    rng = random.Random(2)
    people = People()
    families = {r["english"] for r in tables.rows("names") if r["kind"] == "family"}
    korean = {
        r["english"]
        for r in tables.rows("names")
        if r["culture"] == "korean" and r["kind"] == "male"
    }
    found = 0
    for _ in range(3000):
        person = people.draw(rng)
        if person.full[1].endswith(tuple(korean)):
            assert person.full[1].startswith(person.last[1])
            assert person.last[1] in families
            found += 1
    assert found


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("m", "الكوري الجنوبي"),
        ("f", "الكورية الجنوبية"),
        ("fi", "كورية جنوبية"),
        ("pl", "كوريون جنوبيون"),
    ],
)
def test_nationalities_inflect(form: str, expected: str) -> None:
    assert tables.adjective("كوري جنوبي", form) == expected


def test_south_african_inflects_as_one_word() -> None:
    assert tables.adjective("جنوب أفريقي", "f") == "الجنوب أفريقية"


# Swaps


PAIR = Example(
    "زار مارتن مدينة كيوتو يوم الاثنين 12 نيسان 1998 ومعه 350 طالبا.",
    "Martin visited the city of Kyoto on Monday 12 April 1998 with 350 students.",
)
NAMES = [("مارتن", "Martin"), ("كيوتو", "Kyoto"), ("هولبروك", "Holbrook")]


@given(st.integers())
@settings(max_examples=100, deadline=None)
def test_swaps_change_both_sides_alike(seed: int) -> None:
    swapped = Swapped([PAIR], NAMES, 1).swap(PAIR, random.Random(seed))
    assert re.findall(r"\d+", swapped.source) == re.findall(r"\d+", swapped.target)
    weekday = dict(tables.WEEKDAYS)
    day = next(name for name in weekday if name in swapped.source)
    assert weekday[day] in swapped.target
    by_arabic = {
        row[kind]: row["english"]
        for row in tables.rows("months")
        for kind in ("gregorian", "levantine")
    }
    month = next(re.finditer(r"\d+ ([^\d]+) \d{4}", swapped.source))[1]
    assert by_arabic[month] in swapped.target
    for arabic, english in NAMES:
        assert (arabic in swapped.source) == (english in swapped.target)


def test_swaps_leave_alone_what_stands_on_one_side_only() -> None:
    pair = Example("وصل الوزير قبل 15 يوما.", "The minister arrived two weeks ago.")
    assert Swapped([pair], NAMES, 1).swap(pair, random.Random(1)) == pair
    assert len(Swapped([pair, PAIR], NAMES, 1)) == 1


def test_a_name_behind_a_particle_is_swapped() -> None:
    pair = Example("قال إنه التقى بمارتن أمس.", "He said he had met Martin yesterday.")
    swapped = Swapped([pair], NAMES, 1)
    outputs = {swapped.swap(pair, random.Random(seed)) for seed in range(20)}
    expected = Example("قال إنه التقى بهولبروك أمس.", "He said he had met Holbrook yesterday.")
    assert expected in outputs


def test_numbers_inside_other_numbers_are_not_touched() -> None:
    pair = Example("بلغ 1250 و 12.5 و 3-25", "It was 1250, 12.5 and 3-25")
    swapped = swaps.swap_numbers(pair, random.Random(4))
    assert "12.5" in swapped.source and "3-25" in swapped.target
    assert "1250" not in swapped.source + swapped.target


# Cleaning, noise, joining


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("", "Empty source"),
        ("نص قصير", ""),
        ("This is not Arabic at all", "This is not Arabic at all"),
        ("هذه جملة لم تترجم", "هذه جملة لم تترجم"),
        ("جملة", "A sentence that cannot possibly belong to one single Arabic word, can it?"),
        ("1 2 3 4 5 6 7 8", "1 2 3 4 5 6 7 8"),
    ],
)
def test_cleaning_drops(source: str, target: str) -> None:
    assert clean([Example(source, target)]) == []


def test_cleaning_keeps_good_pairs_once() -> None:
    pair = Example("سقط المطر على القرية طوال الليل.", "Rain fell on the village all night.")
    assert clean([pair, pair]) == [pair]


@given(st.integers())
@settings(max_examples=100, deadline=None)
def test_noise_keeps_the_words_and_the_numbers(seed: int) -> None:
    arabic = 'قال "أحمد" إن 12.5% من 3,400 شخص وصلوا، أمس.'
    noisy = respell(arabic, random.Random(seed))
    digits = noisy.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬٪", "0123456789.,%"))
    assert "12.5%" in digits and "3,400" in digits
    assert len(noisy.split()) == len(arabic.split())


def test_every_pair_comes_once_an_epoch_and_neighbours_are_joined() -> None:
    items = [Example(f"جملة {n}.", f"Sentence {n}.") for n in range(20)]
    source = Pairs("x", items, 1)
    assert {source.draw(n) for n in range(20)} == set(items)
    assert [source.draw(n) for n in range(20)] != [source.draw(n + 20) for n in range(20)]
    joined = [Pairs("x", items, 1, join=1.0).draw(n) for n in range(20)]
    assert any(example.target.count("Sentence") == 3 for example in joined)
    for example in joined:
        numbers = [int(n) for n in re.findall(r"\d+", example.target)]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        assert re.findall(r"\d+", example.source) == re.findall(r"\d+", example.target)


def test_the_stream_goes_on_where_it_was_left() -> None:
    def mixture(position: Position | None = None) -> Mixture:
        items = [Example("كلمة " * (n % 7 + 1), f"word {n}") for n in range(50)]

        def encode(item: Example) -> Encoded:
            return Encoded([1] * len(item.source.split()), [int(item.target.split()[1])])

        sources = [(Pairs("a", items[:30], 1), 2.0), (Pairs("b", items[30:], 1), 1.0)]
        return Mixture(
            sources, encode, tokens=24, accumulate=2, seed=3, block=64, position=position
        )

    first = mixture()
    stream = iter(first)
    steps, states = [], []
    for _ in range(60):
        steps.append(next(stream))
        states.append(json.loads(json.dumps(first.state())))
    for at in (0, 7, 30, 41):
        resumed = iter(mixture(Position(**states[at])))
        assert [next(resumed) for _ in range(60 - at - 1)] == steps[at + 1 :]


def test_what_is_too_little_for_a_step_is_a_short_step_and_nothing_is_left_out() -> None:
    items = [Example(f"كلمة {n}", f"word {n}") for n in range(5)]

    def encode(item: Example) -> Encoded:
        return Encoded([1], [int(item.target.split()[1])])

    twins = [(Pairs("a", items[:3], 1), 1.0), (Pairs("a", items[3:], 1), 1.0)]
    mixture = Mixture(twins, encode, tokens=8, accumulate=4, seed=1, block=10)
    stream = iter(mixture)
    seen = [item.target[0] for _ in range(20) for batch in next(stream) for item in batch]
    assert set(seen) == {0, 1, 2, 3, 4}
    first = next(iter(Mixture(twins, encode, tokens=999, accumulate=4, seed=1, block=10)))
    assert [len(batch) for batch in first] == [10]


def test_examples_that_all_do_not_fit_are_no_endless_loop() -> None:
    source = Pairs("a", [Example("كلمة", "word")], 1)
    with pytest.raises(UsageError, match="no training example fits"):
        next(iter(Mixture([(source, 1.0)], lambda _: None, tokens=8, accumulate=1, seed=1)))


def test_noise_leaves_english_sources_alone() -> None:
    example = Example('He said "no" on 12 May 2024, 3.5% more.', "He refused", "summary")
    noisy = Noisy(Pairs("a", [example], 1), seed=1)
    assert all(noisy.draw(count) == example for count in range(200))


def test_a_name_that_stands_twice_keeps_its_spelling() -> None:
    pair = Example("قال دوندار إنه سعيد، وأضاف دوندار أنه عائد.", "Dundar said so. Dundar left.")
    source = Hinted([pair], seed=1)
    assert all(source.draw(count).target == pair.target for count in range(100))


# Files and recipes


def test_reading_files(tmp_path: Path) -> None:
    tsv, jsonl = tmp_path / "a.tsv", tmp_path / "b.jsonl"
    tsv.write_text("كِتَـــاب\tA book\n", encoding="utf-8")
    jsonl.write_text('{"text": "Long text", "summary": "Short"}\n', encoding="utf-8")
    assert examples.read(tsv) == [Example("كتاب", "A book")]
    assert examples.read(jsonl, "summary") == [Example("Long text", "Short", "summary")]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.tsv", "one column only\n", "a.tsv:1: two tab-separated columns"),
        ("a.jsonl", '{"source": "x"}\n', "a.jsonl:1: an object with source and target"),
        ("a.csv", "x,y\n", "training data is .tsv or .jsonl"),
    ],
)
def test_bad_files_are_named(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(message)):
        examples.read(tmp_path / name)


def test_lexicon_keeps_spellings_and_drops_translations(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text(
        "السيد كوفي منساه\tMr Kofi MENSAH\nقصر الجزيرة\tIsland Palace\nكوفي\tKofi\nكوفي\tKoffi\n",
        encoding="utf-8",
    )
    assert lexicon.name_words([path]) == [("كوفي", "Kofi"), ("منساه", "Mensah")]
    assert Example("السيد كوفي منساه", "Mr Kofi Mensah") in lexicon.full_names(path)
    assert all(example.target != "Island Palace" for example in lexicon.full_names(path))


def test_a_recipe_leaves_out_what_overlaps_and_what_is_held_back(tmp_path: Path) -> None:
    lines = [
        f"وصل القطار {n} إلى المحطة القديمة {n} في وقت متأخر {n} من الليل\t"
        f"Train {n} reached the old station {n} late at night {n}"
        for n in range(20)
    ]
    (tmp_path / "pairs.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "eval.tsv").write_text(lines[3] + "\n", encoding="utf-8")
    (tmp_path / "recipe.json").write_text(
        json.dumps(
            {
                "avoid": ["eval.tsv"],
                "groups": [{"share": 1, "sources": [{"file": "pairs.tsv", "hold_out": 5}]}],
            }
        )
    )
    found = recipe.load(tmp_path / "recipe.json", tmp_path, seed=1)
    ((source, weight),) = found.sources
    drawn = {re.findall(r"\d+", source.draw(n).target)[0] for n in range(100)}
    assert drawn == {str(n) for n in range(15) if n != 3}
    assert len(found.held_out) == 5 and weight == 1


def test_what_one_entry_holds_out_no_other_trains_on(tmp_path: Path) -> None:
    lines = [f"القطار رقم {n} وصل متأخرا\tTrain number {n} was late" for n in range(20)]
    (tmp_path / "pairs.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sources = [{"file": "pairs.tsv", "hold_out": 2}, {"file": "pairs.tsv", "hold_out": 8}]
    plan = {"groups": [{"share": 1, "sources": sources}]}
    for source, _ in recipe.read(plan, tmp_path, seed=1).sources:
        drawn = {re.findall(r"\d+", source.draw(n).target)[0] for n in range(60)}
        assert drawn == {str(n) for n in range(12)}


@pytest.mark.parametrize(
    "content", ["{", "{}", "[]", '{"groups": []}', '{"groups": [{"share": 1}]}']
)
def test_a_broken_recipe_is_a_usage_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "recipe.json").write_text(content)
    with pytest.raises(UsageError, match="not a usable recipe"):
        recipe.load(tmp_path / "recipe.json", tmp_path, seed=1)


# Overlap


PLANTED = "The small harbour town rebuilt its wooden bridge after the spring flood of last year"


@given(st.integers(0, 6), st.sampled_from([str, str.upper, lambda text: text.replace(" ", ", ")]))
def test_planted_overlap_is_found(start: int, change: Callable[[str], str]) -> None:
    passage = " ".join(PLANTED.split()[start : start + 9])
    found = Overlap([f"something else\n{PLANTED}"]).found(f"He wrote: {change(passage)} — and left")
    assert found and found in PLANTED.lower()


def test_overlap_sees_through_arabic_spelling() -> None:
    known = "أعاد أهالي البلدة الصغيرة بناء الجسر الخشبي بعد فيضان الربيع في 12 مايو"
    other = "اعاد اهالى البلده الصغيره بناء الجسر الخشبى بعد فيضان الربيع فى ١٢ مايو"
    assert Overlap([known]).found(other)
    assert not Overlap([known]).found("زار أهالي البلدة الجسر الخشبي في الربيع ثم عادوا إلى بيوتهم")


def test_short_lines_must_match_whole_and_tiny_ones_never_do() -> None:
    overlap = Overlap(["Where is the old post office?", "Article 29"])
    assert overlap.found("Where is the old post office")
    assert not overlap.found("Where is the old post office and the bank of this town now")
    assert not overlap.found("Article 29")


def test_no_training_text_overlaps_an_evaluation_set_or_the_articles(
    data: Path, articles: Path, tmp_path: Path
) -> None:
    shipped = resources.files("translate.training") / "data" / "recipe.json"
    plan = json.loads(shipped.read_text(encoding="utf-8"))
    held = sorted((data / "eval").glob("*.tsv"))
    assert {f"eval/{path.name}" for path in held} == set(plan["avoid"])
    texts = [f"{p.source}\n{p.target}" for path in held for p in examples.read(path)]
    texts += [path.read_text(encoding="utf-8") for path in sorted(articles.glob("*.txt"))]
    overlap = Overlap(texts)
    plan["lexicon"] = []  # words and names, no text
    plan["groups"] = [group for group in plan["groups"] if "file" in group["sources"][0]]
    (tmp_path / "recipe.json").write_text(json.dumps(plan))
    seen = 0
    for source, _ in recipe.load(tmp_path / "recipe.json", data, seed=1).sources:
        inner = source.source  # type: ignore[attr-defined]
        for pair in (inner.draw(n) for n in range(len(inner))):
            assert not overlap.found(f"{pair.source}\n{pair.target}"), pair
            seen += 1
    assert seen > 20_000
    frames = Frames(1)
    for count in range(1500):
        example = frames.draw(count)
        assert not overlap.found(f"{example.source}\n{example.target}"), example


# The command


def parse(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return parser.parse_args(["run", *words])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.tsv", (Path("a.tsv"), "translate", 1.0)),
        ("a.tsv=2.5", (Path("a.tsv"), "translate", 2.5)),
        ("summary:d/a.jsonl=3", (Path("d/a.jsonl"), "summary", 3.0)),
    ],
)
def test_data_option(text: str, expected: tuple[Path, str, float]) -> None:
    assert command._data(text) == expected


@pytest.mark.parametrize(
    ("text", "message"), [("v.tsv", "say which of"), ("translate:v.tsv", "trained is only")]
)
def test_scored_pairs_are_of_a_task_that_is_trained(
    text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.tsv", "v.tsv"):
        Path(name).write_text("مقال\tAn article\n", encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        command.run(parse("--data", "summary:a.tsv", "--data", "title:a.tsv", "--validate", text))


@pytest.mark.parametrize("text", ["a.tsv=many", "a.tsv=0"])
def test_bad_weights_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match="weight"):
        command._data(text)


def test_usage_errors_come_before_any_model_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        command.run(parse("--data", str(tmp_path / "missing.tsv")))
    with pytest.raises(UsageError, match="exclude"):
        command.run(parse("--data", "a.tsv", "--recipe", "b.json"))
    with pytest.raises(UsageError, match="no such adapter"):
        command.run(parse("--adapter", str(tmp_path / "missing")))


# The project's own pairs


def test_the_written_pairs_are_clean_and_distinct() -> None:
    pairs = [pair for path in tables.pair_files() for pair in examples.read(path)]
    assert len(pairs) > 11_000
    assert len({pair.target for pair in pairs}) > 0.999 * len(pairs)
    assert len(clean(pairs)) > 0.995 * len(pairs)


def test_no_written_pair_is_a_paraphrase_of_an_evaluation_segment(data: Path) -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    mine = [pair.target for path in tables.pair_files() for pair in examples.read(path)]
    mine = [text for text in mine if len(text.split()) > 5]
    theirs = [
        pair.target
        for name in ("flores200-devtest", "ud-pud", "unpc")
        for pair in examples.read(data / f"eval/{name}.tsv")
    ]
    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True).fit(mine + theirs)
    evaluation = vectors.transform(theirs).T
    for start in range(0, len(mine), 2_000):  # all at once is a gigabyte
        some = mine[start : start + 2_000]
        likeness = vectors.transform(some) @ evaluation
        assert likeness.max() < 0.45, some[likeness.max(axis=1).toarray().argmax()]


# The project's own articles


def test_every_article_has_its_summaries_on_every_side() -> None:
    records = own_articles.records()
    assert len(records) > 150
    for record in records:
        assert len(split(record["summary"])) == 1, record["id"]
        assert len(split(record["summary-3"])) == 3, record["id"]
        assert all(
            sentence[side] for sentence in record["sentences"] for side in own_articles.SIDES
        )
    assert len({record["title"] for record in records}) == len(records)


def test_an_article_is_read_whole_on_the_side_that_is_named() -> None:
    record, example = own_articles.records()[0], own_articles.read("articles/en", "summary")[0]
    assert example.source.startswith(record["sentences"][0]["en"][:20])
    assert example.source.endswith(record["sentences"][-1]["en"][-20:])
    assert (example.target, example.task) == (record["summary"], "summary")
    for name, task in (("articles/fr", "summary"), ("articles/ar", "translate")):
        with pytest.raises(UsageError, match="articles have ar, en, mt"):
            own_articles.read(name, task)


def test_no_article_shares_text_with_those_that_summaries_are_scored_on() -> None:
    scored = Overlap(
        pair["en"]
        for path in sorted((Path(__file__).parents[1] / "benchmarks/data/news").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        for pair in json.loads(line)["sentences"]
    )
    for record in own_articles.records():
        assert not scored.found(" ".join(sentence["en"] for sentence in record["sentences"]))


def test_words_that_translations_say_otherwise_are_counted() -> None:
    (word, *_) = [entry for entry in gazetteer.words() if entry.english[0] == "genocide"]
    said = [Example(f"كانت {word.arabic}", f"It was {noun}.") for noun in ("genocide", "so")]
    assert shares(said) == {}  # once is an accident
    assert shares([*said, said[1]]) == {fold(word.arabic): pytest.approx(2 / 3)}


def test_consistent_words_are_those_that_one_word_renders() -> None:
    pairs = [
        Example("رأى الصياد سفينة", "The hunter saw a ship"),
        Example("سفينة جديدة", "A new ship"),
        Example("غرقت سفينة", "A ship sank"),
        Example("سفينة خالد", "The ship of Khalid"),
        Example("وسفينة سفينة أبي", "And a ship, the ship of my father"),
        *(Example(f"قصة رقم {n} من خالد", f"Story number {n} by Khalid") for n in range(200)),
    ]
    assert list(consistent(pairs)) == [("سفينة", "ship")]


def test_phrased_pairs_have_words_in_english_that_their_english_has() -> None:
    loose = [
        Entry("شائعات", ("rumours",), seeded=True, loose=True),
        Entry("منارة", ("lighthouse",), seeded=True, loose=True),
        Entry("الخليج", ("Gulf",), seeded=True),
    ]
    pairs = [
        Example("سرت شائعات عن منارة في الخليج", "There were rumours about a tower in the Gulf")
    ]
    phrased = Phrased(pairs, Glossary(loose), seed=1)
    assert phrased.draw(3) == phrased.draw(3)
    assert phrased.draw(0).source == "سرت rumours عن منارة في الخليج"
    assert phrased.draw(0).target == pairs[0].target
