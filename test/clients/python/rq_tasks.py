"""Jobs for RQ, and what enqueues them: `rq_tasks.py`."""

import os
import time

from captchaai_monitor import Reporter

report = Reporter()


@report.rq_job("turnstile")
def solve(outcome):
    if outcome == "error":
        raise ValueError("ERROR_CAPTCHA_UNSOLVABLE for https://shop.example/?key=0123456789abcdef0123456789abcdef")
    if outcome == "slow":
        time.sleep(30)
    return "token"


if __name__ == "__main__":
    from redis import Redis
    from rq import Queue

    queue = Queue("captcha", connection=Redis.from_url(os.environ["REDIS_URL"]))
    import rq_tasks

    for outcome in ["solved"] * 6 + ["error"] * 3:
        queue.enqueue(rq_tasks.solve, outcome)
    queue.enqueue(rq_tasks.solve, "slow", job_timeout=1)
