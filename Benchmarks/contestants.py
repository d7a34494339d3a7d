"""What is measured: Stockbell, the reference dispatcher, Alertmanager, Postfix. Each is started for one measurement, with a store of its own."""

import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import processes
from workbench import free_port


class Server:
    """Something that takes events by HTTP. In `with`, it runs and is ready."""

    ready_path = None
    """What to ask until it answers 200; None waits for the port alone."""

    path = "/events"
    headers = ()

    def __init__(self, bench, name):
        self.bench, self.name, self.port = bench, name, free_port()
        self.wrapper = []
        """A program that starts it in turn, and leaves it its process id."""

    def command(self):
        raise NotImplementedError

    def prepare(self):
        """Writes what it needs into its folder, which is empty."""

    def __enter__(self):
        self.folder = self.make_folder()
        self.process = None
        try:
            self.prepare()
            self.begin()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.process:
            processes.stop(self.process)

    def make_folder(self):
        return self.bench.fresh_folder(self.name)

    def begin(self):
        """Starts it. Returns how many seconds it took to be ready."""
        start = time.monotonic()
        self.process = processes.start([*self.wrapper, *self.command()], self.bench.scratch / f"{self.name}.log", cwd=self.folder)
        if self.ready_path:
            processes.wait_for_answer(self.port, self.ready_path, self.process)
        else:
            processes.wait_for_port(self.port, self.process)
        return time.monotonic() - start

    @property
    def pid(self):
        return self.process.pid

    def write(self, name, text):
        file = self.folder / name
        file.write_text(text)
        return str(file)


class Stockbell(Server):
    """The program, with one source, one department, and one rule that sends every alert to one address."""

    ready_path = "/readyz"
    path = "/events/shop"
    headers = ("x-api-key: bench",)

    def __init__(self, bench, channel, keep=None):
        """`channel` as in config.json, under the name of its type."""
        super().__init__(bench, "stockbell")
        self.channel, self.keep = channel, keep

    @staticmethod
    def webhook(url):
        return {"type": "webhook", "url": url, "concurrency": 64, "allowPrivateNetwork": True}

    @staticmethod
    def mail(url):
        server = url.removesuffix("/bench.test")
        return {"type": "smtp", "url": server, "from": "Stock <stock@bench.test>", "security": "none", "concurrency": 8}

    def prepare(self):
        kind = self.channel["type"]
        config = {
            "listen": f"127.0.0.1:{self.port}",
            "admin": {"listen": f"127.0.0.1:{free_port()}"},
            "store": "stockbell.sqlite",
            "sources": {"shop": {"platform": "digital-river", "expectHeader": {"x-api-key": "bench"}}},
            "channels": {kind: self.channel},
            "departments": {"sales": {"rules": [{"name": "all", "limit": "none", "send": "smtp:ops@sink.test" if kind == "smtp" else kind}]}},
        }
        if self.keep:
            config["keep"] = self.keep
        self.write("config.json", json.dumps(config, indent=2))
        self.sold_out = self.write("sold-out.json", self.event("evt-%ID%", 0, 7, "%ID%"))
        self.unchanged = self.write("unchanged.json", self.event("SKU-%ITEM%", 7, None, "%ID%"))

    @staticmethod
    def event(item, quantity, previous, name):
        """An event of Digital River, whose bodies are the fullest, as its documentation has it: `quantity` of an item that were `previous`."""
        now = time.time()
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now)) + f".{int(now * 1000) % 1000:03}Z"
        kind = "inventory.self_managed_updated"
        stock = {"quantity": quantity, "timestamp": moment, "products": [{"externalReferenceId": None, "productId": "15116720197"}]}
        stock |= {"eventType": kind, "partNumber": item, "fulfiller": "DR globalTech", "allowBackOrder": False, "inventoryManagement": "Self Managed"}
        data = {"object": stock, "previousAttributes": {} if previous is None else {"quantity": previous}}
        event = {"id": f"daee8406-0d87-4c42-aced-{name}", "type": kind, "data": data, "liveMode": True, "createdTime": moment}
        return json.dumps(event, separators=(",", ":"))

    def command(self):
        return [str(self.bench.program), "serve", "--config", str(self.folder / "config.json")]

    def store_mib(self):
        return sum(file.stat().st_size for file in self.folder.glob("stockbell.sqlite*")) / 1024 / 1024


class Reference(Server):
    """The smallest durable dispatcher (c/reference.c). Its event has 600 bytes, as the webhook that Stockbell makes of one has."""

    def __init__(self, bench, url=None, connections=64):
        super().__init__(bench, "reference")
        self.sends = [url, str(connections)] if url else []

    def prepare(self):
        head, tail = '{"id":"evt-%ID%","type":"stock.low","place":"Hamburg","text":"', '"}'
        # %ID% stands for eight digits.
        self.sold_out = self.unchanged = self.write("event.json", head + "x" * (600 - len(head) - 4 - len(tail)) + tail)

    def command(self):
        return [self.bench.tool("reference"), str(self.port), str(self.folder / "outbox.sqlite"), *self.sends]


class Alertmanager(Server):
    """Alertmanager, set up to tell each alert at once and by itself. It keeps its alerts in memory."""

    ready_path = "/-/ready"
    path = "/api/v2/alerts"

    def __init__(self, bench, url, wait="0s"):
        """`wait`: how long it holds an alert back before it tells it."""
        super().__init__(bench, "alertmanager")
        self.url, self.wait = url, wait

    def prepare(self):
        mail = self.url.startswith("smtp")
        lines = r"Stock low: {{ .CommonLabels.sku }} in the warehouse Hamburg has few left, reorder it now.\n" * 28
        server = self.url.removeprefix("smtp://").removesuffix("/bench.test")
        smtp = f", smtp_smarthost: '{server}', smtp_from: stock@bench.test, smtp_require_tls: false, smtp_hello: bench.test"
        hook = f"webhook_configs: [ {{ url: '{self.url}', send_resolved: false }} ]"
        letter = (
            "email_configs: [ { to: ops@sink.test, send_resolved: false, html: '', headers: { Subject: 'Stock low {{ .CommonLabels.id }}' },"
            f' text: "{{{{ .CommonLabels.id }}}}\\n{lines}" }} ]'
        )
        self.write(
            "alertmanager.yml",
            f"global: {{ resolve_timeout: 1h{smtp if mail else ''} }}\n"
            f"route: {{ receiver: r, group_by: ['...'], group_wait: {self.wait}, group_interval: 1h, repeat_interval: 24h }}\n"
            f"receivers:\n- name: r\n  {letter if mail else hook}\n",
        )
        labels = {"alertname": "StockLow", "id": "evt-%ID%", "warehouse": "Hamburg", "sku": "SKU-%ID%", "severity": "warning"}
        alert = {"labels": labels, "annotations": {"summary": "Stock low: SKU-%ID% in Hamburg has 4 left. Reorder it now, please."}}
        self.sold_out = self.unchanged = self.write("alert.json", json.dumps([alert]))

    def command(self):
        return [
            self.bench.alertmanager, f"--config.file={self.folder}/alertmanager.yml", f"--storage.path={self.folder}/data",
            f"--web.listen-address=127.0.0.1:{self.port}", "--cluster.listen-address=", "--log.level=error",
        ]  # fmt: skip


class Postfix(Server):
    """A Postfix of our own that queues every mail on disk and relays it to the sink. Its master must run as root."""

    def __init__(self, bench, sink_port):
        super().__init__(bench, "postfix")
        self.sink_port = sink_port

    def make_folder(self):
        # Postfix's own users work in it, and they may not be able to reach the build folder.
        folder = Path(tempfile.mkdtemp(prefix="stockbell-bench-postfix-", dir="/var/tmp"))
        folder.chmod(0o755)
        return folder

    def __exit__(self, *_):
        super().__exit__()
        shutil.rmtree(self.folder, ignore_errors=True)

    def prepare(self):
        for name in ("etc", "queue", "data"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "data", "postfix")
        self.write("etc/main.cf", self.main_cf())
        self.write("etc/master.cf", self.MASTER_CF.format(port=self.port))
        # Makes the queue's folders. It grumbles about a queue that is not the system's.
        check = ["/usr/sbin/postfix", "-c", f"{self.folder}/etc", "check"]
        subprocess.run(check, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def main_cf(self):
        sink = f"[127.0.0.1]:{self.sink_port}"
        return f"""compatibility_level=3.6
queue_directory={self.folder}/queue
data_directory={self.folder}/data
command_directory=/usr/sbin
daemon_directory=/usr/lib/postfix/sbin
mail_owner=postfix
setgid_group=postdrop
inet_interfaces=127.0.0.1
inet_protocols=ipv4
myhostname=relay.bench.test
mydestination=
mynetworks=127.0.0.0/8
relayhost={sink}
smtp_dns_support_level=disabled
smtp_host_lookup=native
alias_maps=
local_recipient_maps=
maillog_file={self.folder}/mail.log
maillog_file_prefixes={self.folder}
smtpd_client_connection_count_limit=0
smtpd_client_connection_rate_limit=0
smtpd_client_message_rate_limit=0
smtpd_peername_lookup=no
default_destination_concurrency_limit=50
initial_destination_concurrency=20
smtp_connection_cache_destinations={sink}
smtp_connection_cache_on_demand=yes
in_flow_delay=0s
smtpd_recipient_restrictions=permit_mynetworks,reject
"""

    MASTER_CF = """127.0.0.1:{port} inet n - n - 100 smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - 50 smtp
relay unix - - n - 50 smtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
pickup unix n - n 60 1 pickup
"""

    def command(self):
        # The master itself and not `postfix start`: its processes stay below ours and are counted.
        return [self.bench.postfix, "-c", f"{self.folder}/etc", "-d"]
