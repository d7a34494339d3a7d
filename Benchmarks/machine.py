"""What machine this is, and how much of it others use while something is measured."""

import os
import platform
import time

import processes


def busy_seconds():
    """Of all processors since the start, time stolen by other guests of the host included."""
    with open("/proc/stat") as file:
        user, nice, system, idle, iowait, irq, softirq, steal = (int(x) for x in file.readline().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / processes.TICKS


class Foreign:
    """Measures the share of the machine that went to processes which are not ours.

    The kernel's own work for our disk counts as foreign too, so a few percent are there always.
    """

    def __enter__(self):
        self.busy, self.own, self.at = busy_seconds(), processes.cpu_seconds(os.getpid()), time.monotonic()
        return self

    def __exit__(self, *_):
        passed = (time.monotonic() - self.at) * os.cpu_count()
        own = processes.cpu_seconds(os.getpid()) - self.own
        self.share = max(0.0, (busy_seconds() - self.busy - own) / passed) if passed else 0.0


class Patience:
    """So many seconds that a whole run may wait for a quiet machine, and measure once more what others disturbed."""

    MOST_FOREIGN = 0.12
    """More than this share of the machine disturbs."""

    def __init__(self, seconds):
        self.left = seconds

    def wait_until_quiet(self):
        """Waits while others disturb, ten seconds at most."""
        start = time.monotonic()
        while time.monotonic() - start < min(self.left, 10):
            with Foreign() as foreign:
                time.sleep(0.3)
            if foreign.share < self.MOST_FOREIGN:
                break
            time.sleep(1)
        self.left -= time.monotonic() - start

    def measure(self, contestant):
        """One measurement; if it was disturbed, and there is patience left, the quieter of two."""
        self.wait_until_quiet()
        record = self.once(contestant)
        if record["foreign"] <= self.MOST_FOREIGN or self.left <= 0:
            return record
        start = time.monotonic()
        self.wait_until_quiet()
        record = min(record, self.once(contestant), key=lambda record: record["foreign"])
        self.left -= time.monotonic() - start
        return record

    @staticmethod
    def once(contestant):
        with Foreign() as foreign:
            record = contestant()
        return record | {"foreign": round(foreign.share, 4)}


def describe():
    """One line: processor, cores, memory, kernel."""
    model = "unknown processor"
    with open("/proc/cpuinfo") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    with open("/proc/meminfo") as file:
        memory = int(file.readline().split()[1]) / 1024 / 1024
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}"
