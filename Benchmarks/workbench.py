"""What one run of the benchmarks works with: folders, programs, how much, and which peers are here."""

import json
import os
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Workbench:
    """Passed to everything that measures."""

    program: Path
    """The Stockbell that is measured."""

    built: Path
    """Where the C programs are, and the virtual environment with Apprise."""

    scratch: Path
    """Emptied before each measurement: stores, configurations, logs."""

    scale: float
    """1 is the whole amount of everything."""

    pins: bool
    """Whether sinks and bare senders keep to a processor of their own."""

    events: int | None = None
    """How many events the soak has; None leaves it to the scale."""

    def count(self, whole):
        """So many events as the scale says, and never so few that a rate means nothing."""
        return max(200, int(whole * self.scale))

    def tool(self, name):
        return str(self.built / name)

    def fresh_folder(self, name):
        folder = self.scratch / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    @property
    def alertmanager(self):
        """Alertmanager's program, or None. The package's content may lie in the build folder without being installed."""
        unpacked = self.built / "alertmanager/usr/bin/prometheus-alertmanager"
        return shutil.which("prometheus-alertmanager") or (str(unpacked) if unpacked.exists() else None)

    @property
    def can_keep(self):
        """Whether this Stockbell removes old records."""
        schema = subprocess.run([self.program, "schema"], capture_output=True, check=True).stdout
        return "keep" in json.loads(schema)["properties"]

    @property
    def strace(self):
        return shutil.which("strace")

    @property
    def smtp_source(self):
        """Postfix's generator of mail, or None."""
        return shutil.which("smtp-source", path=f"{os.environ['PATH']}:/usr/sbin")

    @property
    def apprise(self):
        """A Python that can import Apprise, or None."""
        python = self.built / "apprise/bin/python"
        return str(python) if (self.built / "apprise/bin/apprise").exists() else None

    @property
    def postfix(self):
        """Postfix's master, or None; it runs as root only."""
        master = Path("/usr/lib/postfix/sbin/master")
        return str(master) if master.exists() and os.geteuid() == 0 else None


def free_port():
    """A port of this machine that nobody listens on."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]
