"""The works that are measured: for each its contestants by name, and how each of them is measured once."""

import re
import time
from functools import partial
from pathlib import Path

import processes
from contestants import Alertmanager, Postfix, Reference, Stockbell
from feeding import WARM_UP, intake, latency, measured, post, settled, through
from setup import free_port
from sinks import Sink
from soak import soak

RATES = {50: 300, 500: 1_500}
SLOW_SINK_MS, SLOW_SINK_PLACES = 50, 64
PENDING = 100_000


def here(setup, **contestants):
    """Those that this machine has: a contestant that is not there is no measurement."""
    needs = {
        "alertmanager": setup.alertmanager,
        "apprise": setup.apprise,
        "smtp_source": setup.smtp_source,
        "postfix": setup.postfix and setup.smtp_source,
    }
    return {name: measure for name, measure in contestants.items() if needs.get(name, True)}


# Who sends where. Each takes the sink's URL and gives a server that is not started yet.


def stockbell_to(setup, url):
    return Stockbell(setup, Stockbell.mail(url) if url.startswith("smtp") else Stockbell.webhook(url))


def reference_to(setup, url):
    return Reference(setup, url, 8 if url.startswith("smtp") else 64)


def alertmanager_to(setup, url):
    return Alertmanager(setup, url)


def delivered(setup, kind, make, count):
    with Sink(setup, kind) as sink, make(setup, sink.url) as server:
        return through(setup, server, sink, count)


# Senders: no intake, nothing stored.


def sent(setup, count, command):
    """A program that only sends, and tells itself how long it took."""
    told = processes.run(command, pin=0 if setup.pins else None)
    result = {"n": count, "rate": told["ok"] / told["wall"], "cpu_ms": 1000 * told["cpu"] / count}
    return result if told["ok"] == count else result | {"note": f"{told['ok']} of {count} sent"}


def libcurl(setup, kind, count, connections):
    with Sink(setup, kind) as sink:
        return sent(setup, count, [setup.tool("sender"), sink.url, str(count), str(connections)])


def apprise(setup, kind, count):
    with Sink(setup, kind) as sink:
        url = f"json://127.0.0.1:{sink.port}/hook"
        if kind == "smtp":
            url = f"mailto://127.0.0.1:{sink.port}?from=stock@bench.test&to=ops@sink.test&mode=insecure&format=text"
        return sent(setup, count, [setup.apprise, str(Path(__file__).with_name("apprise_client.py")), url, str(count)])


def smtp_source(setup, count):
    with Sink(setup, "smtp") as sink:
        return {"n": count, "rate": count / send_mails(setup, sink.port, sink, count)}


def postfix(setup, count):
    with Sink(setup, "smtp") as sink, Postfix(setup, sink.port) as server:
        return measured(server, count, lambda: send_mails(setup, server.port, sink, count))


def send_mails(setup, port, sink, count):
    """Gives a mail server `count` mails over 8 sessions. Returns the seconds until all are at the sink."""
    start = time.monotonic_ns()
    command = [setup.smtp_source, "-d", "-s", "8", "-l", "2660", "-m", str(count), "-f", "stock@bench.test", "-t", "ops@sink.test", f"127.0.0.1:{port}"]
    process = processes.start(command, setup.scratch / "smtp-source.log")
    counted = sink.wait_for(count, "requests")
    processes.stop(process)
    if counted["requests"] < count:
        raise processes.Failed(f"{counted['requests']} of {count} mails arrived")
    return (counted["last_ns"] - start) / 1e9


# The works.


def webhook(setup):
    """Events by POST, one each, over 64 connections; a webhook for each."""
    count = setup.count
    return here(
        setup,
        stockbell=partial(delivered, setup, "http", stockbell_to, count(10_000)),
        reference=partial(delivered, setup, "http", reference_to, count(20_000)),
        alertmanager=partial(delivered, setup, "http", alertmanager_to, count(10_000)),
        libcurl=partial(libcurl, setup, "http", count(60_000), 64),
        apprise=partial(apprise, setup, "http", count(500)),
    )


def mail(setup):
    """Events by POST, one each, over 64 connections; a mail for each, over 8 connections."""
    count = setup.count
    return here(
        setup,
        stockbell=partial(delivered, setup, "smtp", stockbell_to, count(5_000)),
        reference=partial(delivered, setup, "smtp", reference_to, count(10_000)),
        alertmanager=partial(delivered, setup, "smtp", alertmanager_to, count(4_000)),
        libcurl=partial(libcurl, setup, "smtp", count(10_000), 8),
        smtp_source=partial(smtp_source, setup, count(10_000)),
        postfix=partial(postfix, setup, count(2_000)),
        apprise=partial(apprise, setup, "smtp", 20),
    )


def taken(setup, make, count, connections):
    with make() as server:
        return intake(setup, server, count, connections)


def asked(setup, count, connections):
    """The web server with nothing behind it: `GET /healthz`."""
    with stockbell_to(setup, "http://127.0.0.1:9/") as server:
        server.path = "/healthz"
        post(setup, server, "-", 1000, 8)
        return measured(server, count, lambda: post(setup, server, "-", count, connections)["wall"])


def commits(setup, count, group):
    """What SQLite alone does on this disk."""
    folder = setup.fresh_folder("commits")
    told = processes.run([setup.tool("commits"), str(folder / "outbox.sqlite"), str(count), str(group)])
    return {"n": count, "rate": count / told["wall"], "cpu_ms": 1000 * told["cpu"] / count}


def intake_work(setup):
    """Events that change nothing, each durable before its answer; nothing goes out."""
    count = setup.count
    stockbell, reference = partial(stockbell_to, setup, "http://127.0.0.1:9/"), partial(Reference, setup)
    alertmanager = partial(Alertmanager, setup, "http://127.0.0.1:9/")
    return here(
        setup,
        stockbell=partial(taken, setup, stockbell, count(20_000), 64),
        reference=partial(taken, setup, reference, count(40_000), 64),
        stockbell_1=partial(taken, setup, stockbell, count(2_000), 1),
        reference_1=partial(taken, setup, reference, count(3_000), 1),
        sqlite_64=partial(commits, setup, count(60_000), 64),
        sqlite_1=partial(commits, setup, count(3_000), 1),
        healthz=partial(asked, setup, count(50_000), 64),
    )


def syncs_of(setup, make, count):
    """fdatasync and fsync for each event, counted by strace: free of noise."""
    with Sink(setup, "http") as sink:
        server = make(setup, sink.url)
        trace = setup.scratch / "syncs.txt"
        trace.unlink(missing_ok=True)
        server.wrapper = [setup.strace, "-D", "-f", "--seccomp-bpf", "-qq", "-e", "trace=fdatasync,fsync", "-o", str(trace)]
        with server:
            before = len(re.findall(r"sync\(", trace.read_text()))
            through(setup, server, sink, count)
        # Those that finished after another thread's call stand there twice, the second time without the bracket.
        return {"n": count, "syncs": (len(re.findall(r"sync\(", trace.read_text())) - before) / count}


def syncs(setup):
    """fdatasync calls for each event, in by POST over 64 connections and out by webhook."""
    if not setup.strace:
        return {}
    return {name: partial(syncs_of, setup, make, setup.count(10_000)) for name, make in (("stockbell", stockbell_to), ("reference", reference_to))}


def late(setup, make):
    with Sink(setup, "http") as sink, make(setup, sink.url) as server:
        return latency(setup, server, sink, {rate: setup.count(count) for rate, count in RATES.items()})


def latencies(setup):
    """From POST to arrival of the webhook, at 50 and at 500 events a second."""
    contestants = dict(stockbell=stockbell_to, reference=reference_to, alertmanager=alertmanager_to)
    return here(setup, **{name: partial(late, setup, make) for name, make in contestants.items()})


def slowly(setup, make, count):
    with Sink(setup, "http", delay_ms=SLOW_SINK_MS) as sink, make(setup, sink.url) as server:
        result = through(setup, server, sink, count)
        times = sink.arrivals(WARM_UP, count)
        # The first ones arrive at once, so they tell nothing of the pace at which places become free.
        pace = (len(times) - SLOW_SINK_PLACES) / (times[-1] - times[0]) * 1e9
        most = sink.counted()["connections"]
        return result | {"rate": pace, "share": pace / (SLOW_SINK_PLACES * 1000 / SLOW_SINK_MS), "connections": most}


def slow(setup):
    """A far side that takes 50 ms for each answer, with 64 connections at most."""
    count = setup.count(6_400)
    return {name: partial(slowly, setup, make, count) for name, make in (("stockbell", stockbell_to), ("reference", reference_to))}


def pending(setup, make, count):
    """Memory idle and with deliveries that wait for a far side which is down; time to be ready, without and with them."""
    server = make(setup, f"http://127.0.0.1:{free_port()}/hook")
    with server:
        idle, _ = settled(server)
        told = post(setup, server, server.sold_out, count, 64)
        now, peak = settled(server)
        result = {"n": count, "idle_mib": idle, "pending_mib": now, "pending_peak_mib": peak}
        if told["ok"] < count:
            result["note"] = f"{told['ok']} of {count} taken"
        if isinstance(server, Stockbell):
            result["store_mib"] = server.store_mib()
        processes.stop(server.process)
        result["ready_full_ms"] = 1000 * server.begin()
    with make(setup, f"http://127.0.0.1:{free_port()}/hook") as server:
        processes.stop(server.process)
        for file in server.folder.glob("stockbell.sqlite*"):
            file.unlink()
        return result | {"ready_empty_ms": 1000 * server.begin()}


def memory(setup):
    """Memory with a hundred thousand deliveries waiting, and the time to be ready with them."""
    count = setup.count(PENDING)
    return here(setup, stockbell=partial(pending, setup, stockbell_to, count), alertmanager=partial(pending, setup, alertmanager_to, count))


WORKS = {
    "webhook": webhook,
    "mail": mail,
    "intake": intake_work,
    "syncs": syncs,
    "latency": latencies,
    "slow": slow,
    "memory": memory,
    "soak": soak,
}
ONCE = {"syncs", "memory", "soak"}
"""Not repeated in every round: they are counts, or long."""
