"""The long run: a million events through one store, to see that it is as fast at the end as at the beginning."""

from functools import partial

import processes
from contestants import Stockbell
from feeding import post
from sinks import Sink

EVENTS = 1_000_000
TENTHS = 10
KEEP = None


def soak(setup):
    """A million events of items that go out of stock and come back, a webhook for each."""
    return {"stockbell": partial(run, setup, setup.events or setup.count(EVENTS))}


def run(setup, events):
    """Every item goes out and comes back once in each tenth, so every event is an alert and a delivery."""
    items = max(1, events // TENTHS // 2)
    tenths = []
    with Sink(setup, "http") as sink, Stockbell(setup, Stockbell.webhook(sink.url), keep=KEEP) as server:
        for _ in range(TENTHS):
            tenths.append(tenth(setup, server, sink, items))
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
        "tenths": tenths,
    }


def tenth(setup, server, sink, items):
    before = sink.counted()["requests"]
    seconds = 0
    for quantity in (0, 7):
        events = server.write("soak.json", server.event("evt-%ID%", quantity))
        had = sink.counted()["requests"]
        fed = post(setup, server, events, items, 64)
        counted = sink.wait_for(had + fed["ok"], "requests")
        seconds += (counted["last_ns"] - fed["start_ns"]) / 1e9
    now, _ = processes.memory_mib(server.pid)
    arrived = sink.counted()["requests"] - before
    return {"rate": arrived / seconds, "arrived": arrived, "memory_mib": now, "store_mib": server.store_mib()}
