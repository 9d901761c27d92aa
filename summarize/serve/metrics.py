"""What Prometheus asks for."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
_SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256)


class Metrics:
    """One registry a service, so that several can live in one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "khulasa_requests", "Requests", ("path", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "khulasa_request_seconds",
            "Time to an answer",
            ("path",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._batch = Histogram(
            "khulasa_batch_sentences",
            "Sentences decoded together",
            buckets=_SIZES,
            registry=self._registry,
        )
        self._waiting = Gauge(
            "khulasa_waiting_sentences", "Sentences that wait", registry=self._registry
        )

    def request(self, path: str, status: int, seconds: float) -> None:
        self._requests.labels(path, str(status)).inc()
        self._seconds.labels(path).observe(seconds)

    def batch(self, size: int, waiting: int) -> None:
        self._batch.observe(size)
        self._waiting.set(waiting)

    def text(self) -> bytes:
        """The exposition format, version 0.0.4."""
        return generate_latest(self._registry)
