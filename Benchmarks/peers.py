"""Which versions of the limits and the peers are measured."""

import re
import subprocess


def versions(bench):
    """"SQLite 3.40.1, libcurl 7.88.1, …": of those that are here."""
    commands = {
        "Stockbell": [bench.program, "--version"],
        "SQLite": [bench.tool("commits"), "--version"],
        "libcurl": [bench.tool("sender"), "--version"],
        "Alertmanager": bench.alertmanager and [bench.alertmanager, "--version"],
        "Postfix": bench.postfix and ["/usr/sbin/postconf", "-d", "mail_version"],
        "Apprise": bench.apprise and [bench.apprise, "-c", "import apprise; print(apprise.__version__)"],
    }
    found = {name: version(command) for name, command in commands.items() if command}
    return ", ".join(f"{name} {number}" for name, number in found.items() if number)


def version(command):
    """The first thing that looks like a version in what the program says."""
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    number = re.search(r"\d+\.\d+(\.\d+)*", told.stdout + told.stderr)
    return number and number.group()
