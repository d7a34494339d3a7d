#!/usr/bin/env python3
"""Measures Stockbell beside the limits of this machine and beside its peers. `make bench` builds what it needs and calls it."""

import argparse
import json
import shlex
import signal
import sys
import time
from pathlib import Path

import machine
import processes
import table
from peers import versions
from workbench import Workbench
from works import ONCE, WORKS

ROOT = Path(__file__).resolve().parent.parent


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help=f"some of: {' '.join(WORKS)} (default: all but soak)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each work is measured (default: 3)")
    parser.add_argument("--scale", type=float, default=1, help="1 is the whole number of events (default: 1)")
    parser.add_argument("--events", type=int, help="how many events the soak has (default: a million times the scale)")
    parser.add_argument("--program", type=Path, default=ROOT / ".build/release/stockbell", help="the Stockbell to measure")
    parser.add_argument("--built", type=Path, default=ROOT / ".build/bench", help="where the C programs and the results are")
    parser.add_argument("--patience", type=float, default=120, help="how many seconds the whole run may wait for a quiet machine")
    parser.add_argument("--no-pin", action="store_true", help="let sinks and bare senders run on any processor: on a machine that is busy otherwise")
    return parser.parse_args()


def chosen_works(only):
    names = only.replace(",", " ").split() or [name for name in WORKS if name != "soak"]
    for name in names:
        if name not in WORKS:
            sys.exit(f"There is no work {name}; there are {', '.join(WORKS)}.")
    return names


def run(bench, names, rounds, patience):
    """Round by round, in each round every contestant once, so that all see the same times of the day."""
    results = table.Results()
    for work in names:
        contestants = WORKS[work](bench)
        for number in range(1, (1 if work in ONCE else rounds) + 1):
            for name, contestant in contestants.items():
                try:
                    record = patience.measure(contestant)
                except Exception as failure:  # whatever it is, it must not cost the other measurements
                    record = {"note": f"not measured: {failure or type(failure).__name__}"}
                results.add(work, name, number, record)
                told = ", ".join(f"{key} {value:,.3f}" for key, value in record.items() if isinstance(value, float))
                print(f"{work} {number}/{rounds} {name}: {told or record.get('note')}", file=sys.stderr, flush=True)
    return results


def main():
    chosen = options()
    if not chosen.program.exists():
        sys.exit(f"{chosen.program} is missing: run make build.")
    if not (chosen.built / "load").exists():
        sys.exit(f"{chosen.built}/load is missing: run make bench, or make bench-tools.")
    # A stop by Ctrl-C or a signal ends what was started: see processes._stop_all.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    built = chosen.built.resolve()
    bench = Workbench(chosen.program.resolve(), built, built / "run", chosen.scale, not chosen.no_pin, chosen.events)
    bench.scratch.mkdir(exist_ok=True)
    disk = processes.run([bench.tool("disk"), str(bench.scratch / "disk"), "500"])
    about = {
        "date": time.strftime("%Y-%m-%d %H:%M"),
        "command": shlex.join(["Benchmarks/bench.py", *sys.argv[1:]]),
        "machine": machine.describe(),
        "disk": disk,
        "versions": versions(bench),
    }
    results = run(bench, chosen_works(chosen.only), chosen.rounds, machine.Patience(chosen.patience))
    print(f"{about['machine']}; fdatasync of 4 KiB: p50 {disk['p50_ms']:.2f} ms, p99 {disk['p99_ms']:.2f} ms.")
    print(f"{about['versions']}.")
    print(f"{about['date']}, `{about['command']}`: the median of {chosen.rounds} rounds, in brackets the least and the most.\n")
    print(table.markdown(results))
    print(f"\n{table.notes(results)}")
    (built / "results.json").write_text(json.dumps(about | {"results": results.by_work}, indent=1) + "\n")
    print(f"- Every number of every round: {built / 'results.json'}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
