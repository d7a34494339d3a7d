"""Posts events with the load generator, and measures what a server makes of them."""

import time

import processes


def post(bench, server, events, count, connections, first=0, rate=None, sink=None):
    """Posts `count` events over so many connections; with a rate, that many a second. Returns what the generator measured."""
    command = [bench.tool("load"), "-f", str(first)]
    for header in server.headers:
        command += ["-H", header]
    if rate:
        command += ["-r", str(rate), "-s", str(sink.file)]
    return processes.run([*command, str(server.port), server.path, str(events), str(count), str(connections)], timeout=600)


def refusals(told):
    """A note on events that were not taken, or nothing."""
    if told["ok"] == told["n"]:
        return {}
    why = f"the last refusal was {told['last_refusal']}" if told["last_refusal"] else "without an answer"
    return {"note": f"{told['ok']} of {told['n']} events were taken, {told['lost']} lost with their connection, {why}"}


def measured(server, work):
    """Does `work`, which returns how many events were done and the seconds that they took, and adds what the server used meanwhile."""
    cpu = processes.cpu_seconds(server.pid)
    count, seconds = work()
    cpu = processes.cpu_seconds(server.pid) - cpu
    _, peak = processes.memory_mib(server.pid)
    return {"n": count, "rate": count / seconds, "cpu_ms": 1000 * cpu / count, "peak_mib": peak}


WARM_UP = 200


def through(bench, server, sink, count, connections=64, key="distinct"):
    """Events in at one end, deliveries out at the other: from the first POST until the last has arrived at the sink."""
    post(bench, server, server.sold_out, WARM_UP, 8)
    sink.wait_for(WARM_UP, "distinct")
    before = sink.counted()[key]
    result = {}

    def work():
        fed = post(bench, server, server.sold_out, count, connections, first=WARM_UP)
        counted = sink.wait_for(before + fed["ok"], key)
        arrived = counted[key] - before
        result.update(refusals(fed) if arrived >= fed["ok"] else {"note": f"{fed['ok']} of {count} events were taken, {arrived} arrived"})
        result["intake_rate"] = fed["ok"] / fed["wall"]
        return arrived, (counted["last_ns"] - fed["start_ns"]) / 1e9

    return measured(server, work) | result


def answered(bench, server, count, connections):
    """Events in, each answered when it is durable; nothing goes out."""
    # Every item is known from then on.
    post(bench, server, server.unchanged, 1000, 8)
    result = {}

    def work():
        fed = post(bench, server, server.unchanged, count, connections, first=1000)
        result.update(p50_ms=fed["answer_p50_ms"], p99_ms=fed["answer_p99_ms"])
        result.update(refusals(fed))
        return fed["ok"], fed["wall"]

    return measured(server, work) | result


def delays(bench, server, sink, rates):
    """From POST to arrival, at each of the rates (events a second: how many events)."""
    post(bench, server, server.sold_out, WARM_UP, 8)
    sink.wait_for(WARM_UP, "distinct")
    result, first = {}, WARM_UP
    for rate, count in rates.items():
        told = post(bench, server, server.sold_out, count, 16, first=first, rate=rate, sink=sink)
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
