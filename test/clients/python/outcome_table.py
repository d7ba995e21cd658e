"""Reports each row of a table, which comes as JSON, in the way that the row says. The type of each is its number."""

import json
import sys

from captchaai_monitor import Reporter

report = Reporter()


class SolveFailed(Exception):
    pass


def solve(how, value):
    if how == "raised":
        raise SolveFailed(value)
    return value


for number, (how, value) in enumerate(json.load(sys.stdin)):
    captcha_type = "row %d" % number
    if how == "recorded":
        report.record(False, value, captcha_type=captcha_type)
        continue
    try:
        report.reported(solve, captcha_type)(how, value)
    except SolveFailed:
        pass
sys.exit(0 if report.flush(10) else 3)
