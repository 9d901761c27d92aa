"""What CTranslate2 may use of this machine."""

from __future__ import annotations

import os

from translate.errors import UsageError


def workers_and_threads() -> tuple[int, int]:
    """Batches decoded side by side, and threads for each. The matrices of these models are small:
    a second batch gains more than a second thread does."""
    if hasattr(os, "sched_getaffinity"):  # what a container or taskset leaves us
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    workers = min(cores, 4)
    return workers, max(1, cores // workers)


def resolve_device(asked: str) -> tuple[str, int]:
    """CTranslate2's name and index of the device: ``auto`` is the first GPU that it sees, else the
    CPU. Raises ``UsageError`` for a device that it does not run on, or that is not there."""
    import ctranslate2

    there = ctranslate2.get_cuda_device_count()
    if asked == "auto":
        return ("cuda", 0) if there else ("cpu", 0)
    kind, colon, number = asked.partition(":")
    if kind not in ("cpu", "cuda") or (colon and not number.isdecimal()):
        raise UsageError(f"--device {asked}: this model runs on cpu, cuda or cuda:N")
    index = int(number or 0)
    if kind == "cuda" and index >= there:
        raise UsageError(f"--device {asked}: CTranslate2 sees {there} GPUs here")
    return kind, index
