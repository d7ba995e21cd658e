"""Solves in asyncio: what counts, and whether the loop goes on while the monitor answers nothing."""

import asyncio
import sys

from captchaai_monitor import Reporter

report = Reporter(flush_timeout=0)


class Worker:
    @report.reported("method")
    async def solve(self, value):
        await asyncio.sleep(0)
        return value

    @report.reported
    def later(self):
        return self.hidden()

    @staticmethod
    @report.reported("static")
    def static():
        return 1

    @report.reported("outside")
    @staticmethod
    def outside():
        return 2

    async def hidden(self):
        await asyncio.sleep(0)
        raise ValueError("ERROR_PAGEURL")


@report.reported("cancelled")
async def forever():
    await asyncio.sleep(3600)


async def main():
    worker = Worker()
    assert await worker.solve(5) == 5
    assert (worker.static(), worker.outside(), Worker.outside()) == (1, 2, 2)
    try:
        await worker.later()
    except ValueError:
        pass
    async with report.solve("block") as solve:
        solve.answer({"status": 0, "request": "ERROR_ZERO_BALANCE"})
    try:
        await asyncio.wait_for(forever(), 0.01)
    except asyncio.TimeoutError:
        pass
    try:
        async with report.solve("timeout"):
            await asyncio.wait_for(asyncio.sleep(60), 0.01)
    except asyncio.TimeoutError:
        pass
    await asyncio.gather(*(worker.solve(i) for i in range(1_000)))
    if sys.argv[1] == "hanging":
        # So that the thread waits for its answer now.
        await asyncio.sleep(1.5)
        await asyncio.gather(*(worker.solve(i) for i in range(5_000)))
        print("the loop went on", report.waiting)


asyncio.run(main())
if sys.argv[1] == "answering":
    sys.exit(0 if report.flush(10) else 3)
