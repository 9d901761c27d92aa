"""Ways to decode with one model, on the same segments in one run.

    python -m benchmarks.studies.decoding PAIRS.tsv [--segments 200] [--model bundled] [--plain]
        [--way NAME] [--quantization float32]

BLEU and chrF as sacrebleu's defaults; ``names`` and ``numbers`` are F1 against the reference;
``days`` is the share of the reference's weekdays and months that the output has; ``doubted`` the
share of outputs with a flag of high severity; ``kept`` how many segments stand in Arabic. Seconds
are wall time of the whole set. ``--plain`` leaves the gazetteer out; ``--quantization`` shows what
the bundled model's int8 costs.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.metrics import measure
from benchmarks.tasks import Task, find
from translate import gazetteer
from translate.article import TranslatedSentence
from translate.bundled.store import DEFAULT_ADAPTER
from translate.engines import is_bundled, load_engine
from translate.engines.base import DecodeOptions, Engine
from translate.engines.bundled import ALIAS, BundledEngine
from translate.glossary import Glossary
from translate.lexical import Reranked, Table
from translate.loading import RERANK
from translate.names import Hints
from translate.translator import Translator

_DAY = re.compile(
    r"\b(Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day\b"
    r"|\b(January|February|March|April|June|July|August|September|October|November|December)\b"
)


@dataclass(frozen=True)
class Way:
    """``rerank`` candidates by the checks; ``words``, the beam ordered by the words accounted for;
    ``names``. The last two are for the bundled model alone."""

    name: str
    options: DecodeOptions
    rerank: int = 0
    names: bool = False
    words: bool = False


WAYS = (
    Way("greedy", DecodeOptions()),
    Way("greedy, 4-gram block", DecodeOptions(no_repeat_ngram=4)),
    Way("greedy, names spelt", DecodeOptions(), 0, True),
    Way("greedy, rerank 4", DecodeOptions(), 4),
    Way("greedy, names spelt, rerank 4", DecodeOptions(), 4, True),
    Way("greedy, rerank 8", DecodeOptions(), 8),
    Way("beam 2", DecodeOptions(beams=2)),
    Way("beam 4", DecodeOptions(beams=4)),
    Way("beam 4, length penalty 0.6", DecodeOptions(beams=4, length_penalty=0.6)),
    Way("beam 4, names spelt, rerank 4", DecodeOptions(beams=4), 4, True),
    Way("beam 4, words", DecodeOptions(beams=4), words=True),
    Way("beam 2, words, names spelt, rerank 4", DecodeOptions(beams=2), 4, True, True),
    Way("beam 4, words, names spelt, rerank 4", DecodeOptions(beams=4), 4, True, True),
    Way("beam 8, words, names spelt, rerank 4", DecodeOptions(beams=8), 4, True, True),
    Way("beam 4, words, names spelt, rerank 8", DecodeOptions(beams=4), 8, True, True),
)


def days(output: str, reference: str) -> tuple[int, int]:
    """Weekdays and months of the reference: how many the output has, and how many there are."""
    found, wanted = (Counter(m[0] for m in _DAY.finditer(text)) for text in (output, reference))
    return (found & wanted).total(), wanted.total()


def days_kept(outputs: Sequence[str], references: Sequence[str]) -> float:
    """Share, in percent, of the weekdays and months of the references that the outputs have."""
    counts = [days(*pair) for pair in zip(outputs, references, strict=True)]
    return 100.0 * sum(kept for kept, _ in counts) / max(1, sum(wanted for _, wanted in counts))


def cells(task: Task, outputs: Sequence[str]) -> list[str]:
    """BLEU, chrF, names, numbers and days of the outputs for the task's first segments."""
    references = [item.reference for item in task.items[: len(outputs)]]
    scores = [
        measure(name).score(outputs, references) for name in ("bleu", "chrf", "names", "numbers")
    ]
    return [*(f"{score:.1f}" for score in scores), f"{days_kept(outputs, references):.1f}"]


def row(task: Task, found: Sequence[TranslatedSentence]) -> list[str]:
    """``cells``, and what the checks doubt."""
    outputs = [one.text for one in found]
    doubted = sum(any(flag.severity == "high" for flag in one.flags) for one in found)
    kept = sum(any(flag.kind == "untranslated" for flag in one.flags) for one in found)
    return [
        *cells(task, outputs),
        f"{100 * doubted / len(found):.1f}",
        str(kept),
    ]


def translator(engine: Engine, way: Way, glossary: Glossary | None) -> Translator:
    return Translator(
        Reranked(engine, Table.load(), RERANK) if way.words else engine,
        options=way.options,
        rerank=way.rerank,
        glossary=glossary,
        names=Hints.load() if way.names else None,
    )


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("task", help="a TSV of pairs, or another translation task of khulasa bench")
    parser.add_argument("--segments", type=int, default=200)
    parser.add_argument("--model", default="bundled")
    parser.add_argument("--plain", action="store_true", help="without the gazetteer")
    parser.add_argument(
        "--quantization", choices=("int8", "float32"), default="int8", help="bundled only"
    )
    parser.add_argument("--way", action="append", help="only ways whose name holds this")
    args = parser.parse_args(argv)
    (task,) = find(args.task)
    texts = [item.source for item in task.items[: args.segments]]
    engine: Engine
    if is_bundled(args.model):
        adapter = DEFAULT_ADAPTER if args.model == ALIAS else Path(args.model)
        engine = BundledEngine(adapter, device="cpu", quantization=args.quantization)
    else:
        engine = load_engine(args.model, device="cpu")
    places = is_bundled(args.model) and not args.plain
    glossary = gazetteer.glossary() if places else None
    engine.generate(texts[:4])  # warm
    print(f"{len(texts)} segments of {task.name}, {engine.signature}\n")
    print("| decoding | BLEU | chrF | names | numbers | days | doubted | kept | seconds |")
    print("|---|---|---|---|---|---|---|---|---|")
    for way in WAYS:
        if args.way and not any(part in way.name for part in args.way):
            continue
        if (way.names or way.words) and not is_bundled(args.model):
            continue
        start = time.perf_counter()
        found = translator(engine, way, glossary).texts(texts)
        seconds = time.perf_counter() - start
        print(f"| {' | '.join([way.name, *row(task, found), f'{seconds:.0f}'])} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
