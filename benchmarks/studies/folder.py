"""What translating a folder together gains over file by file, and what the memory saves after.

    python -m benchmarks.studies.folder FILE|DIR [--articles 40] [--model bundled]

One loaded model, the same articles: each by itself; all together (sentences of all files
de-duplicated, sorted and batched); all together again through the translation memory. Output of
the three is compared: it must be the same. Checks and reranking are off: they cost the same
wherever they run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from translate.article import Article, Translation
from translate.engines import load_engine
from translate.engines.base import Engine
from translate.memory import Memory
from translate.reading import find_files, read
from translate.translator import Translator


def timed(work: Callable[[], list[Translation]]) -> tuple[list[Translation], float]:
    start = time.perf_counter()
    found = work()
    return found, time.perf_counter() - start


def translate(
    engine: Engine, groups: Sequence[Sequence[Article]], memory: Memory | None = None
) -> list[Translation]:
    translator = Translator(engine, checks=False, memory=memory)
    return [translation for group in groups for _, translation in translator.articles(group)]


def texts(translations: Sequence[Translation]) -> list[list[str]]:
    return [[sentence.text for sentence in one.sentences] for one in translations]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("source", type=Path, help="a folder or a file of articles")
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--model", default="bundled")
    args = parser.parse_args(argv)
    every = (article for path in find_files(args.source) for article in read(path))
    articles = list(islice(every, args.articles))
    sentences = sum(len(article.sentences) for article in articles)
    engine = load_engine(args.model)
    engine.generate([articles[0].sentences[0].text])  # warm

    alone, slow = timed(lambda: translate(engine, [[article] for article in articles]))
    together, fast = timed(lambda: translate(engine, [articles]))
    with tempfile.TemporaryDirectory() as folder, Memory(Path(folder) / "memory.sqlite") as memory:
        translate(engine, [articles], memory)
        again, remembered = timed(lambda: translate(engine, [articles], memory))

    print(f"{len(articles)} articles, {sentences} sentences, {engine.signature}\n")
    print(
        "| mode | seconds | sentences/s | times file by file | same output |\n|---|---|---|---|---|"
    )
    for name, seconds, found in (
        ("file by file", slow, alone),
        ("folder", fast, together),
        ("folder, second run", remembered, again),
    ):
        same = "yes" if texts(found) == texts(alone) else "no"
        rate = f"{seconds:.2f} | {sentences / seconds:.1f} | {slow / seconds:.2f}"
        print(f"| {name} | {rate} | {same} |")
    print(f"\nsecond run through the memory: {fast / remembered:.0f} times the first")
    return 0


if __name__ == "__main__":
    sys.exit(main())
