"""``khulasa train``: adapt the bundled model, or any seq2seq checkpoint, to more data."""

from __future__ import annotations

import argparse
import logging
import os
from pathlib import Path

from summarize.commands import common
from translate.errors import MissingExtraError, UsageError

HELP = "train the bundled model, or any seq2seq checkpoint, on pairs of texts"

_NOTE = """\
One TSV line is source<TAB>target, one JSONL line {"source": …, "target": …}.
A run that was stopped goes on from its last checkpoint when it is started
again with the same folder.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = f"{_NOTE}\n{parser.epilog or ''}"
    parser.add_argument(
        "folder", type=Path, metavar="RUN", help="folder of the run, made or resumed"
    )
    data = parser.add_argument_group("data")
    data.add_argument(
        "--data",
        action="append",
        default=[],
        metavar="[TASK:]FILE[=WEIGHT]",
        help="pairs (.tsv, .jsonl); TASK is translate (default), summary, summary-3 or title;"
        " WEIGHT is this file's share of the examples (default: 1)",
    )
    data.add_argument("--recipe", type=Path, metavar="JSON", help="a recipe in place of --data")
    data.add_argument(
        "--data-folder",
        type=Path,
        default=Path(os.environ.get("KHULASA_DATA", ".")),
        metavar="DIR",
        help="where a recipe's paths start (default: $KHULASA_DATA)",
    )
    data.add_argument(
        "--validate",
        metavar="[TASK:]FILE",
        help="pairs to score, never trained on; TASK where several are trained",
    )
    model = parser.add_argument_group("model")
    model.add_argument(
        "--model",
        default="bundled",
        help="bundled (default), or a seq2seq checkpoint: alias, hub id or folder",
    )
    model.add_argument(
        "--adapter",
        default="default",
        metavar="DIR",
        help="bundled only: adapter to start from; 'none' starts from the base (default: the one"
        " that khulasa translates with)",
    )
    model.add_argument(
        "--rank",
        type=int,
        default=48,
        help="LoRA rank, where an adapter does not bring its own; 0 trains all weights of a"
        " checkpoint (default: 48)",
    )
    model.add_argument("--device", default="cpu", help="cpu (default) or cuda")
    model.add_argument(
        "--no-compile", action="store_true", help="bundled only: without a C++ compiler"
    )
    length = parser.add_argument_group("length")
    until = length.add_mutually_exclusive_group()
    until.add_argument("--minutes", type=float, default=60.0, help="of training (default: 60)")
    until.add_argument("--steps", type=int, help="steps in place of minutes")
    length.add_argument(
        "--decay",
        type=float,
        help="the last so many minutes or steps bring the learning rate to zero (default: a fifth)",
    )
    length.add_argument("--warmup", type=int, default=40, metavar="STEPS")
    length.add_argument(
        "--rate", type=float, default=6e-4, help="peak learning rate (default: 6e-4)"
    )
    step = parser.add_argument_group("steps")
    step.add_argument(
        "--batch-tokens", type=common.positive, default=480, help="of a micro-batch (default: 480)"
    )
    step.add_argument(
        "--accumulate", type=common.positive, default=4, help="micro-batches in a step (default: 4)"
    )
    step.add_argument("--threads", type=common.positive, default=os.cpu_count() or 1)
    step.add_argument("--smoothing", type=float, default=0.05, help="of labels (default: 0.05)")
    step.add_argument(
        "--average",
        type=float,
        default=0.99,
        help="decay of the running average of the weights, which is what is kept (default: 0.99)",
    )
    step.add_argument("--seed", type=int, default=1)
    keep = parser.add_argument_group("keeping")
    keep.add_argument("--checkpoint-minutes", type=float, default=8.0)
    keep.add_argument("--validate-minutes", type=float, default=20.0)
    keep.add_argument("--pause-file", type=Path, help="training sleeps while this file exists")


def run(args: argparse.Namespace) -> int:
    """Prints the folder of the best model; logs go to stderr."""
    for package, feature in (("torch", "training"), ("sacrebleu", "validation")):
        try:
            __import__(package)
        except ImportError as error:
            raise MissingExtraError(feature, "train") from error
    from translate.training.run import Request, train
    from translate.training.schedule import Schedule

    if args.data and args.recipe:
        raise UsageError("--data and --recipe exclude each other")
    total = float(args.steps or args.minutes)
    decay = total / 5 if args.decay is None else args.decay
    request = Request(
        folder=args.folder,
        schedule=Schedule(args.rate, total, decay, args.warmup, by_time=args.steps is None),
        model=args.model,
        adapter=_adapter(args.adapter),
        data=[_data(text) for text in args.data],
        recipe=args.recipe,
        data_folder=args.data_folder,
        validate=args.validate and _task_of(args.validate),
        rank=args.rank,
        batch_tokens=args.batch_tokens,
        accumulate=args.accumulate,
        threads=args.threads,
        smoothing=args.smoothing,
        average=args.average,
        seed=args.seed,
        device=args.device,
        compiled=not args.no_compile and args.device == "cpu",
        checkpoint_minutes=args.checkpoint_minutes,
        validate_minutes=args.validate_minutes,
        pause_file=args.pause_file,
    )
    best = train(request)
    if best is None:
        logging.getLogger("khulasa").warning(
            "stopped before the first validation; the same command goes on from here"
        )
    else:
        print(best)
    return 0


def _adapter(name: str) -> Path | None:
    from translate.bundled.store import DEFAULT_ADAPTER

    if name == "none":
        return None
    if name == "default":
        return DEFAULT_ADAPTER
    if not Path(name).is_dir():
        raise UsageError(f"{name}: no such adapter folder")
    return Path(name)


def _task_of(text: str) -> tuple[Path, str | None]:
    """``[TASK:]FILE``."""
    from translate.prompts import TASKS

    task, colon, rest = text.partition(":")
    return (Path(rest), task) if colon and task in TASKS else (Path(text), None)


def _data(text: str) -> tuple[Path, str, float]:
    """``[TASK:]FILE[=WEIGHT]``."""
    path, task = _task_of(text)
    task = task or "translate"
    name, _, weight = str(path).rpartition("=")
    if not name:
        return path, task, 1.0
    try:
        share = float(weight)
    except ValueError:
        raise UsageError(f"--data {text}: {weight!r} is not a weight") from None
    if share <= 0:
        raise UsageError(f"--data {text}: a weight is above 0")
    return Path(name), task, share
