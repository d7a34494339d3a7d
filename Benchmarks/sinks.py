"""The far side of every delivery: a web server and a mail server that count what arrives."""

import mmap
import os
import struct
import tempfile
import time
from pathlib import Path

import processes
from workbench import free_port


class Sink:
    """`httpsink` or `smtpsink` for one measurement; its counters are read from the memory that it shares."""

    FIELDS = ("requests", "distinct", "without_id", "connections", "bytes", "first_ns", "last_ns")

    def __init__(self, bench, kind, delay_ms=0):
        """`kind` is "http" or "smtp"; with a delay, each answer waits that long."""
        self.bench, self.kind, self.delay_ms, self.port = bench, kind, delay_ms, free_port()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/hook" if self.kind == "http" else f"smtp://127.0.0.1:{self.port}/bench.test"

    def __enter__(self):
        # In memory: a write to a file on disk waits for the disk now and then, and what others do there would stop the sink.
        handle, name = tempfile.mkstemp(prefix="stockbell-bench-", dir="/dev/shm")
        os.close(handle)
        self.file = Path(name)
        tool = self.bench.tool(f"{self.kind}sink")
        command = [tool, str(self.port), str(self.file)] + ([str(self.delay_ms)] if self.delay_ms else [])
        self.process = processes.start(command, self.bench.scratch / "sink.log", pin=1 if self.bench.pins else None)
        processes.wait_for_port(self.port, self.process)
        with open(self.file, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), 0)
        return self

    def __exit__(self, *_):
        self.memory.close()
        processes.stop(self.process)
        self.file.unlink()

    def counted(self):
        return dict(zip(self.FIELDS, struct.unpack_from("7Q", self.memory)))

    def arrivals(self, first, count):
        """When each of these ids came for the first time, in nanoseconds, sorted; without those that did not come."""
        start = 8 * (len(self.FIELDS) + first)
        return sorted(at for at in struct.unpack_from(f"{count}Q", self.memory, start) if at)

    def wait_for(self, count, key, patience=180):
        """Waits until `count` have arrived; gives up when nothing came for 15 seconds. Returns the counters."""
        end = time.monotonic() + patience
        last, since = -1, time.monotonic()
        while True:
            counted = self.counted()
            now = time.monotonic()
            if counted[key] != last:
                last, since = counted[key], now
            if last >= count or now > end or now - since > 15:
                return counted
            time.sleep(0.005)
