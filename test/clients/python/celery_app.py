"""A Celery app whose worker reports its tasks. As a program it enqueues some: `celery_app.py POOL`."""

import os
import sys
import time

import celery

from captchaai_monitor import Reporter, celery_signals

app = celery.Celery("shop", broker=os.environ["REDIS_URL"], backend=os.environ["REDIS_URL"])
report = Reporter()
celery_signals(report, tasks={"shop.solve": "turnstile", "shop.slow": "recaptcha_v2"})


class ApiException(Exception):
    pass


@app.task(name="shop.solve", bind=True, max_retries=1)
def solve(self, outcome):
    if outcome == "error":
        raise ApiException("ERROR_CAPTCHA_UNSOLVABLE")
    if outcome == "refused":
        return {"status": 0, "request": "ERROR_ZERO_BALANCE"}
    if outcome == "retry" and self.request.retries == 0:
        raise self.retry(countdown=0)
    if outcome == "die":
        os._exit(9)
    return "token"


@app.task(name="shop.slow", soft_time_limit=1)
def slow():
    time.sleep(30)


@app.task(name="shop.other")
def other():
    raise ValueError("no CAPTCHA")


if __name__ == "__main__":
    for outcome in ["solved"] * 20 + ["error"] * 5 + ["refused"] * 3 + ["retry"] * 2:
        solve.delay(outcome)
    other.delay()
    if "prefork" in sys.argv:
        slow.delay()
