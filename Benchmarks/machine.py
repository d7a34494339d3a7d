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


def wait_until_quiet(most, patience):
    """Waits until others use less than the share `most`, but no longer than `patience` seconds."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        with Foreign() as foreign:
            time.sleep(0.3)
        if foreign.share < most:
            return
        time.sleep(1)


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
