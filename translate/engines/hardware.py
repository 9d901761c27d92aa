"""What CTranslate2 may use of this machine."""

from __future__ import annotations

import os


def workers_and_threads() -> tuple[int, int]:
    """Batches decoded side by side, and threads for each. The matrices of these models are small:
    a second batch gains more than a second thread does."""
    if hasattr(os, "sched_getaffinity"):  # what a container or taskset leaves us
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    workers = min(cores, 4)
    return workers, max(1, cores // workers)


def resolve_device(asked: str) -> str:
    """``auto`` to ``cuda`` where CTranslate2 sees a GPU, else to ``cpu``."""
    import ctranslate2

    if asked != "auto":
        return asked
    return "cuda" if ctranslate2.get_cuda_device_count() > 0 else "cpu"
