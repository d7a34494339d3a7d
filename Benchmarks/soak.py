"""The long run: a million events through one store, to see that it is as fast at the end as at the beginning."""

from functools import partial

import processes
from contestants import Stockbell
from feeding import post
from sinks import Sink

EVENTS = 1_000_000
TENTHS = 10
KEEP = {"size": "256MiB"}
"""Smaller than what a million events leave, so that old ones are removed while new ones come."""


def soak(bench):
    """A million events of items that go out of stock and come back, a webhook for each."""
    return {"stockbell": partial(run, bench, bench.events or bench.count(EVENTS))}


def run(bench, events):
    """Every item goes out and comes back once in each tenth, so every event is an alert and a delivery."""
    items = max(1, events // TENTHS // 2)
    tenths = []
    keep = KEEP if bench.can_keep else None
    with Sink(bench, "http") as sink, Stockbell(bench, Stockbell.webhook(sink.url), keep=keep) as server:
        for number in range(TENTHS):
            tenths.append(tenth(bench, server, sink, items, number))
        _, peak = processes.memory_mib(server.pid)
    first, last = tenths[0], tenths[-1]
    return {
        "n": items * 2 * TENTHS,
        "rate": last["rate"],
        "first_rate": first["rate"],
        "steadiness": last["rate"] / first["rate"],
        "growth": last["memory_mib"] / first["memory_mib"],
        "first_mib": first["memory_mib"],
        "last_mib": last["memory_mib"],
        "peak_mib": peak,
        "store_mib": last["store_mib"],
        "store_growth": last["store_mib"] / tenths[TENTHS // 2 - 1]["store_mib"],
        "tenths": tenths,
    }


def tenth(bench, server, sink, items, number):
    before = sink.counted()["requests"]
    seconds = 0
    for quantity, previous in ((0, 7), (7, 0)):
        events = server.write("soak.json", server.event("evt-%ID%", quantity, previous, f"{number}-{quantity}-%ID%"))
        had = sink.counted()["requests"]
        fed = post(bench, server, events, items, 64)
        counted = sink.wait_for(had + fed["ok"], "requests")
        seconds += (counted["last_ns"] - fed["start_ns"]) / 1e9
    now, _ = processes.memory_mib(server.pid)
    arrived = sink.counted()["requests"] - before
    return {"rate": arrived / seconds, "arrived": arrived, "memory_mib": now, "store_mib": server.store_mib()}
