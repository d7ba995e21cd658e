"""What the Python reporter costs: `pythonReporter.py calls URL` and `pythonReporter.py pipeline URL`. Called by pythonReporter.ts."""

import json
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "clients" / "python"))
from captchaai_monitor import Reporter  # noqa: E402

TASKS = 1_000


def percentile(sorted_values, share):
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * share))]


def nothing(success, error_code=None, *, latency=None, cost=None, captcha_type=None):
    """What the machine itself takes for a call."""


def calls(report):
    """Microseconds of one call: as fast as calls can come, and as they come in a pipeline. By the clock, and of the processor alone."""
    report.record(True)
    for pace, count, pause in (("burst", 100_000, 0), ("1,000 a second", 5_000, 0.001)):
        for name, call in (("an empty function", nothing), ("record", report.record)):
            by_clock, of_processor = [], []
            for i in range(count):
                began, used = time.perf_counter_ns(), time.thread_time_ns()
                call(i % 10 != 0, "ERROR_CAPTCHA_UNSOLVABLE", latency=22.4, cost=0.003, captcha_type="turnstile")
                of_processor.append((time.thread_time_ns() - used) / 1e3)
                by_clock.append((time.perf_counter_ns() - began) / 1e3)
                if pause:
                    time.sleep(pause)
            row = {"pace": pace, "call": name}
            for kind, taken in (("clock", sorted(by_clock)), ("processor", sorted(of_processor))):
                row.update({"%s p%s" % (kind, p * 100): round(percentile(taken, p), 1) for p in (0.5, 0.99)})
            yield row


def solve():
    """A task as they are, but in 20 milliseconds instead of as many seconds: mostly waiting, and some work on what came."""
    time.sleep(0.02)
    return json.dumps([{"n": i, "text": "x" * 20} for i in range(300)])


def seconds_of(run):
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def pipeline(report):
    """The same tasks without and with the reporter, in turns; of each half the median, which a busy machine moves least."""
    reported = report.reported(solve, "turnstile")
    without, with_reporter = [], []
    for i in range(TASKS):
        turns = [(solve, without), (reported, with_reporter)]
        for run, taken in turns if i % 2 else reversed(turns):
            taken.append(seconds_of(run))
    medians = [statistics.median(without), statistics.median(with_reporter)]
    milliseconds = [round(each * 1e3, 3) for each in medians]
    row = {"tasks": TASKS, "ms without": milliseconds[0], "ms with": milliseconds[1]}
    yield {**row, "ratio": round(medians[1] / medians[0], 4)}


report = Reporter(sys.argv[2], "bench-token-0123456789abcdef", flush_timeout=0)
for row in {"calls": calls, "pipeline": pipeline}[sys.argv[1]](report):
    print(json.dumps(row), flush=True)
