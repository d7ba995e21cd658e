"""Reports as many results as each line of its input says, at its pace, until so few wait as it says; then tells what became of all."""

import json
import sys
import time

from captchaai_monitor import Reporter

report = Reporter()
total = 0
for line in sys.stdin:
    count, milliseconds, may_wait = (int(word) for word in line.split())
    for i in range(count):
        total += 1
        report.record(total % 10 != 0, "ERROR_CAPTCHA_UNSOLVABLE", latency=1.5, captcha_type="turnstile")
        if milliseconds and i % 100 == 99:
            time.sleep(milliseconds / 1000)
    until = time.monotonic() + 60
    while report.waiting > may_wait and time.monotonic() < until:
        time.sleep(0.01)
    print("done", report.dropped, flush=True)

is_sent = report.flush(60)
counts = {"total": total, "sent": report.sent, "dropped": report.dropped, "refused": report.refused}
print(json.dumps({**counts, "waiting": report.waiting, "isSent": is_sent}), flush=True)
