"""The lines of the table: what is shown of which work, beside which limit and which peer, and what it must and should be."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Bound:
    """A mark: at least or at most `factor`, of another contestant's value where one is named."""

    least: bool
    factor: float
    of: str | None = None
    text: str = ""

    def words(self, title):
        number = self.text or f"{self.factor:g}"
        return f"{'≥' if self.least else '≤'} {number}" + (f" × {title(self.of)}" if self.of else "")

    def holds(self, ratio):
        """`ratio` is to the contestant named, or the value itself where none is."""
        return ratio >= self.factor if self.least else ratio <= self.factor


def at_least(factor, of=None, text=""):
    return Bound(True, factor, of, text)


def at_most(factor, of=None, text=""):
    return Bound(False, factor, of, text)


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    work: str
    title: str
    """Where {n} stands, it says how many events it were."""

    key: str
    form: str
    """How the numbers are written: a key of `table.FORMS`."""

    limit: str | None = None
    peer: str | None = None
    must: tuple[Bound, ...] = field(default=())
    goal: tuple[Bound, ...] = field(default=())
    far: tuple[Bound, ...] = field(default=())
    product: str = "stockbell"


TITLES = {
    "stockbell": "Stockbell",
    "reference": "reference",
    "reference_1": "reference",
    "alertmanager": "Alertmanager",
    "libcurl": "libcurl alone",
    "smtp_source": "smtp-source",
    "postfix": "Postfix relay",
    "apprise": "Apprise",
    "sqlite_1": "SQLite, commits of 1",
    "sqlite_64": "SQLite, commits of 64",
}

LINES = [
    Line("webhook", "webhooks a second, 64 connections", "rate", "rate", "reference", "alertmanager",
         (at_least(1.5, "alertmanager"),), (at_least(2, "alertmanager"),), (at_least(0.75, "reference"),)),
    Line("webhook", "… beside senders that store nothing", "rate", "rate", "libcurl", "apprise"),
    Line("webhook", "… CPU, ms each", "cpu_ms", "ms", "reference", "alertmanager",
         (at_most(0.6, "alertmanager"),), (at_most(0.45, "alertmanager"),), (at_most(2.5, "reference"),)),
    Line("webhook", "… memory at most, MiB", "peak_mib", "mib", "reference", "alertmanager"),
    Line("mail", "mails a second, 8 connections", "rate", "rate", "reference", "alertmanager",
         (at_least(2, "alertmanager"),), (at_least(0.75, "reference"),)),
    Line("mail", "… beside a sender and a relay", "rate", "rate", "libcurl", "postfix",
         (at_least(5, "postfix"),), (), (at_least(1, "libcurl"),)),
    Line("mail", "… beside a generator and a library", "rate", "rate", "smtp_source", "apprise"),
    Line("mail", "… CPU, ms each", "cpu_ms", "ms", "reference", "alertmanager"),
    Line("intake", "events kept a second that change nothing, 64 connections", "rate", "rate", "reference", None,
         (at_least(0.2, "reference"),), (at_least(0.3, "reference"),), (at_least(0.5, "reference"),)),
    Line("intake", "… 1 connection", "rate", "rate", "reference_1", None,
         (at_least(0.35, "reference_1"),), (at_least(0.5, "reference_1"),), (at_least(0.85, "reference_1"),), product="stockbell_1"),
    Line("intake", "… 64 connections, beside SQLite alone", "rate", "rate", "sqlite_64"),
    Line("intake", "… 1 connection, beside SQLite alone", "rate", "rate", "sqlite_1", product="stockbell_1"),
    Line("intake", "`GET /healthz` a second, 64 connections: the web server alone", "rate", "rate", "reference", product="healthz"),
    Line("syncs", "fdatasync for each event, 64 connections", "syncs", "part", "reference", None,
         (at_most(1 / 8, text="1/8"),), (at_most(1 / 16, text="1/16"),), (at_most(1 / 30, text="1/30"),)),
    Line("latency", "POST to arrival at 50 a second, p50, ms", "p50_50", "ms", "reference", "alertmanager",
         (at_most(2, "alertmanager"),), (at_most(1.7, "alertmanager"),), (at_most(1.25, "reference"),)),
    Line("latency", "… p99", "p99_50", "ms", "reference", "alertmanager"),
    Line("latency", "POST to arrival at 500 a second, p50, ms", "p50_500", "ms", "reference", "alertmanager",
         (at_most(1.75, "alertmanager"),), (at_most(1.5, "alertmanager"),), (at_most(1.25, "reference"),)),
    Line("latency", "… p99", "p99_500", "ms", "reference", "alertmanager",
         (at_most(1, "alertmanager"),), (at_most(1, "alertmanager"),), (at_most(1.25, "reference"),)),
    Line("slow", "a far side that takes 50 ms: share of 64 places", "share", "share", "reference", None,
         (at_least(0.9),), (at_least(0.95),), (at_least(0.96),)),
    Line("memory", "memory with {n:,} deliveries waiting, MiB", "pending_mib", "mib", None, "alertmanager",
         (at_most(0.4, "alertmanager"),), (at_most(80),), (at_most(64),)),
    Line("memory", "… at most", "pending_peak_mib", "mib", None, "alertmanager"),
    Line("memory", "… idle", "idle_mib", "mib", None, "alertmanager"),
    Line("memory", "ready after, ms", "ready_empty_ms", "whole", None, "alertmanager"),
    Line("memory", "… with {n:,} deliveries waiting", "ready_full_ms", "whole"),
    Line("soak", "{n:,} events through one store: webhooks a second in the last tenth", "rate", "rate"),
    Line("soak", "… to the first tenth", "steadiness", "share", must=(at_least(0.8),), goal=(at_least(0.9),)),
    Line("soak", "… memory at the end to that after the first tenth", "growth", "share", must=(at_most(1.2),), goal=(at_most(1.1),)),
    Line("soak", "… store, MiB", "store_mib", "whole"),
    Line("soak", "… store at the end to that at half-time", "store_growth", "share"),
]  # fmt: skip
"""In the order of the table. `make bench` without ONLY leaves the soak out."""
