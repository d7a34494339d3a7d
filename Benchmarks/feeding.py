"""Posts events with the load generator, and measures what a server makes of them."""

import time

import processes


def post(setup, server, events, count, connections, first=0, rate=None, sink=None):
    """Posts `count` events over so many connections; with a rate, that many a second. Returns what the generator measured."""
    command = [setup.tool("load"), "-f", str(first)]
    for header in server.headers:
        command += ["-H", header]
    if rate:
        command += ["-r", str(rate), "-s", str(sink.file)]
    return processes.run([*command, str(server.port), server.path, str(events), str(count), str(connections)])


def measured(server, count, work):
    """Does `work`, which returns the seconds that `count` events took, and adds what the server used meanwhile."""
    cpu = processes.cpu_seconds(server.pid)
    seconds = work()
    cpu = processes.cpu_seconds(server.pid) - cpu
    _, peak = processes.memory_mib(server.pid)
    return {"n": count, "rate": count / seconds, "cpu_ms": 1000 * cpu / count, "peak_mib": peak}


WARM_UP = 200


def through(setup, server, sink, count, connections=64, key="distinct"):
    """Events in at one end, deliveries out at the other: from the first POST until the last has arrived at the sink."""
    post(setup, server, server.sold_out, WARM_UP, 8)
    sink.wait_for(WARM_UP, "distinct")
    before = sink.counted()[key]
    result = {}

    def work():
        fed = post(setup, server, server.sold_out, count, connections, first=WARM_UP)
        counted = sink.wait_for(before + fed["ok"], key)
        arrived = counted[key] - before
        if arrived < count:
            result["note"] = f"{fed['ok']} of {count} taken, {arrived} arrived"
        result["intake_rate"] = fed["ok"] / fed["wall"]
        return (counted["last_ns"] - fed["start_ns"]) / 1e9

    return measured(server, count, work) | result


def intake(setup, server, count, connections):
    """Events in, each answered when it is durable; nothing goes out."""
    # Every item is known from then on.
    post(setup, server, server.unchanged, 1000, 8)
    result = {}

    def work():
        fed = post(setup, server, server.unchanged, count, connections, first=1000)
        result.update(p50_ms=fed["answer_p50_ms"], p99_ms=fed["answer_p99_ms"])
        if fed["ok"] < count:
            result["note"] = f"{fed['ok']} of {count} taken"
        return fed["wall"]

    return measured(server, count, work) | result


def latency(setup, server, sink, rates):
    """From POST to arrival, at each of the rates (events a second: how many events)."""
    post(setup, server, server.sold_out, WARM_UP, 8)
    sink.wait_for(WARM_UP, "distinct")
    result, first = {}, WARM_UP
    for rate, count in rates.items():
        told = post(setup, server, server.sold_out, count, 16, first=first, rate=rate, sink=sink)
        first += count
        result |= {f"{name}_{rate}": told[f"{name}_ms"] for name in ("p50", "p90", "p99", "max")}
        if told["arrived"] < count:
            result["note"] = f"{told['arrived']} of {count} arrived at {rate}/s"
    return result


def settled(server, patience=20):
    """Waits until the server does hardly anything more; returns its memory now and at most, in MiB."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        cpu = processes.cpu_seconds(server.pid)
        time.sleep(1)
        if processes.cpu_seconds(server.pid) - cpu < 0.03:
            break
    return processes.memory_mib(server.pid)
