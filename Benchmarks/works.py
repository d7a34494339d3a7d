"""The works that are measured: for each its contestants by name, and how each of them is measured once."""

import re
import time
from functools import partial
from pathlib import Path

import processes
from contestants import Alertmanager, Postfix, Reference, Stockbell
from feeding import WARM_UP, answered, delays, measured, post, refusals, settled, through
from workbench import free_port
from sinks import Sink
from soak import soak

RATES = {50: 300, 500: 1_500}
SLOW_SINK_MS, SLOW_SINK_PLACES = 50, 64
PENDING = 100_000


def here(bench, **contestants):
    """Those that this machine has: a contestant that is not there is no measurement."""
    needs = {
        "alertmanager": bench.alertmanager,
        "apprise": bench.apprise,
        "smtp_source": bench.smtp_source,
        "postfix": bench.postfix and bench.smtp_source,
    }
    return {name: measure for name, measure in contestants.items() if needs.get(name, True)}


# Who sends where. Each takes the sink's URL and gives a server that is not started yet.


def stockbell_to(bench, url):
    return Stockbell(bench, Stockbell.mail(url) if url.startswith("smtp") else Stockbell.webhook(url))


def reference_to(bench, url):
    return Reference(bench, url, 8 if url.startswith("smtp") else 64)


def alertmanager_to(bench, url):
    return Alertmanager(bench, url)


def delivered(bench, kind, make, count):
    with Sink(bench, kind) as sink, make(bench, sink.url) as server:
        return through(bench, server, sink, count)


# Senders: no intake, nothing stored.


def sent(bench, count, command):
    """A program that only sends, and tells itself how long it took."""
    told = processes.run(command, pin=0 if bench.pins else None)
    result = {"n": count, "rate": told["ok"] / told["wall"], "cpu_ms": 1000 * told["cpu"] / count}
    return result if told["ok"] == count else result | {"note": f"{told['ok']} of {count} sent"}


def libcurl(bench, kind, count, connections):
    with Sink(bench, kind) as sink:
        return sent(bench, count, [bench.tool("sender"), sink.url, str(count), str(connections)])


def apprise(bench, kind, count):
    with Sink(bench, kind) as sink:
        url = f"json://127.0.0.1:{sink.port}/hook"
        if kind == "smtp":
            url = f"mailto://127.0.0.1:{sink.port}?from=stock@bench.test&to=ops@sink.test&mode=insecure&format=text"
        return sent(bench, count, [bench.apprise, str(Path(__file__).with_name("apprise_client.py")), url, str(count)])


def smtp_source(bench, count):
    with Sink(bench, "smtp") as sink:
        return {"n": count, "rate": count / send_mails(bench, sink.port, sink, count)}


def postfix(bench, count):
    with Sink(bench, "smtp") as sink, Postfix(bench, sink.port) as server:
        return measured(server, lambda: (count, send_mails(bench, server.port, sink, count)))


def send_mails(bench, port, sink, count):
    """Gives a mail server `count` mails over 8 sessions. Returns the seconds until all are at the sink."""
    start = time.monotonic_ns()
    command = [bench.smtp_source, "-d", "-s", "8", "-l", "2660", "-m", str(count), "-f", "stock@bench.test", "-t", "ops@sink.test"]
    process = processes.start([*command, f"127.0.0.1:{port}"], bench.scratch / "smtp-source.log")
    counted = sink.wait_for(count, "requests")
    processes.stop(process)
    if counted["requests"] < count:
        raise processes.Failed(f"{counted['requests']} of {count} mails arrived")
    return (counted["last_ns"] - start) / 1e9


# The works.


def webhook(bench):
    """Events by POST, one each, over 64 connections; a webhook for each."""
    count = bench.count
    return here(
        bench,
        stockbell=partial(delivered, bench, "http", stockbell_to, count(10_000)),
        reference=partial(delivered, bench, "http", reference_to, count(20_000)),
        alertmanager=partial(delivered, bench, "http", alertmanager_to, count(10_000)),
        libcurl=partial(libcurl, bench, "http", count(60_000), 64),
        apprise=partial(apprise, bench, "http", count(500)),
    )


def mail(bench):
    """Events by POST, one each, over 64 connections; a mail for each, over 8 connections."""
    count = bench.count
    return here(
        bench,
        stockbell=partial(delivered, bench, "smtp", stockbell_to, count(5_000)),
        reference=partial(delivered, bench, "smtp", reference_to, count(10_000)),
        alertmanager=partial(delivered, bench, "smtp", alertmanager_to, count(4_000)),
        libcurl=partial(libcurl, bench, "smtp", count(10_000), 8),
        smtp_source=partial(smtp_source, bench, count(10_000)),
        postfix=partial(postfix, bench, count(2_000)),
        apprise=partial(apprise, bench, "smtp", 20),
    )


def taken(bench, make, count, connections):
    with make() as server:
        return answered(bench, server, count, connections)


def asked(bench, count, connections):
    """The web server with nothing behind it: `GET /healthz`."""
    with stockbell_to(bench, "http://127.0.0.1:9/") as server:
        server.path = "/healthz"
        post(bench, server, "-", 1000, 8)
        return measured(server, lambda: (count, post(bench, server, "-", count, connections)["wall"]))


def commits(bench, count, group):
    """What SQLite alone does on this disk."""
    folder = bench.fresh_folder("commits")
    told = processes.run([bench.tool("commits"), str(folder / "outbox.sqlite"), str(count), str(group)])
    return {"n": count, "rate": count / told["wall"], "cpu_ms": 1000 * told["cpu"] / count}


def intake(bench):
    """Events that change nothing, each durable before its answer; nothing goes out."""
    count = bench.count
    stockbell, reference = partial(stockbell_to, bench, "http://127.0.0.1:9/"), partial(Reference, bench)
    alertmanager = partial(Alertmanager, bench, "http://127.0.0.1:9/")
    return here(
        bench,
        stockbell=partial(taken, bench, stockbell, count(20_000), 64),
        reference=partial(taken, bench, reference, count(40_000), 64),
        stockbell_1=partial(taken, bench, stockbell, count(2_000), 1),
        reference_1=partial(taken, bench, reference, count(3_000), 1),
        sqlite_64=partial(commits, bench, count(60_000), 64),
        sqlite_1=partial(commits, bench, count(3_000), 1),
        healthz=partial(asked, bench, count(50_000), 64),
    )


def syncs_of(bench, make, count):
    """fdatasync and fsync for each event, counted by strace: free of noise."""
    with Sink(bench, "http") as sink:
        server = make(bench, sink.url)
        trace = bench.scratch / "syncs.txt"
        trace.unlink(missing_ok=True)
        server.wrapper = [bench.strace, "-D", "-f", "--seccomp-bpf", "-qq", "-e", "trace=fdatasync,fsync", "-o", str(trace)]
        with server:
            before = len(re.findall(r"sync\(", trace.read_text()))
            through(bench, server, sink, count)
        # Those that finished after another thread's call stand there twice, the second time without the bracket.
        return {"n": count, "syncs": (len(re.findall(r"sync\(", trace.read_text())) - before) / count}


def syncs(bench):
    """fdatasync calls for each event, in by POST over 64 connections and out by webhook."""
    if not bench.strace:
        return {}
    return {name: partial(syncs_of, bench, make, bench.count(10_000)) for name, make in (("stockbell", stockbell_to), ("reference", reference_to))}


def late(bench, make):
    with Sink(bench, "http") as sink, make(bench, sink.url) as server:
        return delays(bench, server, sink, {rate: bench.count(count) for rate, count in RATES.items()})


def latency(bench):
    """From POST to arrival of the webhook, at 50 and at 500 events a second."""
    contestants = dict(stockbell=stockbell_to, reference=reference_to, alertmanager=alertmanager_to)
    return here(bench, **{name: partial(late, bench, make) for name, make in contestants.items()})


def slowly(bench, make, count):
    with Sink(bench, "http", delay_ms=SLOW_SINK_MS) as sink, make(bench, sink.url) as server:
        result = through(bench, server, sink, count)
        times = sink.arrivals(WARM_UP, count)
        # The first ones arrive at once, so they tell nothing of the pace at which places become free.
        pace = (len(times) - SLOW_SINK_PLACES) / (times[-1] - times[0]) * 1e9
        most = sink.counted()["connections"]
        return result | {"rate": pace, "share": pace / (SLOW_SINK_PLACES * 1000 / SLOW_SINK_MS), "connections": most}


def slow(bench):
    """A far side that takes 50 ms for each answer, with 64 connections at most."""
    count = bench.count(6_400)
    return {name: partial(slowly, bench, make, count) for name, make in (("stockbell", stockbell_to), ("reference", reference_to))}


def pending(bench, make, count):
    """Memory idle and with deliveries that wait for a far side which is down; time to be ready, without and with them."""
    server = make(bench, f"http://127.0.0.1:{free_port()}/hook")
    with server:
        idle, _ = settled(server)
        told = post(bench, server, server.sold_out, count, 64)
        now, peak = settled(server)
        result = {"n": count, "idle_mib": idle, "pending_mib": now, "pending_peak_mib": peak}
        result |= refusals(told)
        if isinstance(server, Stockbell):
            result["store_mib"] = server.store_mib()
        processes.stop(server.process)
        result["ready_full_ms"] = 1000 * server.begin()
    with make(bench, f"http://127.0.0.1:{free_port()}/hook") as server:
        processes.stop(server.process)
        for file in server.folder.glob("stockbell.sqlite*"):
            file.unlink()
        return result | {"ready_empty_ms": 1000 * server.begin()}


def memory(bench):
    """Memory with a hundred thousand deliveries waiting, and the time to be ready with them."""
    count = bench.count(PENDING)
    # Its alerts have not been tried yet: with a far side that is down it takes several times the memory, and stops answering before the end.
    waiting = partial(Alertmanager, wait="1h")
    return here(bench, stockbell=partial(pending, bench, stockbell_to, count), alertmanager=partial(pending, bench, waiting, count))


WORKS = {
    "webhook": webhook,
    "mail": mail,
    "intake": intake,
    "syncs": syncs,
    "latency": latency,
    "slow": slow,
    "memory": memory,
    "soak": soak,
}
ONCE = {"syncs", "memory", "soak"}
"""Not repeated in every round: they are counts, or long."""
