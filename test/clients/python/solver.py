"""A solver of the shape of 2captcha-python's: every method calls `self.solve(**kwargs)`. The alteration is the one line of the docs."""

import asyncio
import sys

from captchaai_monitor import default_reporter, reported


class ApiException(Exception):
    pass


class TwoCaptcha:
    callback = None

    def normal(self, file, **kwargs):
        return self.solve(file=file, method="post", **kwargs)

    def recaptcha(self, sitekey, url, version="v2", enterprise=0, **kwargs):
        return self.solve(
            timeout=600, googlekey=sitekey, url=url, method="userrecaptcha", version=version, enterprise=enterprise, **kwargs
        )

    def turnstile(self, sitekey, url, **kwargs):
        return self.solve(sitekey=sitekey, url=url, method="turnstile", **kwargs)

    def solve(self, timeout=0, polling_interval=0, **kwargs):
        if kwargs.get("sitekey") == "unsolvable":
            raise ApiException("ERROR_CAPTCHA_UNSOLVABLE")
        answer = {"captchaId": "2122988149"}
        return answer if self.callback else {**answer, "code": "03AGdBq25SxXT-pmSeBXjzScW"}


class AsyncTwoCaptcha(TwoCaptcha):
    async def solve(self, timeout=0, polling_interval=0, **kwargs):
        await asyncio.sleep(0)
        return super().solve(timeout, polling_interval, **kwargs)


SITEKEY = "6Le-wvkSAAAAAPBMRTvw0Q4Muexq9bi0DJwx_mJ-"
URL = "https://shop.example/login"

solver = TwoCaptcha()
solver.solve = reported(solver.solve)
assert solver.recaptcha(SITEKEY, URL) == {"captchaId": "2122988149", "code": "03AGdBq25SxXT-pmSeBXjzScW"}
solver.recaptcha(SITEKEY, URL, version="v3", action="login")
solver.normal("captcha.png")
try:
    solver.turnstile("unsolvable", URL)
except ApiException as error:
    assert str(error) == "ERROR_CAPTCHA_UNSOLVABLE"
else:
    raise AssertionError("the exception is the caller's")
solver.callback = "https://shop.example/callback"
solver.turnstile(SITEKEY, URL)


async def main():
    solver = AsyncTwoCaptcha()
    solver.solve = reported(solver.solve)
    await asyncio.gather(*(solver.turnstile(SITEKEY, URL) for _ in range(20)))


asyncio.run(main())
sys.exit(0 if default_reporter().flush(10) else 3)
