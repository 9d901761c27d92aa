"""The mean of adapters, one trained from the other ("model soup", Wortsman et al. 2022).

    python -m translate.training.average OUT ADAPTER ADAPTER [...]

A stretch of training with other data gains something and forgets something; the mean of before and
after keeps more of both than either, and costs nothing.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from translate.bundled.lora import CONFIG, VOCABULARY, WEIGHTS, Adapter, settings
from translate.errors import KhulasaError, UsageError
from translate.prompts import SETTINGS


def average(folders: Sequence[Path], out: Path) -> None:
    """Write the mean of the adapters in ``folders`` to ``out``; what any of them may write, it may.

    Raises ``UsageError``, before anything is written, for adapters of different base, rank, scale
    or tasks, for one without a vocabulary, and where ``out`` is one of them.
    """
    import numpy as np
    from safetensors.numpy import load_file, save_file

    if out.resolve() in {folder.resolve() for folder in folders}:
        raise UsageError(f"{out} is one of the adapters: write their mean elsewhere")
    vocabularies = [Adapter(folder).vocabulary() for folder in folders]
    made = [(_config(folder), settings(folder)) for folder in folders]
    weights = [load_file(folder / WEIGHTS) for folder in folders]
    shapes = [{name: value.shape for name, value in one.items()} for one in weights]
    if any(shape != shapes[0] for shape in shapes) or any(one != made[0] for one in made):
        raise UsageError("only adapters of one base, rank, scale and set of tasks have a mean")
    if any(known is None for known in vocabularies):
        raise UsageError(f"an adapter without {VOCABULARY} was not trained here")
    mean = {
        name: np.mean([one[name] for one in weights], axis=0, dtype=np.float32).astype(first.dtype)
        for name, first in weights[0].items()
    }
    out.mkdir(parents=True, exist_ok=True)
    save_file(mean, out / WEIGHTS, metadata={"format": "pt"})
    for name in (CONFIG, SETTINGS):
        if (folders[0] / name).is_file():
            shutil.copyfile(folders[0] / name, out / name)
    kept = sorted({number for known in vocabularies for number in known or ()})
    (out / VOCABULARY).write_text(json.dumps(kept) + "\n", encoding="utf-8")


def _config(folder: Path) -> tuple[object, ...]:
    config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    wanted = ("base_model_name_or_path", "r", "lora_alpha", "use_rslora")
    return tuple(config.get(name) for name in wanted)


def main(argv: Sequence[str] | None = None) -> int:
    """Average what the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("adapters", type=Path, nargs="+")
    args = parser.parse_args(argv)
    try:
        average(args.adapters, args.out)
    except (KhulasaError, OSError) as error:
        print(f"average: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
