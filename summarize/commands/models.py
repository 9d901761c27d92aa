"""``khulasa models``: what can be asked for by a short name."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from translate.catalogue import MODELS, Model, cached

HELP = "list the models that have a short name: size, licence, published scores, what is cached"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON array")


def run(args: argparse.Namespace) -> int:
    if args.json:
        records = [{**asdict(model), "cached": cached(model)} for model in MODELS]
        print(json.dumps(records, ensure_ascii=False, indent=2))
        return 0
    for task, heading in (
        ("translate", "Translation, Arabic to English (FLORES-200 devtest)"),
        ("summarize", "Summaries (--summary-model)"),
    ):
        print(f"{heading}\n")
        for model in MODELS:
            if model.task == task:
                print("\n".join(_lines(model)))
        print()
    print("Any other seq2seq checkpoint works too, by hub id or local folder.")
    return 0


def _lines(model: Model) -> list[str]:
    state = "cached" if cached(model) else "not cached"
    lines = [
        f"  {model.alias:<15} {model.id}",
        f"  {'':<15} {model.parameters}M parameters · {model.licence} · {state}",
    ]
    if model.bleu is not None:
        lines.append(f"  {'':<15} BLEU {model.bleu}, chrF {model.chrf} ({model.source})")
    if model.note:
        lines.append(f"  {'':<15} {model.note}")
    return lines
