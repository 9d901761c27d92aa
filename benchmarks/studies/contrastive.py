"""Does it pay to prefer what the source says over what any source would?

    python -m benchmarks.studies.contrastive PAIRS.tsv [--segments 200] [--candidates 8]

Candidates of one beam search, chosen by log p(y|x) - share * log p(y|x'), x' the next segment
(source-contrastive, Sennrich et al. 2024, there inside the search; here over whole candidates), by
length-normalised likelihood, by likelihood and the words accounted for (``translate.lexical``), by
the fidelity checks, and by the best of them against the reference (an upper bound). Probabilities
are those of the bundled adapter over its base in bfloat16.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from benchmarks.studies.decoding import cells
from benchmarks.tasks import find
from translate.arabic import normalise
from translate.bundled.store import DEFAULT_ADAPTER
from translate.engines.base import DecodeOptions
from translate.engines.bundled import BundledEngine
from translate.lexical import Table
from translate.lexical.engine import ordered
from translate.rerank import doubts
from translate.training.bundled import Bundled, build
from translate.training.examples import Example

SHARES = (0.1, 0.3, 0.5, 0.7)


def log_probability(model: Bundled, source: str, text: str) -> float:
    """Of ``text`` and its end, in nats."""
    import torch

    encoded = model.encode(Example(source, text))
    assert encoded is not None, "candidates are of the output vocabulary"
    with torch.no_grad():
        return -model.loss([encoded], 0.0)[1]


def main(argv: Sequence[str] | None = None) -> int:
    """Print one row for each way to choose."""
    import sacrebleu

    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("task", help="a TSV of pairs, or another translation task of khulasa bench")
    parser.add_argument("--segments", type=int, default=200)
    parser.add_argument("--candidates", type=int, default=8)
    args = parser.parse_args(argv)
    (task,) = find(args.task)
    items = task.items[: args.segments]
    sources = [normalise(item.source) for item in items]
    count = args.candidates
    found = BundledEngine().candidates(sources, DecodeOptions(beams=count), count)
    texts = [list(dict.fromkeys(one.text for one in row)) for row in found]
    written = [text for row in texts for text in row]
    model = build(written, adapter=DEFAULT_ADAPTER, rank=0, seed=1, compiled=False)
    others = sources[1:] + sources[:1]
    mine = [
        [log_probability(model, s, t) for t in row] for s, row in zip(sources, texts, strict=True)
    ]
    theirs = [
        [log_probability(model, s, t) for t in row] for s, row in zip(others, texts, strict=True)
    ]

    def choose(score: Callable[[int, int], float]) -> list[str]:
        return [
            row[max(range(len(row)), key=lambda at: score(index, at))]
            for index, row in enumerate(texts)
        ]

    ways = {"first of the beam": [row[0] for row in texts]}
    ways["likelihood a character"] = choose(lambda i, at: mine[i][at] / (1 + len(texts[i][at])))
    for share in SHARES:
        ways[f"contrastive, share {share}"] = choose(
            lambda i, at, share=share: mine[i][at] - share * theirs[i][at]  # type: ignore[misc]
        )
    ways["likelihood and words"] = [
        ordered(Table.load(), source, row)[0].text
        for source, row in zip(sources, found, strict=True)
    ]
    ways["fewest doubts"] = choose(lambda i, at: -doubts(sources[i], texts[i][at]))
    ways["best against the reference"] = choose(
        lambda i, at: sacrebleu.sentence_chrf(texts[i][at], [items[i].reference]).score
    )
    print("| chosen by | BLEU | chrF | names | numbers | days |\n|---|---|---|---|---|---|")
    for name, outputs in ways.items():
        print(f"| {name} | {' | '.join(cells(task, outputs))} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
