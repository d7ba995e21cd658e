"""Posts once with a time limit: `deadline.py URL SECONDS [BODY_BYTES]`. Prints the status, whether it may have arrived, and how long it took."""

import json
import ssl
import sys
import time

import captchaai_monitor

# A program may switch off the check of certificates for all connections.
ssl._create_default_https_context = ssl._create_unverified_context
url, seconds = sys.argv[1], float(sys.argv[2])
http = captchaai_monitor._Http(url, {}, seconds)
began = time.monotonic()
answer = http.post("/v1/results", b" " * int(sys.argv[3] if len(sys.argv) > 3 else 2))
print(json.dumps([answer.status, answer.may_have_arrived, time.monotonic() - began]))
