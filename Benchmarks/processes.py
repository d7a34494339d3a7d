"""Starts and stops programs, and reads from /proc what they and their children use."""

import atexit
import json
import os
import signal
import socket
import subprocess
import time
import http.client

TICKS = os.sysconf("SC_CLK_TCK")
_started = []


class Failed(Exception):
    """A measurement that could not be made; the sentence says why."""


def start(command, log, pin=None, cwd=None):
    """Starts a program that runs until it is stopped; what it writes goes to the file `log`."""
    with open(log, "ab") as out:
        # A group of its own, so that a Ctrl-C reaches only the harness, which then stops everything in order.
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=cwd, start_new_session=True)
    if pin is not None:
        os.sched_setaffinity(process.pid, {pin % os.cpu_count()})
    _started.append(process)
    return process


def stop(process, patience=15):
    """Asks it to stop; what still runs after `patience` seconds is killed, its children too."""
    family = tree(process.pid)
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            for pid in family:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            process.wait(5)
    if process in _started:
        _started.remove(process)


@atexit.register
def _stop_all():
    for process in list(_started):
        stop(process, 3)


def run(command, pin=None, timeout=300):
    """Runs a client to its end. Returns the JSON line in which it tells what it measured itself."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if pin is not None:
        os.sched_setaffinity(process.pid, {pin % os.cpu_count()})
    try:
        out, error = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise Failed(f"{os.path.basename(command[0])} was not done after {timeout} s")
    for line in reversed(out.decode().splitlines()):
        if line.startswith("{"):
            return json.loads(line)
    raise Failed(f"{os.path.basename(command[0])} ended with {process.returncode}: {error.decode(errors='replace')[-300:]}")


# What a process and all its descendants use.


def _parents():
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            stat = _stat(name)
            if stat:
                parents[int(name)] = int(stat[1])
    return parents


def _stat(pid):
    """The fields of /proc/PID/stat behind the name (which may hold blanks), or None when it has gone."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            text = file.read()
    except OSError:
        return None
    return text[text.rindex(")") + 2 :].split()


def tree(pid):
    parents = _parents()
    family = [pid]
    for member in family:
        family += [child for child, parent in parents.items() if parent == member]
    return family


def cpu_seconds(pid):
    """Of the process and its descendants, those included that have ended and been waited for."""
    total = 0
    for member in tree(pid):
        stat = _stat(member)
        if stat:
            total += sum(int(field) for field in stat[11:15])
    return total / TICKS


def memory_mib(pid):
    """Resident now, and at most so far, in MiB."""
    now = peak = 0
    for member in tree(pid):
        try:
            with open(f"/proc/{member}/status") as file:
                lines = dict(line.split(":", 1) for line in file if ":" in line)
        except OSError:
            continue
        now += int(lines.get("VmRSS", "0 kB").split()[0])
        peak += int(lines.get("VmHWM", "0 kB").split()[0])
    return now / 1024, peak / 1024


# Waiting for a server.


def wait_for_port(port, process, patience=30):
    def is_open():
        socket.create_connection(("127.0.0.1", port), 1).close()
        return True

    _wait(is_open, process, patience)


def wait_for_answer(port, path, process, patience=60):
    """Waits until it answers 200. Asks every millisecond: it is also how the time to be ready is measured."""

    def is_ready():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == 200
        finally:
            connection.close()

    _wait(is_ready, process, patience)


def _wait(condition, process, patience):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if process.poll() is not None:
            raise Failed(f"{process.args[0]} ended with {process.returncode} when it should have started")
        try:
            if condition():
                return
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.001)
    raise Failed(f"{process.args[0]} was not ready after {patience} s")
