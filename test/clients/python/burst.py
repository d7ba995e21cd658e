"""Reports results, flushes, and says what became of them: `burst.py HOW_MANY FLUSH_SECONDS [BAD_INDEX]`."""

import json
import logging
import sys
import time

from captchaai_monitor import Reporter

logging.basicConfig(format="%(levelname)s %(message)s")
how_many, seconds = int(sys.argv[1]), float(sys.argv[2])
bad = int(sys.argv[3]) if len(sys.argv) > 3 else -1

report = Reporter(flush_timeout=0)
for i in range(how_many):
    report.record(False, "BAD" if i == bad else "GOOD")
began = time.monotonic()
is_sent = report.flush(seconds)
counts = {"isSent": is_sent, "sent": report.sent, "refused": report.refused, "dropped": report.dropped}
print(json.dumps({**counts, "waiting": report.waiting}))
