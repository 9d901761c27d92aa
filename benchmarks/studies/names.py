"""How well names are found in Arabic and spelt, on the people of the shipped articles.

    python -m benchmarks.studies.names

Nothing is translated here: ``translate.names`` alone, which has read none of these articles.
"""

from __future__ import annotations

import sys

from benchmarks.metrics.facts import SPELLING, likeness, names_in
from benchmarks.tasks import news
from translate.arabic import fold, normalise
from translate.names.hints import MODEL
from translate.names.pairs import arabic_words, forms, shared_names
from translate.names.store import load


def main() -> int:
    """Print recall of the words of people's names, words taken for names, and spelling."""
    tagger, speller, _ = load(MODEL)
    records = news.records()
    found = missed = wrong = segments = 0
    people: set[tuple[str, str]] = set()
    for record in records:
        entities = record["entities"]
        mine = {(one["ar"], one["en"]) for one in entities if one["kind"] == "person"}
        people |= mine
        words_of = {fold(normalise(word)) for arabic, _ in mine for word in arabic.split()}
        others = {fold(normalise(word)) for one in entities for word in one["ar"].split()}
        for pair in (record["title"], *record["sentences"]):
            segments += 1
            source = normalise(pair["ar"])
            shared = {name.span for name in shared_names(source, pair["en"])}
            words = arabic_words(source)
            flags = tagger.names([word.text for word in words])
            for word, flag in zip(words, flags, strict=True):
                if not words_of.isdisjoint(forms(word.text)):
                    found, missed = found + flag, missed + (not flag)
                elif flag and (word.start, word.end) not in shared and word.text not in others:
                    wrong += 1
    spelt = {
        (english, " ".join(filter(None, speller.phrase(normalise(arabic).split()))))
        for arabic, english in people
    }
    alike = sum(likeness(english, ours) >= SPELLING for english, ours in spelt)
    exact = sum(bool(names_in(ours, [english])) for english, ours in spelt)
    share = 100 / len(spelt)
    print(
        f"words of people's names found: {100 * found / (found + missed):.1f}% of {found + missed}"
    )
    print(f"other words taken for names: {wrong} in {segments} segments")
    print(f"names at least {SPELLING}% similar: {alike * share:.1f}% of {len(spelt)}")
    print(f"names of which every word is: {exact * share:.1f}%")
    return 0


if __name__ == "__main__":
    sys.exit(main())
