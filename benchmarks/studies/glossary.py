"""How to make a translator write a glossary's terms: the ways compared, by measurement.

    python -m benchmarks.studies.glossary DATA                      stored outputs of public systems
    python -m benchmarks.studies.glossary DATA --model bundled      and the ways that need a model

DATA holds ``peers/`` (stored FLORES outputs), ``lexicon/`` and ``eval/``. The glossary of a
sentence is every lexicon pair of which the Arabic stands in the source and the English in the
human reference, so that a term that is missing from an output is missing rightly.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from translate.arabic import normalise
from translate.enforcement import enforce
from translate.gazetteer import entries
from translate.glossary import Entry, Glossary, spans_of
from translate.names_report import NamesReport

Run = Callable[[Sequence[str]], list[str]]
"""Arabic in, English out."""
LEXICONS = ("ne-pers-hkiri", "ne-org-hkiri", "ne-loc-hkiri", "names-wikidata-coling2018")
SYSTEMS = ("argos", "opusmt", "nllb", "bergamot-base", "microsoft")


@dataclass(frozen=True)
class Case:
    """A sentence with the terms that its reference holds."""

    source: str
    reference: str
    glossary: Glossary

    def held(self, output: str) -> int:
        return sum(bool(spans_of(entry, output)) for entry in self.glossary)


def cases(data: Path) -> list[Case]:
    """One for every line of FLORES devtest; those without a term have an empty glossary."""
    english: defaultdict[str, list[str]] = defaultdict(list)
    for name in LEXICONS:
        for line in _lines(data / "lexicon" / f"{name}.tsv"):
            columns = line.split("\t")
            if len(columns) > 1 and len(columns[0]) > 2:
                known = columns[1].title() if name.startswith("names") else columns[1]
                if known[:1].isupper():
                    english[columns[0]].append(known)
    lexicon = Glossary(Entry(arabic, tuple(known)) for arabic, known in english.items())
    return [
        Case(source, reference, _terms(lexicon, source, reference))
        for source, reference in zip(
            _lines(data / "peers" / "flores-test.ar"),
            _lines(data / "peers" / "flores-test.en"),
            strict=True,
        )
    ]


def _terms(lexicon: Glossary, source: str, reference: str) -> Glossary:
    found = []
    for term in lexicon.find(source):
        for english in term.entry.english:
            entry = Entry(term.entry.arabic, (english,))
            if any(reference[a].isupper() for a, _ in spans_of(entry, reference)):
                found.append(entry)
                break
    return Glossary(found)


def score(name: str, some: Sequence[Case], outputs: Sequence[str], note: str = "") -> None:
    import sacrebleu

    references = [[case.reference for case in some]]
    held = sum(case.held(output) for case, output in zip(some, outputs, strict=True))
    terms = sum(len(case.glossary) for case in some)
    bleu = sacrebleu.corpus_bleu(list(outputs), references).score
    chrf = sacrebleu.corpus_chrf(list(outputs), references).score
    print(f"{name:<42} {held:>4}/{terms} {held / terms:6.1%} {bleu:7.2f} {chrf:7.2f}  {note}")


def post_edited(some: Sequence[Case], outputs: Sequence[str]) -> list[str]:
    return [
        enforce(case.glossary.find(case.source), case.source, output)[0]
        for case, output in zip(some, outputs, strict=True)
    ]


def stored(data: Path, some: Sequence[Case]) -> None:
    """Replacing by sound, on the sentences of public systems that lack a term."""
    for system in SYSTEMS:
        outputs = _lines(data / "peers" / f"flores-test.{system}.en")
        lacking = [
            (case, output)
            for case, output in zip(some, outputs, strict=True)
            if case.held(output) < len(case.glossary)
        ]
        chosen = [case for case, _ in lacking]
        plain = [output for _, output in lacking]
        score(f"{system}, {len(chosen)} sentences", chosen, plain)
        started = time.perf_counter()
        edited = post_edited(chosen, plain)
        taken = (time.perf_counter() - started) / len(chosen) * 1000
        score(f"{system}, replaced by sound", chosen, edited, f"{taken:.1f} ms a sentence")
        names = NamesReport()
        for line, (case, output) in enumerate(zip(some, outputs, strict=True)):
            names.add(case.source, output, str(line))
        print(f"{'':<42} names in more than one spelling: {len(names.rows())}")


def decoded(run: Run, some: Sequence[Case]) -> None:
    """The ways that ask the model."""
    plain = run([case.source for case in some])
    score("plain", some, plain)
    score("plain, replaced by sound", some, post_edited(some, plain))
    offered = run([case.glossary.prepare(case.source) for case in some])
    score("offered in the source", some, offered)
    edited = post_edited(some, offered)
    score("offered, replaced by sound", some, edited)
    again, retried = where_lacking(some, plain, offered)
    note = f"{retried} more decodes"
    score("plain, offered where a term lacks", some, again, note)
    score("the same, replaced by sound", some, post_edited(some, again), note)


def where_lacking(
    some: Sequence[Case], plain: Sequence[str], offered: Sequence[str]
) -> tuple[list[str], int]:
    """What ``Translator`` does without candidates: ``plain``, but ``offered`` where that has terms
    which it lacks; and how many were decoded twice."""
    lacking = [case.held(text) < len(case.glossary) for case, text in zip(some, plain, strict=True)]
    chosen = [
        max(first, second, key=case.held) if lacks else first
        for case, first, second, lacks in zip(some, plain, offered, lacking, strict=True)
    ]
    return chosen, sum(lacking)


def false_alarms(data: Path, gazetteer: Glossary) -> None:
    """Places of which a human translation holds no accepted English."""
    for name in ("flores200-devtest", "ud-pud", "unpc"):
        pairs = [line.split("\t") for line in _lines(data / "eval" / f"{name}.tsv")]
        found = [(term, pair[1]) for pair in pairs for term in gazetteer.find(pair[0])]
        missing = sum(not spans_of(term.entry, english) for term, english in found)
        print(f"places in {name:<32} {missing:>4}/{len(found)} {missing / len(found):6.1%} lacking")


def places(run: Run, data: Path, gazetteer: Glossary) -> None:
    """What offering the gazetteer's places does."""
    pairs = [line.split("\t") for line in _lines(data / "eval" / "flores200-devtest.tsv")]
    some = [
        Case(pair[0], pair[1], Glossary(term.entry for term in gazetteer.find(pair[0])))
        for pair in pairs
    ]
    some = [case for case in some if gazetteer.prepare(case.source) != case.source]
    plain = run([case.source for case in some])
    score(f"{len(some)} sentences with places, plain", some, plain)
    offered = run([gazetteer.prepare(case.source) for case in some])
    score("places offered in the source", some, offered)
    score("places offered, replaced by sound", some, post_edited(some, offered))
    again, retried = where_lacking(some, plain, offered)
    score("places offered where they lack", some, again, f"{retried} more decodes")


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", help="bundled, an alias, a hub id or a folder")
    parser.add_argument("--limit", type=int, help="sentences with terms (default: all)")
    args = parser.parse_args()
    everything = cases(args.data)
    some = [case for case in everything if len(case.glossary)][: args.limit]
    print(f"{'':<42} terms held            BLEU    chrF")
    stored(args.data, everything)
    gazetteer = Glossary(entries())
    false_alarms(args.data, gazetteer)
    if args.model:
        from translate.engines import load_engine

        engine = load_engine(args.model)
        print(engine.signature)

        def run(sources: Sequence[str]) -> list[str]:
            return [h.text for h in engine.generate([normalise(source) for source in sources])]

        decoded(run, some)
        places(run, args.data, gazetteer)


if __name__ == "__main__":
    main()
