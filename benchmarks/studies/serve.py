"""Load on the service: many clients at once on loopback, with and without dynamic batching.

    python -m benchmarks.studies.serve --clients 64 --seconds 60 --source segments.ar -- --rerank 0

Starts ``khulasa serve`` twice, once decoding sentences of all requests together and once one by
one (``--batch 1``); everything after ``--`` goes to it. Each client sends one sentence, waits for
the answer and sends the next; no two sentences are equal, and there is no memory.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from translate.errors import MissingExtraError


def sentences(source: Path) -> Iterator[str]:
    """The segments of a file, in a circle; from the second round on with a number, so that no
    two are equal."""
    lines = [line for line in source.read_text(encoding="utf-8").split("\n") if line.strip()]
    for turn in itertools.count():
        for line in lines:
            yield line if turn == 0 else f"{line} ({turn})"


async def load(address: str, texts: Iterator[str], clients: int, seconds: float) -> dict[str, Any]:
    """Statuses, latencies (of answers with 200) and throughput."""
    try:
        import httpx
    except ImportError as error:
        raise MissingExtraError("the load test", "dev") from error
    statuses: Counter[str] = Counter()
    latencies: list[float] = []
    end = time.perf_counter() + seconds

    async def client(session: httpx.AsyncClient) -> None:
        while time.perf_counter() < end:
            start = time.perf_counter()
            answer = await session.post(f"{address}/v1/translate", json={"texts": [next(texts)]})
            statuses[str(answer.status_code)] += 1
            if answer.status_code == 200:
                latencies.append(time.perf_counter() - start)
            else:
                await asyncio.sleep(float(answer.headers.get("retry-after", 1)))

    start = time.perf_counter()
    limits = httpx.Limits(max_connections=clients)
    async with httpx.AsyncClient(timeout=900, limits=limits, trust_env=False) as session:
        await asyncio.gather(*(client(session) for _ in range(clients)))
    took = time.perf_counter() - start
    latencies.sort()
    return {
        "clients": clients,
        "seconds": round(took, 1),
        "statuses": dict(statuses),
        "answers_per_second": round(len(latencies) / took, 2),
        "p50": round(latencies[len(latencies) // 2], 3),
        "p99": round(latencies[int(len(latencies) * 0.99)], 3),
    }


def serve(options: Sequence[str]) -> tuple[subprocess.Popen[str], str]:
    """A service of its own, ready, and its address."""
    command = [sys.executable, "-m", "summarize.cli", "serve", "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    address = process.stdout.readline().strip().removesuffix("/docs")
    if not address:
        raise SystemExit(process.wait())
    return process, address


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--source", type=Path, required=True, help="one Arabic sentence a line")
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("options", nargs="*", help="of khulasa serve, after --")
    args = parser.parse_args()
    rates = {}
    for name, batch in (("together", "64"), ("one by one", "1")):
        process, address = serve([*args.options, "--batch", batch])
        try:
            figures = asyncio.run(load(address, sentences(args.source), args.clients, args.seconds))
        finally:
            process.terminate()
            process.wait()
        rates[name] = figures["answers_per_second"]
        print(json.dumps({"sentences": name, **figures}), flush=True)
    print(json.dumps({"gain": round(rates["together"] / rates["one by one"], 2)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
