"""What is counted, for Prometheus: https://prometheus.io/docs/practices/naming/"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import generate_latest


class Metrics:
    """The figures of one process, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.questions = Counter(
            "pathway_questions", "Updates that were handled, by kind", ["kind"], registry=self.registry
        )
        self.decisions = Counter("pathway_decisions", "What was decided on questions", ["kind"], registry=self.registry)
        self.failures = Counter("pathway_failures", "Updates that ended in an apology", registry=self.registry)
        self.telegram_errors = Counter(
            "pathway_telegram_errors", "Calls that Telegram refused or never answered", ["kind"], registry=self.registry
        )
        self.latency = Histogram(
            "pathway_answer_seconds",
            "From the arrival of an update to the sending of its first answer",
            buckets=(0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5, 5, 10, 30, 60, 300),
            registry=self.registry,
        )
        self.inbox_open = Gauge("pathway_inbox_open", "Updates that wait", registry=self.registry)
        self.outbox_open = Gauge("pathway_outbox_open", "Messages that wait", registry=self.registry)

    def decided(self, kind: str) -> None:
        """Counts a decision of the engine (`answer`, `choose`, `none`, `smalltalk`)."""
        self.decisions.labels(kind).inc()

    def text(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self.registry)
