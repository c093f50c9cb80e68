"""Figures for monitoring: how many requests each address answers, how, and how long they take."""

import os

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
REQUESTS = Counter("houqin_requests", "Requests answered", ["method", "rule", "status"])
SECONDS = Histogram("houqin_request_seconds", "Time to answer", ["rule"], buckets=_BUCKETS)


def count(method: str, rule: str, status: int, seconds: float) -> None:
    """Count one answer; the rule and not the address, so that there are few and none names anybody."""
    REQUESTS.labels(method, rule, str(status)).inc()
    SECONDS.labels(rule).observe(seconds)


def figures() -> bytes:
    """All figures, those of every process of this server together where they share a folder (``houqin serve``)."""
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library is typed in parts
    return generate_latest(registry)
