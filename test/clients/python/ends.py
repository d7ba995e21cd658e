"""Ends in one of the ways that programs end: `ends.py WAY`. Says on its output when it is ready."""

import atexit
import multiprocessing
import os
import signal
import sys
import threading
import time

from captchaai_monitor import Reporter

way = sys.argv[1]


def report_one(name):
    report.record(True, captcha_type=name)


def wait():
    print("ready", flush=True)
    while True:
        time.sleep(0.01)


def own_handler(number, frame):
    print("own handler", flush=True)
    report_one("handler")
    if way == "own handler exits at once":
        os._exit(7)
    sys.exit(6)


def say_bye():
    report_one("atexit")


if way.startswith("own handler"):
    signal.signal(signal.SIGTERM, own_handler)
if way == "ignored":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)

report = Reporter(handle_sigterm=way != "opted out")

if way == "later handler":
    signal.signal(signal.SIGTERM, own_handler)

if way == "return":
    report_one("main")
    atexit.register(say_bye)
elif way == "exception":
    report_one("main")
    raise ValueError("the program's own")
elif way == "many":
    # A signal comes between any two steps of a call.
    report_one("main")
    print("ready", flush=True)
    while True:
        report_one("main")
        time.sleep(0)
elif way == "many with threads":
    report_one("main")
    for _ in range(4):
        threading.Thread(target=lambda: [(report_one("main"), time.sleep(0.001)) for _ in iter(int, 1)], daemon=True).start()
    wait()
elif way == "fork":
    report_one("parent")
    child = os.fork()
    if child == 0:
        assert (report.waiting, report.sent) == (0, 0)
        report_one("child")
        sys.exit(0)
    os.waitpid(child, 0)
elif way == "fork of many":
    for i in range(5):
        for _ in range(100):
            report_one("parent")
        child = os.fork()
        if child == 0:
            for _ in range(10):
                report_one("child")
            sys.exit(0)
    for i in range(5):
        os.wait()
elif way.startswith("multiprocessing"):
    context = multiprocessing.get_context(way.split()[1])
    children = [context.Process(target=report_one, args=("child",)) for _ in range(3)]
    if __name__ == "__main__":
        report_one("parent")
        for child in children:
            child.start()
        for child in children:
            child.join()
elif way == "pool":
    report_one("parent")
    with multiprocessing.get_context("fork").Pool(2) as pool:
        pool.map(report_one, ["child"] * 20)
        pool.close()
        pool.join()
elif way == "thread":
    thread = threading.Thread(target=lambda: Reporter(), daemon=True)
    thread.start()
    thread.join()
    print(signal.getsignal(signal.SIGTERM) is not None)
    report_one("main")
else:
    report_one("main")
    wait()
