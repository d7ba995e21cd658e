"""Reports one call of each kind. The type of each says which case it was."""

import asyncio
import concurrent.futures
import datetime
import socket
import sys
import types

from captchaai_monitor import Reporter

report = Reporter()


class ApiException(Exception):
    """As that of 2captcha-python."""


class SolveFailed(Exception):
    pass


class ReadTimeout(Exception):
    """As that of requests."""


class Unprintable(Exception):
    def __str__(self):
        raise RuntimeError("no text")


celery = types.ModuleType("celery.exceptions")
Retry = type("Retry", (Exception,), {"__module__": "celery.exceptions"})


def raises(error, cause=None):
    def solve():
        raise error from cause

    return solve


def returns(value):
    return lambda: value


CASES = {
    "returned": returns("03AGdBq25SxXT"),
    "returned none": returns(None),
    "ok text": returns("OK|03AGdBq25SxXT"),
    "json ok": returns({"status": 1, "request": "03AGdBq25SxXT"}),
    "other json": returns({"captchaId": "1", "code": "03AGdBq25SxXT"}),
    "error text": returns("ERROR_PAGEURL"),
    "json error": returns({"status": 0, "request": "ERROR_CAPTCHA_UNSOLVABLE"}),
    "json error text": returns({"status": "0", "request": "ERROR_ZERO_BALANCE"}),
    "json no code": returns({"status": 0, "request": "no idea, key 0123456789abcdef0123456789abcdef"}),
    "task error": returns({"errorId": 1, "errorCode": "ERROR_KEY_DOES_NOT_EXIST"}),
    "raised code": raises(ApiException("ERROR_CAPTCHA_UNSOLVABLE")),
    "raised in text": raises(SolveFailed("solver: ERROR_WRONG_USER_KEY for https://shop.example/?k=1")),
    "raised from": raises(SolveFailed("no luck"), ApiException("ERROR_BAD_PROXY")),
    "raised block": raises(ApiException("ERROR: 1001")),
    "raised banned": raises(ApiException("IP_BANNED")),
    "raised timeout": raises(TimeoutError("after 120 s")),
    "raised socket": raises(socket.timeout("timed out")),
    "raised asyncio": raises(asyncio.TimeoutError()),
    "raised futures": raises(concurrent.futures.TimeoutError()),
    "raised requests": raises(ReadTimeout("https://ocr.captchaai.com/in.php?key=0123456789abcdef0123456789abcdef")),
    "raised from time": raises(SolveFailed("late"), TimeoutError()),
    "raised other": raises(ConnectionResetError("https://ocr.captchaai.com/in.php?key=0123456789abcdef")),
    "raised own": raises(SolveFailed("page https://shop.example/login")),
    "raised key": raises(SolveFailed("ERROR_0123456789ABCDEF0123456789ABCDEF")),
    "raised no text": raises(Unprintable()),
    # None of these counts.
    "x poll json": returns({"status": 0, "request": "CAPCHA_NOT_READY"}),
    "x poll text": returns("CAPCHA_NOT_READY"),
    "x poll task": returns({"errorId": 0, "status": "processing"}),
    "x sent away": returns({"captchaId": "1"}),
    "x poll raised": raises(ApiException("CAPCHA_NOT_READY")),
    "x interrupt": raises(KeyboardInterrupt()),
    "x exit": raises(SystemExit(1)),
    "x generator": raises(GeneratorExit()),
    "x cancelled": raises(asyncio.CancelledError()),
    "x cancelled 2": raises(concurrent.futures.CancelledError()),
    "x retry": raises(Retry("again")),
}

for name, solve in CASES.items():
    outcomes = []
    for call in (solve, report.reported(solve, name)):
        try:
            outcomes.append(("returned", call()))
        except BaseException as error:
            outcomes.append(("raised", error))
    # Whoever calls sees no difference.
    assert outcomes[0] == outcomes[1], outcomes

with report.solve("with block"):
    pass
try:
    with report.solve("with error"):
        raise ApiException("ERROR_PAGEURL")
except ApiException:
    pass
with report.solve("with failed") as solve:
    solve.failed("ERROR_GOOGLEKEY")
with report.solve("with ignored") as solve:
    solve.ignore()
with report.solve("with answer") as solve:
    assert solve.answer({"status": 0, "request": "ERROR_PAGEURL"}) == {"status": 0, "request": "ERROR_PAGEURL"}
    solve.cost = 0.003

at = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=5)
report.record(True, captcha_type="all fields", latency=22.4, cost=0.003, at=at)
report.record(True, captcha_type="at seconds", at=at.timestamp())
report.record(True, captcha_type="at milliseconds", at=at.timestamp() * 1000)
print(round(at.timestamp() * 1000))
report.record(True, "ERROR_PAGEURL", captcha_type="no code")
report.record(False, captcha_type="failed alone")
report.record(False, "error_pageurl ", captcha_type="small letters")
report.record(False, "my own reason: token 03AGdBq25SxXT", captcha_type="free text")
report.record(False, "0123456789abcdef0123456789abcdef", captcha_type="a key")
report.record(False, 1001, captcha_type="a number")
report.record(False, "A" * 20, captcha_type="word of 20")
report.record(False, "A" * 21, captcha_type="word of 21")
report.record(False, "CAPCHA_NOT_READY", captcha_type="x polled")
for latency in (float("nan"), float("inf"), -1, 86_401, "5", True):
    report.record(True, captcha_type="bad latency", latency=latency)
for cost in (float("nan"), -0.1, 1_001, "5"):
    report.record(True, captcha_type="bad cost", cost=cost)
for at in (float("nan"), -1, "now", object()):
    report.record(True, captcha_type="bad time", at=at)
for captcha_type in ("https://shop.example/", "6Le-wvkSAAAAAPBMRTvw0Q4Muexq9bi0DJwx_mJ-", "0x4AAAAAAADnPIDROrmt1Wwq", "", 7, "t" * 24):
    report.record(True, "bad type", captcha_type=captcha_type, latency=77)
report.record(True, captcha_type="t" * 23)
report.queue(12, active_workers=4)
named = Reporter(queue_source="worker-1")
named.queue(10, 1)
sys.exit(0 if report.flush(10) and named.flush(10) else 3)
