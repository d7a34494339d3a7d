"""apprise_client.py URL N: N notifications by Apprise, one after the other, in the Python that has it. Tells how long they took."""

import json
import sys
import time

import apprise

url, count = sys.argv[1], int(sys.argv[2])
notifier = apprise.Apprise()
notifier.add(url)
for server in notifier:
    # As shipped it sends one mail every 5.5 seconds.
    server.request_rate_per_sec = 0
text = "Stock low in the warehouse Hamburg, reorder it now.\n"
body = text * (52 if url.startswith("mailto") else 11)
wall, cpu = time.perf_counter(), time.process_time()
ok = sum(bool(notifier.notify(title=f"Stock low evt-{i:08d}", body=body)) for i in range(count))
print(json.dumps({"n": count, "ok": ok, "wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}))
