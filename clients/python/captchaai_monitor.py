"""Reports solve results of a CAPTCHA pipeline to captchaai-discord-monitor.

    from captchaai_monitor import Reporter

    report = Reporter()  # CAPTCHAAI_MONITOR_URL and CAPTCHAAI_MONITOR_TOKEN
    report.record(True)
    report.record(False, "ERROR_CAPTCHA_UNSOLVABLE")

    with report.solve("turnstile"):
        token = solve_turnstile()

One file, standard library only, Python 3.8 and newer. A call raises nothing and waits for nothing: a thread of its own sends
what waits, in batches, and sends a batch again under the same key until the monitor has it.
"""

from __future__ import annotations

import asyncio
import atexit
import concurrent.futures
import datetime
import email.utils
import encodings.idna
import functools
import http.client
import inspect
import io
import itertools
import json
import logging
import math
import os
import queue
import random
import re
import signal
import socket
import sys
import threading
import time
import uuid
import weakref
from collections import deque
from types import FrameType, TracebackType
from typing import (
    Any,
    Callable,
    Deque,
    Dict,
    FrozenSet,
    Iterable,
    List,
    Mapping,
    NamedTuple,
    Optional,
    Sequence,
    Tuple,
    Type,
    TypeVar,
    Union,
    cast,
    overload,
)
from urllib.parse import urlsplit

__all__ = ["DiscordCaptchaAlerts", "Reporter", "Solve", "celery_signals", "default_reporter", "reported"]
__version__ = "0.1.0"

DEFAULT_URL = "http://127.0.0.1:8787"
MOST_WAITING = 10_000
BATCH_SIZE = 200
BATCH_SECONDS = 1.0
FLUSH_SECONDS = 2.0

_REQUEST_SECONDS = 10.0
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_LONGEST_RETRY_AFTER = 3_600.0
# Answers that do not change by themselves: a wrong token, a wrong address.
_REFUSED_PAUSE = 60.0
# The monitor knows a key for at least 24 hours.
_KEY_SECONDS = 23 * 3_600.0
# A queue depth is a state: later than this it says nothing about now.
_READING_SECONDS = 60.0
_WARN_SECONDS = 60.0
_DAY_MS = 86_400_000

# A host's name is encoded with it. If a process is forked just while the thread imports it, the child can never import it.
_IMPORTED_BEFORE_FORKS = (encodings.idna,)

_log = logging.getLogger("captchaai_monitor")

_F = TypeVar("_F", bound=Callable[..., Any])
_V = TypeVar("_V")

# --- Error codes and types: what may leave -----------------------------------------------------------------------------

_NOT_READY = ("CAPCHA_NOT_READY", "CAPTCHA_NOT_READY")
# The codes of the API that do not begin with ERROR. The Node.js reporter and the monitor's hook for RQ have the same ones.
_WITHOUT_ERROR = (*_NOT_READY, "IP_BANNED", "MAX_USER_TURN", "TOO_MANY_BAD_IMAGES", "OK_REPORT_RECORDED")
_TIMEOUT = "TIMEOUT"
_OTHER = "OTHER"
_MOST_CODE = 64
_CODE_IN_TEXT = re.compile(
    r"(?<![A-Z0-9_])(?:ERROR_[A-Z0-9_]+|ERROR: ?[0-9]{4}(?![0-9])|(?:%s)(?![A-Z0-9_]))" % "|".join(_WITHOUT_ERROR)
)
# Keys, tokens and ids are one long word; the longest word of a real code has 16 letters.
_CODE = re.compile(r"[A-Z0-9]{1,20}(?:_+[A-Z0-9]{1,20})*_*")
_BLOCK_CODE = re.compile(r"ERROR: ?([0-9]{4})")
# Shorter than an API key (32), an id (36) or a site key (24 and more).
_TYPE = re.compile(r"[A-Za-z][A-Za-z0-9_. -]{0,22}")
_WORD_END = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

# `method` of in.php, as 2captcha-python hands it on.
_TYPES_BY_METHOD: Mapping[str, str] = {
    "post": "image",
    "base64": "image",
    "userrecaptcha": "recaptcha_v2",
    **{
        name: name
        for name in (
            "amazon_waf atb_captcha audio altcha binance bls bounding_box capy captchafox canvas cloudflare_challenge"
            " coordinatescaptcha cutcaptcha cybersiara datadome friendly_captcha funcaptcha geetest geetest_v4 grid"
            " hcaptcha keycaptcha lemin mt_captcha prosopo rotatecaptcha temu tencent turnstile vkcaptcha vkimage"
            " yandex_smart"
        ).split()
    },
}


def _clean_code(code: object) -> Optional[str]:
    """A code as the monitor may see it; `OTHER` for any other text, None for none."""
    if code is None:
        return None
    return _clean_code_text(code if isinstance(code, str) else str(code))


@functools.lru_cache(maxsize=256)
def _clean_code_text(code: str) -> Optional[str]:
    text = code[:2_000].strip().upper()
    if not text:
        return None
    in_text = _CODE_IN_TEXT.search(text)
    if in_text is not None:
        text = in_text.group()
    block = _BLOCK_CODE.fullmatch(text)
    if block is not None:
        return "ERROR: " + block.group(1)
    return text if len(text) <= _MOST_CODE and _CODE.fullmatch(text) else _OTHER


def _clean_type(captcha_type: object) -> Optional[str]:
    return _clean_type_text(captcha_type) if isinstance(captcha_type, str) else None


@functools.lru_cache(maxsize=256)
def _clean_type_text(captcha_type: str) -> Optional[str]:
    text = captcha_type.strip()
    return text if _TYPE.fullmatch(text) else None


def _type_of_call(arguments: Mapping[str, Any]) -> Optional[str]:
    """The CAPTCHA type of a call such as `solver.solve(method="userrecaptcha", version="v3", …)`."""
    method = arguments.get("method")
    if not isinstance(method, str):
        return None
    found = _TYPES_BY_METHOD.get(method)
    is_v3 = found == "recaptcha_v2" and str(arguments.get("version")).lower() == "v3"
    return "recaptcha_v3" if is_v3 else found


def _causes(error: BaseException) -> List[BaseException]:
    """An exception and those that it was raised from."""
    chain: List[BaseException] = []
    cause: Optional[BaseException] = error
    while cause is not None and len(chain) < 5:
        chain.append(cause)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return chain


def _text_of(error: BaseException) -> str:
    try:
        return str(error)[:2_000]
    except Exception:
        return ""


def _class_names(error: BaseException) -> List[str]:
    return [cls.__name__ for cls in type(error).__mro__]


_TIMEOUTS = (TimeoutError, socket.timeout, asyncio.TimeoutError, concurrent.futures.TimeoutError)


def _is_timeout(error: BaseException) -> bool:
    if isinstance(error, _TIMEOUTS):
        return True
    return any("timeout" in name.lower() or "TimeLimitExceeded" in name for name in _class_names(error))


def _is_no_end(error: BaseException) -> bool:
    """Whether it is no end of a solve: somebody stopped the program or the task, or Celery runs the task again."""
    if not isinstance(error, Exception) or "CancelledError" in _class_names(error):
        return True
    return type(error).__module__.startswith("celery.") and type(error).__name__ in ("Retry", "Ignore", "Reject")


def _failure_of(error: BaseException) -> Optional[str]:
    """The code that an exception counts as; None if it does not count."""
    if _is_no_end(error):
        return None
    chain = _causes(error)
    for cause in chain:
        found = _CODE_IN_TEXT.search(_text_of(cause))
        if found is not None:
            return None if found.group() in _NOT_READY else _clean_code(found.group())
    if any(_is_timeout(cause) for cause in chain):
        return _TIMEOUT
    return _clean_code(_WORD_END.sub("_", type(error).__name__)) or _OTHER


class _Outcome(NamedTuple):
    solved: bool
    code: Optional[str]


_SOLVED = _Outcome(True, None)


def _refused(code: object) -> Optional[_Outcome]:
    cleaned = _clean_code(code)
    return None if cleaned in _NOT_READY else _Outcome(False, cleaned)


def _outcome_of_text(text: str) -> Optional[_Outcome]:
    start = text.strip()[:100]
    found = _CODE_IN_TEXT.match(start)
    return _SOLVED if found is None else _refused(found.group())


def _is_error_id(value: object) -> bool:
    """Above 0 it is an error, also where the answer has no code."""
    try:
        return isinstance(value, (int, float, str)) and float(value) > 0
    except (ValueError, OverflowError):
        return False


def _outcome_of_answer(answer: object) -> Optional[_Outcome]:
    """What a returned value says: an answer of CaptchaAI says more than that nothing was raised. None: it does not count."""
    if isinstance(answer, str):
        return _outcome_of_text(answer)
    if not isinstance(answer, dict):
        return _SOLVED
    fields = cast(Dict[Any, Any], answer)
    if _is_error_id(fields.get("errorId")):
        return _refused(fields.get("errorCode"))
    # Not solved yet: a task that still runs, and one of 2captcha-python whose answer goes to a callback.
    if fields.get("status") == "processing" or ("captchaId" in fields and "code" not in fields):
        return None
    request = fields.get("request")
    if "status" not in fields or not isinstance(request, str):
        return _SOLVED
    return _refused(request) if fields["status"] in (0, "0") else _outcome_of_text(request)


# --- One result ----------------------------------------------------------------------------------------------------------


class _Record(NamedTuple):
    fields: Dict[str, Any]
    """As they are sent, without the time."""
    at_ms: int
    is_own_time: bool
    """Whether the time is of this machine's clock, and not of the caller."""


def _number(value: object, most: float) -> Optional[float]:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return value if 0 <= value <= most else None  # Not a number is neither.


def _milliseconds(at: object) -> Optional[int]:
    """A moment as milliseconds since 1970: a datetime, or seconds or milliseconds since 1970."""
    if isinstance(at, datetime.datetime):
        return round(at.timestamp() * 1_000)
    if isinstance(at, bool) or not isinstance(at, (int, float)) or not math.isfinite(at) or at < 0:
        return None
    # So many seconds are the year 5138.
    return round(at if at >= 1e11 else at * 1_000)


def _record_of(
    success: bool, code: object, latency: object, cost: object, captcha_type: object, at: object
) -> Optional[_Record]:
    error_code = None if success else _clean_code(code)
    if error_code in _NOT_READY:
        return None
    fields: Dict[str, Any] = {"outcome": "solved" if success else "failed"}
    if error_code is not None:
        fields["errorCode"] = error_code
    seconds = _number(latency, _DAY_MS / 1_000)
    if seconds is not None:
        fields["latencyMs"] = round(seconds * 1_000)
    usd = _number(cost, 1_000)
    if usd is not None:
        fields["costUsd"] = usd
    cleaned = _clean_type(captcha_type)
    if cleaned is not None:
        fields["captchaType"] = cleaned
    at_ms = _milliseconds(at)
    return _Record(fields, round(time.time() * 1_000) if at_ms is None else at_ms, at_ms is None)


def _encode(records: Sequence[_Record], clock_offset_ms: int) -> bytes:
    bodies = [
        {**record.fields, "at": record.at_ms + (clock_offset_ms if record.is_own_time else 0)} for record in records
    ]
    return json.dumps(bodies, separators=(",", ":")).encode()


# --- HTTP ----------------------------------------------------------------------------------------------------------------


class _Answer(NamedTuple):
    status: int
    """0: there was none."""
    may_have_arrived: bool
    why: str
    """A name for the log; never an address, never foreign text."""
    body: Dict[str, Any]
    retry_after: Optional[float] = None
    server_ms: Optional[int] = None


def _json_object(text: bytes) -> Dict[str, Any]:
    try:
        parsed = json.loads(text)
    except ValueError:
        return {}
    return cast(Dict[str, Any], parsed) if isinstance(parsed, dict) else {}


def _date_ms(header: Optional[str]) -> Optional[int]:
    try:
        return round(email.utils.parsedate_to_datetime(header).timestamp() * 1_000) if header else None
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _retry_after(header: Optional[str]) -> Optional[float]:
    """`Retry-After` in seconds, given as seconds or as a date."""
    if not header:
        return None
    try:
        seconds = float(header)
    except ValueError:
        date = _date_ms(header)
        seconds = -1.0 if date is None else date / 1_000 - time.time()
    return min(seconds, _LONGEST_RETRY_AFTER) if seconds >= 0 else None


def _is_refusal(answer: _Answer) -> bool:
    """Only the monitor refuses results: another page, whatever its status, is of the network in between.

    Frameworks that gateways are made with answer the same and an `error`, which the monitor's own answers never have.
    """
    body = answer.body
    is_of_monitor = body.get("statusCode") == answer.status and isinstance(body.get("message"), str) and "error" not in body
    return is_of_monitor and answer.status in (400, 413, 422)


class _Deadline:
    """When a request is over. The timeout of a socket is no such end: it begins again with each byte that trickles in."""

    def __init__(self) -> None:
        self._until = 0.0

    def begin(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def limit(self, sock: socket.socket) -> None:
        """Gives the next step of a socket the time that is left."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise socket.timeout("timed out")
        sock.settimeout(left)


class _Received(io.RawIOBase):
    """What a socket receives until the deadline."""

    def __init__(self, sock: socket.socket, deadline: _Deadline) -> None:
        super().__init__()
        self._socket, self._deadline = sock, deadline
        # It keeps the socket open until the answer is read, also where the server ends the connection with it.
        self._raw = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> Optional[int]:
        self._deadline.limit(self._socket)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _TimedSocket:
    """What http.client needs of a socket, each step within the deadline."""

    def __init__(self, sock: socket.socket, deadline: _Deadline) -> None:
        self._socket, self._deadline = sock, deadline

    def sendall(self, data: bytes) -> None:
        # With TLS `sendall` takes many steps, each with a timeout of its own.
        rest = memoryview(data)
        while rest:
            self._deadline.limit(self._socket)
            rest = rest[self._socket.send(rest) :]

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Received(self._socket, self._deadline))

    def close(self) -> None:
        self._socket.close()


class _Connection(http.client.HTTPConnection):
    """Tries all addresses of a host within one deadline."""

    deadline: _Deadline

    def connect(self) -> None:
        found = socket.getaddrinfo(self.host, self.port, 0, socket.SOCK_STREAM)
        for family, _, protocol, _, address in found:
            try:
                self.sock = self._connected_to(family, protocol, address)
                return
            except OSError:
                if address == found[-1][4]:
                    raise

    def _connected_to(self, family: int, protocol: int, address: Any) -> socket.socket:
        sock = socket.socket(family, socket.SOCK_STREAM, protocol)
        try:
            self.deadline.limit(sock)
            sock.connect(address)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            # What is left is for the handshake of TLS.
            self.deadline.limit(sock)
        except OSError:
            sock.close()
            raise
        return sock


class _TlsConnection(http.client.HTTPSConnection, _Connection):
    """Its connect calls that of `_Connection`, and then shakes hands."""


class _Http:
    """Posts JSON over one connection that is kept; it follows no redirect, which would hand the token on."""

    def __init__(self, url: str, headers: Mapping[str, str], timeout: float) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("not an http address")
        self._kind = _TlsConnection if parts.scheme == "https" else _Connection
        self._host, self._port = parts.hostname, parts.port
        self._prefix = parts.path.rstrip("/")
        self._headers = {"Content-Type": "application/json", "User-Agent": "captchaai-monitor/" + __version__, **headers}
        self._timeout = timeout
        self._deadline = _Deadline()
        self._connection: Optional[http.client.HTTPConnection] = None

    def post(self, path: str, body: bytes, headers: Optional[Mapping[str, str]] = None) -> _Answer:
        """Takes no longer than the timeout, except for looking up the host, which cannot be cut short."""
        self._deadline.begin(self._timeout)
        is_reused = self._connection is not None
        answer = self._try(path, body, headers or {})
        if answer.status != 0 or not is_reused:
            return answer
        # The server may close an idle connection just as we use it.
        second = self._try(path, body, headers or {})
        return second._replace(may_have_arrived=answer.may_have_arrived or second.may_have_arrived)

    def _try(self, path: str, body: bytes, headers: Mapping[str, str]) -> _Answer:
        is_sent = False
        try:
            connection = self._connected()
            is_sent = True
            connection.request("POST", self._prefix + path, body, {**self._headers, **headers})
            return self._read(connection.getresponse())
        except Exception as error:
            self.close()
            return _Answer(0, is_sent, type(error).__name__, {})

    def _connected(self) -> http.client.HTTPConnection:
        if self._connection is None:
            connection = self._kind(self._host, self._port)
            connection.deadline = self._deadline
            connection.connect()
            connection.sock = cast(Any, _TimedSocket(connection.sock, self._deadline))
            self._connection = connection
        return self._connection

    def _read(self, response: http.client.HTTPResponse) -> _Answer:
        try:
            text = response.read(65_536)
            # Of a body that breaks off, what came is read without an error.
            is_whole = not response.length
        except Exception:
            # The status is the answer.
            text, is_whole = b"", False
        if not is_whole or response.will_close or not response.isclosed():
            self.close()
        status = response.status
        return _Answer(
            status,
            status >= 500 or not is_whole,
            "HTTP %d" % status,
            _json_object(text),
            _retry_after(response.getheader("Retry-After")),
            _date_ms(response.getheader("Date")),
        )

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except Exception:
                pass


# --- What waits, and the thread that sends it ------------------------------------------------------------------------------


class _Count:
    """Counts in several threads and in signal handlers without a lock: one step of a count cannot be interrupted."""

    def __init__(self) -> None:
        self._steps = itertools.count()

    def add_one(self) -> None:
        next(self._steps)

    @property
    def value(self) -> int:
        # It says the next number without taking it: "count(7)".
        return int(repr(self._steps)[6:-1])


class _Reading(NamedTuple):
    body: Dict[str, Any]
    at: float


def _halves(records: List[_Record]) -> List[List[_Record]]:
    middle = len(records) // 2
    return [records[middle:], records[:middle]]


_INDEX = re.compile(r"\[(\d+)\](?:\.(\w+))?")


class _Outbox:
    """What waits to be sent, and the thread that sends it.

    Those who add to it take no lock: a signal handler may come between any two steps of the main thread, and must neither
    wait for it nor be waited for.
    """

    def __init__(self, make_http: Callable[[], _Http], most_waiting: int, flush_seconds: float) -> None:
        self._make_http = make_http
        self._most_waiting = most_waiting
        self._flush_seconds = flush_seconds
        self._is_closed = False
        self.clear()

    def clear(self) -> None:
        """Begins empty and without a thread: at first, and in a process that was forked."""
        self._http = self._make_http()
        self._waiting: Deque[_Record] = deque()
        self._reading: Optional[_Reading] = None
        self._reading_tries = 0
        self._in_flight = 0
        self._is_taking = False
        self._wake: "queue.SimpleQueue[None]" = queue.SimpleQueue()
        self._is_idle = False
        self._is_lingering = False
        self._hurry_until = 0.0
        self._clock_offset_ms = 0
        self._start_lock = threading.Lock()
        self._thread: Optional[threading.Thread] = None
        self._dropped = _Count()
        self._dropped_in_flight = 0
        self.sent = 0
        self.refused = 0
        self.failures = 0
        self._warned_at: Dict[str, float] = {}
        self._warned_dropped = 0

    # Called by the program.

    @property
    def dropped(self) -> int:
        return self._dropped.value + self._dropped_in_flight

    @property
    def waiting(self) -> int:
        return len(self._waiting) + self._in_flight

    def add(self, record: _Record) -> None:
        if self._is_closed:
            self._dropped.add_one()
            return
        self._waiting.append(record)
        if len(self._waiting) > self._most_waiting - self._in_flight:
            self._drop_oldest()
        self._nudge()

    def read(self, body: Dict[str, Any]) -> None:
        if self._is_closed:
            return
        self._reading = _Reading(body, time.monotonic())
        self._nudge()

    def flush(self, timeout: float, *, until_failure: bool = False) -> bool:
        """Sends what waits without delay. False if some of it still waits after `timeout` seconds, or after a failure."""
        deadline, failures = time.monotonic() + timeout, self.failures
        self.hurry(deadline)
        try:
            return self._wait_until_sent(deadline, failures if until_failure else None)
        finally:
            # What is reported later is sent in batches, and tried again at its own pace, as before.
            self._hurry_until = 0.0

    def _wait_until_sent(self, deadline: float, failures: Optional[int]) -> bool:
        while self._is_taking or self.waiting > 0 or self._reading is not None:
            has_failed = failures is not None and self.failures > failures
            if has_failed or time.monotonic() >= deadline or self._thread is None:
                return False
            time.sleep(0.002)
        return True

    def hurry(self, until: float) -> None:
        self._hurry_until = max(self._hurry_until, until)
        self._wake.put(None)

    def hurry_at_exit(self) -> None:
        self.hurry(time.monotonic() + self._flush_seconds)

    def flush_at_exit(self) -> None:
        try:
            # What began to hurry together ends together.
            left = self._hurry_until - time.monotonic()
            self.flush(left if 0 < left < self._flush_seconds else self._flush_seconds)
        except Exception:
            pass

    def close(self, timeout: float) -> bool:
        is_sent = self.flush(timeout)
        self._is_closed = True
        self._wake.put(None)
        return is_sent

    def _drop_oldest(self) -> None:
        try:
            self._waiting.popleft()
        except IndexError:
            return
        self._dropped.add_one()

    def _nudge(self) -> None:
        """Wakes the thread if there is something to do at once."""
        if self._thread is None:
            self._start()
        if self._is_idle:
            self._is_idle = False
            self._wake.put(None)
        elif self._is_lingering and len(self._waiting) >= BATCH_SIZE:
            self._is_lingering = False
            self._wake.put(None)

    def _start(self) -> None:
        # Another thread has it, and starts it.
        if not self._start_lock.acquire(blocking=False):
            return
        try:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="captchaai-monitor", daemon=True)
                self._thread.start()
                _at_end_of_child(self.flush_at_exit)
        except Exception:
            # No thread can be had now; the next result tries again.
            self._thread = None
            raise
        finally:
            self._start_lock.release()

    # The thread.

    def _run(self) -> None:
        while not self._is_closed:
            try:
                self._wait_for_work()
                self._deliver(self._take())
                self._send_reading()
                self._warn_dropped()
            except Exception as error:
                self._lose(self._in_flight)
                self._warn("bug", "the sender failed: %s", type(error).__name__)
                self._pause(_FIRST_PAUSE)
        self._http.close()

    def _is_hurried(self) -> bool:
        return self._is_closed or time.monotonic() < self._hurry_until

    def _token(self, seconds: Optional[float]) -> None:
        try:
            self._wake.get(timeout=seconds)
        except queue.Empty:
            pass

    def _wait_for_work(self) -> None:
        self._is_idle = True
        if not self._waiting and self._reading is None and not self._is_closed:
            self._token(None)
        self._is_idle = False
        until = time.monotonic() + BATCH_SECONDS
        while len(self._waiting) < BATCH_SIZE and not self._is_hurried() and time.monotonic() < until:
            self._is_lingering = True
            if len(self._waiting) < BATCH_SIZE:
                self._token(max(0.0, until - time.monotonic()))
            self._is_lingering = False

    def _take(self) -> List[_Record]:
        # Nothing may seem to have been sent while it changes hands.
        self._is_taking = True
        records: List[_Record] = []
        while len(records) < BATCH_SIZE:
            try:
                records.append(self._waiting.popleft())
            except IndexError:
                break
            self._in_flight = len(records)
        self._is_taking = False
        return records

    def _lose(self, records: int) -> None:
        """Gives up what was taken already."""
        self._dropped_in_flight += records
        self._in_flight -= records

    def _deliver(self, records: List[_Record]) -> None:
        parts = [records] if records else []
        while parts:
            parts.extend(self._deliver_part(parts.pop()))

    def _deliver_part(self, records: List[_Record]) -> List[List[_Record]]:
        """Sends until there is an answer that counts. Answers what is to be sent again, in other bodies."""
        body, headers = _encode(records, self._clock_offset_ms), {"Idempotency-Key": uuid.uuid4().hex}
        since: Optional[float] = None
        for tries in itertools.count():
            answer = self._http.post("/v1/results", body, headers)
            if answer.status == 202:
                self.sent += len(records)
                self._in_flight -= len(records)
                return []
            if _is_refusal(answer):
                return self._divide(records, answer)
            # A proxy may take less than the monitor: smaller requests pass it, and a single result waits.
            if answer.status == 413 and len(records) > 1:
                return _halves(records)
            if answer.may_have_arrived and since is None:
                since = time.monotonic()
            # The monitor may have forgotten the key, and would count them twice.
            is_too_late = since is not None and time.monotonic() - since > _KEY_SECONDS
            if is_too_late or self._is_closed:
                break
            self._wait_after(answer, tries)
        self._lose(len(records))
        return []

    def _divide(self, records: List[_Record], answer: _Answer) -> List[List[_Record]]:
        """After a refusal, which is always of a whole body: without the record that it names, or in halves."""
        named = _INDEX.fullmatch(str(answer.body.get("field")))
        index = -1 if named is None else int(named.group(1))
        if 0 <= index < len(records):
            if named is not None and named.group(2) == "at" and records[index].is_own_time and self._set_clock(answer):
                return [records]
            return self._refuse(records, index)
        if len(records) == 1:
            return self._refuse(records, 0)
        return _halves(records)

    def _set_clock(self, answer: _Answer) -> bool:
        """Follows the monitor's clock, where it refuses ours. False if that would change nothing."""
        if answer.server_ms is None:
            return False
        offset = answer.server_ms - round(time.time() * 1_000)
        if abs(offset - self._clock_offset_ms) < 60_000:
            return False
        self._clock_offset_ms = offset
        self._warn("clock", "this clock differs from the monitor's by %d s: times follow the monitor's", offset // 1_000)
        return True

    def _refuse(self, records: List[_Record], index: int) -> List[List[_Record]]:
        self.refused += 1
        self._in_flight -= 1
        self._warn("refused", "the monitor refused a result, which is lost (%d so far)", self.refused)
        others = records[:index] + records[index + 1 :]
        return [others] if others else []

    def _send_reading(self) -> None:
        """A depth that cannot be sent is tried again until it says nothing about now, or a newer one is there."""
        reading = self._reading
        if reading is None or self._is_closed:
            return
        if time.monotonic() - reading.at <= _READING_SECONDS:
            answer = self._http.post("/v1/queue", json.dumps(reading.body).encode())
            if answer.status != 202 and not _is_refusal(answer):
                self._wait_after(answer, self._reading_tries)
                self._reading_tries += 1
                return
        self._reading_tries = 0
        if self._reading is reading:
            self._reading = None

    def _wait_after(self, answer: _Answer, tries: int) -> None:
        self.failures += 1
        self._warn("unsent", "not reported (%s); %d results wait, %d were dropped", answer.why, self.waiting, self.dropped)
        # "At once", or a time that is over, is no reason to ask without a pause.
        if answer.retry_after:
            self._pause(answer.retry_after, is_asked_for=True)
        # A page with a good status is of the network in between.
        elif answer.status < 300 or answer.status == 429 or answer.status >= 500:
            longest = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(tries, 10))
            self._pause(longest * random.uniform(0.5, 1.0))
        else:
            self._pause(_REFUSED_PAUSE, is_asked_for=True)

    def _pause(self, seconds: float, *, is_asked_for: bool = False) -> None:
        """A flush cuts it short, unless the monitor asked for it, or refuses what we are."""
        until = time.monotonic() + seconds
        soonest = time.monotonic() + 0.1
        while not self._is_closed:
            now = time.monotonic()
            is_over = now >= until or (not is_asked_for and self._is_hurried() and now >= soonest)
            if is_over:
                return
            is_short = not is_asked_for and self._is_hurried()
            self._token(min(_WARN_SECONDS, (soonest if is_short else until) - now))
            self._warn_dropped()

    def _warn_dropped(self) -> None:
        dropped = self.dropped
        if dropped > self._warned_dropped and self._warn("dropped", "%d results were dropped: too many waited", dropped):
            self._warned_dropped = dropped

    def _warn(self, kind: str, text: str, *values: object) -> bool:
        """Logs at most once a minute of each kind."""
        now = time.monotonic()
        if now - self._warned_at.get(kind, -_WARN_SECONDS) < _WARN_SECONDS:
            return False
        self._warned_at[kind] = now
        _log.warning(text, *values)
        return True


# --- Ends and forks of a process ---------------------------------------------------------------------------------------------

_outboxes: "weakref.WeakSet[_Outbox]" = weakref.WeakSet()


def _clear_all() -> None:
    for outbox in list(_outboxes):
        outbox.clear()


def _flush_all() -> None:
    outboxes = list(_outboxes)
    # All at once: the end of the program waits as long for several as for one.
    for outbox in outboxes:
        outbox.hurry_at_exit()
    for outbox in outboxes:
        outbox.flush_at_exit()


def _at_end_of_child(flush: Callable[[], None]) -> None:
    """Processes of multiprocessing and billiard (Celery) end without atexit, but run finalizers of their own."""
    for name in ("multiprocessing.util", "billiard.util"):
        finalize = getattr(sys.modules.get(name), "Finalize", None)
        try:
            if finalize is not None:
                finalize(None, flush, exitpriority=100)
        except Exception as error:
            _log.debug("%s: %s", name, type(error).__name__)


class _OnSigterm:
    """Sends what waits before SIGTERM ends the program. A program that has a handler of its own keeps it."""

    def __init__(self, previous: Any) -> None:
        self._previous = previous

    def __call__(self, number: int, frame: Optional[FrameType]) -> Any:
        if callable(self._previous):
            # It ends the program, or not, when it likes; what is sent until then is sent.
            for outbox in list(_outboxes):
                outbox.hurry(time.monotonic() + FLUSH_SECONDS)
            return self._previous(number, frame)
        _flush_all()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        return None


def _handle_sigterm() -> None:
    if threading.current_thread() is not threading.main_thread():
        return
    previous = signal.getsignal(signal.SIGTERM)
    # None: it was not set by Python, and could not be called.
    if previous is None or previous == signal.SIG_IGN or isinstance(previous, _OnSigterm):
        return
    signal.signal(signal.SIGTERM, _OnSigterm(None if previous == signal.SIG_DFL else previous))


atexit.register(_flush_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_clear_all)


# --- The reporter ------------------------------------------------------------------------------------------------------------


class Solve:
    """One solve that is being timed: `with report.solve("turnstile") as solve:`, or `async with`.

    It counts as solved when the block ends without an exception. `failed`, `answer` and `ignore` say otherwise.
    """

    __slots__ = ("_began", "_outcome", "_reporter", "captcha_type", "cost")

    def __init__(self, reporter: Reporter, captcha_type: Optional[str]) -> None:
        self.captcha_type = captcha_type
        self.cost: Optional[float] = None
        """US dollars."""
        self._reporter = reporter
        self._outcome: Optional[_Outcome] = _SOLVED
        self._began = time.monotonic()

    def failed(self, error_code: Optional[str] = None) -> None:
        """It failed, although nothing was raised."""
        self._outcome = _Outcome(False, error_code)

    def answer(self, answer: _V) -> _V:
        """Reads what an answer of CaptchaAI says, such as `{"status": 0, "request": "ERROR_…"}`, and hands it back."""
        try:
            self._outcome = _outcome_of_answer(answer)
        except Exception:
            pass
        return answer

    def ignore(self) -> None:
        """It does not count."""
        self._outcome = None

    def __enter__(self) -> Solve:
        self._began = time.monotonic()
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        seconds = time.monotonic() - self._began
        try:
            self._report(error, seconds)
        except Exception as own:
            _log.debug("a solve was not reported: %s", type(own).__name__)

    async def __aenter__(self) -> Solve:
        return self.__enter__()

    async def __aexit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.__exit__(kind, error, trace)

    def _report(self, error: Optional[BaseException], seconds: float) -> None:
        outcome = self._outcome
        if error is not None:
            code = _failure_of(error)
            outcome = None if code is None else _Outcome(False, code)
        if outcome is not None:
            self._reporter.record(
                outcome.solved, outcome.code, latency=seconds, cost=self.cost, captcha_type=self.captcha_type
            )


class Reporter:
    """Reports to one pipeline of the monitor. Make one for the whole program; it may be used in every thread.

    `url` and `token` come from `CAPTCHAAI_MONITOR_URL` and `CAPTCHAAI_MONITOR_TOKEN` where they are not given. Without a
    token, or with an address that is none, it says so once in the log and reports nothing: a program runs without it too.

    At the end of the program, and on SIGTERM, what waits is sent for at most `flush_timeout` seconds.
    `handle_sigterm=False` leaves SIGTERM alone.

    Where several processes report a queue each, `queue_source` (or `CAPTCHAAI_MONITOR_SOURCE`) names this one, such as
    "worker-1": the monitor adds up what they report. Without names the newest report replaces the others.
    """

    def __init__(
        self,
        url: Optional[str] = None,
        token: Optional[str] = None,
        *,
        most_waiting: int = MOST_WAITING,
        flush_timeout: float = FLUSH_SECONDS,
        handle_sigterm: bool = True,
        queue_source: Optional[str] = None,
    ) -> None:
        self._outbox: Optional[_Outbox] = None
        self._queue_source = queue_source or os.environ.get("CAPTCHAAI_MONITOR_SOURCE") or None
        try:
            self._outbox = _open_outbox(url, token, most_waiting, flush_timeout)
            if self._outbox is not None and handle_sigterm:
                _handle_sigterm()
        except Exception as error:
            # A sentence of an error could hold the address or the token.
            _log.warning("nothing is reported: the address of the monitor cannot be used (%s)", type(error).__name__)

    @property
    def dropped(self) -> int:
        """How many results were dropped because too many waited, since this process began."""
        return 0 if self._outbox is None else self._outbox.dropped

    @property
    def refused(self) -> int:
        """How many results the monitor refused as invalid."""
        return 0 if self._outbox is None else self._outbox.refused

    @property
    def sent(self) -> int:
        """How many results the monitor has on disk."""
        return 0 if self._outbox is None else self._outbox.sent

    @property
    def waiting(self) -> int:
        """How many results wait to be sent."""
        return 0 if self._outbox is None else self._outbox.waiting

    def record(
        self,
        success: bool,
        error_code: Optional[str] = None,
        *,
        latency: Optional[float] = None,
        cost: Optional[float] = None,
        captcha_type: Optional[str] = None,
        at: Union[None, float, datetime.datetime] = None,
    ) -> None:
        """Reports one finished task.

        `latency` in seconds, `cost` in US dollars, `at` when it finished (now, if left out): a datetime, or seconds since
        1970. A value that is none is left out.
        """
        if self._outbox is None:
            return
        try:
            record = _record_of(bool(success), error_code, latency, cost, captcha_type, at)
            if record is not None:
                self._outbox.add(record)
        except Exception as error:
            _log.debug("a result was not reported: %s", type(error).__name__)

    def queue(self, depth: int, active_workers: Optional[int] = None) -> None:
        """Reports how many tasks wait, and how many workers are at work. Only the newest of them is sent."""
        if self._outbox is None:
            return
        try:
            body: Dict[str, Any] = {"depth": max(0, int(depth))}
            if active_workers is not None:
                body["activeWorkers"] = max(0, int(active_workers))
            if self._queue_source is not None:
                body["source"] = str(self._queue_source)
            self._outbox.read(body)
        except Exception as error:
            _log.debug("a queue was not reported: %s", type(error).__name__)

    def solve(self, captcha_type: Optional[str] = None) -> Solve:
        """Times and reports what is done in a `with` or `async with` block."""
        return Solve(self, captcha_type)

    @overload
    def reported(self, target: _F, captcha_type: Optional[str] = None) -> _F: ...

    @overload
    def reported(
        self, target: Optional[str] = None, captcha_type: Optional[str] = None
    ) -> Callable[[_F], _F]: ...

    def reported(self, target: Any = None, captcha_type: Optional[str] = None) -> Any:
        """Reports every call of a function: `@report.reported`, `@report.reported("turnstile")`, `report.reported(solve)`.

        For functions, coroutine functions and methods. Where no type is given, that of 2captcha-python's `solve` is read
        from its arguments.
        """
        return _decorated(lambda function, chosen: _wrap(lambda: self, function, chosen), target, captcha_type)

    @overload
    def rq_job(self, target: _F, captcha_type: Optional[str] = None) -> _F: ...

    @overload
    def rq_job(self, target: Optional[str] = None, captcha_type: Optional[str] = None) -> Callable[[_F], _F]: ...

    def rq_job(self, target: Any = None, captcha_type: Optional[str] = None) -> Any:
        """`reported` for a job of RQ, whose process ends with the job: what waits is sent before that.

        It takes at most a second, and a try at most: with the monitor down a job ends as soon as that is known.
        """
        return _decorated(self._wrap_job, target, captcha_type)

    def _wrap_job(self, function: Any, captcha_type: Optional[str]) -> Any:
        inner = self.reported(function, captcha_type)

        @functools.wraps(function)
        def job(*args: Any, **kwargs: Any) -> Any:
            try:
                return inner(*args, **kwargs)
            finally:
                self._flush_job()

        return job

    def _flush_job(self) -> None:
        # The deadline of a job that is over may end in here.
        try:
            if self._outbox is not None and "rq.job" in sys.modules and sys.modules["rq.job"].get_current_job():
                self._outbox.flush(1.0, until_failure=True)
        except Exception:
            pass

    def flush(self, timeout: float = FLUSH_SECONDS) -> bool:
        """Sends what waits now. Waits for it, at most `timeout` seconds; whether everything was sent."""
        return self._outbox is None or self._outbox.flush(timeout)

    def close(self, timeout: float = FLUSH_SECONDS) -> bool:
        """`flush`, and then reports nothing more. Seldom needed: the end of the program does it."""
        return self._outbox is None or self._outbox.close(timeout)


def _open_outbox(url: Optional[str], token: Optional[str], most_waiting: int, flush_seconds: float) -> Optional[_Outbox]:
    address = url or os.environ.get("CAPTCHAAI_MONITOR_URL") or DEFAULT_URL
    secret = (token or os.environ.get("CAPTCHAAI_MONITOR_TOKEN") or "").strip()
    if not secret:
        _log.warning("nothing is reported: set CAPTCHAAI_MONITOR_TOKEN to the monitor's INGEST_TOKEN")
        return None
    if re.search(r"[^\x21-\x7e]", secret):
        raise ValueError("the token has a space or a character that is not ASCII")
    headers = {"Authorization": "Bearer " + secret}
    parts = urlsplit(address)
    if parts.scheme == "http" and parts.hostname not in ("127.0.0.1", "::1", "localhost"):
        _log.warning("the token goes to the monitor without encryption: use https outside of this machine")
    outbox = _Outbox(lambda: _Http(address, headers, _REQUEST_SECONDS), max(BATCH_SIZE, most_waiting), flush_seconds)
    _outboxes.add(outbox)
    return outbox


# --- Functions that report their calls -----------------------------------------------------------------------------------------


def _is_coroutine_function(function: Any) -> bool:
    return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(getattr(function, "__call__", None))


def _wrap(reporter: Callable[[], Reporter], function: Any, captcha_type: Optional[str]) -> Any:
    if inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function):
        _log.warning("a generator is not reported: use `with report.solve():` inside it")
        return function

    def begin(kwargs: Mapping[str, Any]) -> Solve:
        return reporter().solve(captcha_type or _type_of_call(kwargs))

    async def finish(solve: Solve, coroutine: Any) -> Any:
        with solve:
            return solve.answer(await coroutine)

    @functools.wraps(function, updated=())
    async def call_async(*args: Any, **kwargs: Any) -> Any:
        return await finish(begin(kwargs), function(*args, **kwargs))

    @functools.wraps(function, updated=())
    def call(*args: Any, **kwargs: Any) -> Any:
        solve = begin(kwargs)
        with solve:
            result = function(*args, **kwargs)
            is_coroutine = inspect.iscoroutine(result)
            if is_coroutine:
                solve.ignore()
            else:
                solve.answer(result)
        return finish(begin(kwargs), result) if is_coroutine else result

    return call_async if _is_coroutine_function(function) else call


def _decorated(wrap: Callable[[Any, Optional[str]], Any], target: Any, captcha_type: Optional[str]) -> Any:
    """The wrapped function, or a decorator: `@reported`, `@reported("turnstile")` and `reported(solve)` are all meant."""
    if isinstance(target, (staticmethod, classmethod)):
        method: Any = cast(Any, target)
        return type(method)(wrap(method.__func__, captcha_type))
    if callable(target):
        return wrap(target, captcha_type)
    chosen = captcha_type if target is None else target

    def decorate(function: Any) -> Any:
        return _decorated(wrap, function, chosen)

    return decorate


_default: List[Reporter] = []


def default_reporter() -> Reporter:
    """The reporter of the environment: `CAPTCHAAI_MONITOR_URL` and `CAPTCHAAI_MONITOR_TOKEN`. Made when it is first used."""
    if not _default:
        _default.append(Reporter())
    return _default[0]


@overload
def reported(target: _F, captcha_type: Optional[str] = None) -> _F: ...


@overload
def reported(target: Optional[str] = None, captcha_type: Optional[str] = None) -> Callable[[_F], _F]: ...


def reported(target: Any = None, captcha_type: Optional[str] = None) -> Any:
    """`Reporter.reported` of the default reporter. For 2captcha-python: `solver.solve = reported(solver.solve)`."""
    return _decorated(lambda function, chosen: _wrap(default_reporter, function, chosen), target, captcha_type)


# --- Celery ----------------------------------------------------------------------------------------------------------------------


class _CeleryTasks:
    """Which tasks are solves, of which type, and when those that run began."""

    def __init__(self, reporter: Reporter, tasks: Union[None, Iterable[str], Mapping[str, str]]) -> None:
        self._reporter = reporter
        self._types: Mapping[str, str] = cast(Mapping[str, str], tasks) if isinstance(tasks, Mapping) else {}
        self._names: Optional[FrozenSet[str]] = None if tasks is None else frozenset(cast(Iterable[str], tasks))
        # By thread too: an attempt may begin before the one that asked for it is over, and both have the id of the task.
        self._began: Dict[Tuple[int, str], float] = {}

    def prerun(self, task_id: str = "", **_: Any) -> None:
        self._began[(threading.get_ident(), task_id)] = time.monotonic()

    def success(self, sender: Any = None, result: Any = None, **_: Any) -> None:
        self._report(sender, sender.request.id, _outcome_of_answer(result))

    def failure(self, sender: Any = None, task_id: str = "", exception: Any = None, **_: Any) -> None:
        code = _failure_of(exception) if isinstance(exception, BaseException) else _OTHER
        self._report(sender, task_id, None if code is None else _Outcome(False, code))

    def postrun(self, task_id: str = "", **_: Any) -> None:
        self._began.pop((threading.get_ident(), task_id), None)

    def process_ends(self, **_: Any) -> None:
        self._reporter.flush()

    def _report(self, task: Any, task_id: str, outcome: Optional[_Outcome]) -> None:
        name = str(task.name)
        if outcome is None or (self._names is not None and name not in self._names):
            return
        began = self._began.get((threading.get_ident(), task_id))
        latency = None if began is None else time.monotonic() - began
        self._reporter.record(outcome.solved, outcome.code, latency=latency, captcha_type=self._types.get(name))


def celery_signals(reporter: Reporter, tasks: Union[None, Iterable[str], Mapping[str, str]] = None) -> None:
    """Reports the tasks of a Celery worker: call it where the Celery app is made.

    `tasks`: the names of those that solve CAPTCHAs, or a dict of names to CAPTCHA types; all tasks, if left out. An attempt that Celery
    retries does not count, its last one does.
    """
    try:
        signals: Any = __import__("celery.signals", fromlist=["signals"])
        watched = _CeleryTasks(reporter, tasks)
        for name, receiver in (
            ("task_prerun", watched.prerun),
            ("task_success", watched.success),
            ("task_failure", watched.failure),
            ("task_postrun", watched.postrun),
            ("worker_process_shutdown", watched.process_ends),
        ):
            getattr(signals, name).connect(receiver, weak=False)
    except Exception as error:
        _log.warning("tasks of Celery are not reported: %s", type(error).__name__)


# --- The origin's alerts -----------------------------------------------------------------------------------------------------------

_DISCORD_HOSTS = ("discord.com", "canary.discord.com", "ptb.discord.com", "discordapp.com")
_WEBHOOK_PATH = re.compile(r"(/api)(?:/v\d+)?(/webhooks/\d+/[\w-]+)")
_MAY_REPEAT = "This may repeat the message above: Discord's answer to that one was lost."
_NO_VALUE = "Not reported"
_MOST_TITLE, _MOST_DESCRIPTION, _MOST_FIELDS, _MOST_NAME, _MOST_VALUE = 256, 4_096, 25, 256, 1_024
_MOST_EMBED = 6_000


def _cut(text: object, most: int) -> str:
    whole = str(text).strip() or "\u2013"
    return whole if len(whole) <= most else whole[: most - 1] + "\u2026"


def _field(name: str, value: object, inline: bool = False) -> Dict[str, Any]:
    return {"name": name, "value": value, "inline": inline}


def _usd(amount: Optional[float]) -> str:
    return _NO_VALUE if amount is None else "$%.2f" % amount


def _percent(share: Optional[float]) -> str:
    return _NO_VALUE if share is None else "%.1f%%" % (share * 100)


def _whole(count: Optional[int]) -> str:
    return _NO_VALUE if count is None else "{:,}".format(count)


class DiscordCaptchaAlerts:
    """The alerts of CaptchaAI's article on Discord webhooks, with the same calls, through a sender that does not give up.

    A call waits until Discord has the message, at most `patience` seconds, and answers whether it has. It raises nothing; the log says
    why a message was not sent, without the address of the webhook.
    """

    COLORS = {"success": 0x2ECC71, "warning": 0xF39C12, "error": 0xE74C3C, "info": 0x3498DB}

    def __init__(self, webhook_url: str, *, patience: float = 60.0, api_base: Optional[str] = None) -> None:
        """`api_base`: another Discord than https://discord.com, such as one for tests.

        Raises ValueError if the address is not that of a webhook.
        """
        parts = urlsplit(webhook_url)
        is_discord = parts.scheme == "https" and parts.netloc in _DISCORD_HOSTS
        is_other = api_base is not None and webhook_url.startswith(api_base.rstrip("/") + "/webhooks/")
        path = _WEBHOOK_PATH.fullmatch(parts.path)
        if not (is_discord or is_other) or path is None:
            raise ValueError("this is not the address of a Discord webhook")
        self._http = _Http("%s://%s" % (parts.scheme, parts.netloc), {}, _REQUEST_SECONDS)
        # Only an answer with the message says that it is there.
        self._path = path.group(1) + "/v10" + path.group(2) + "?wait=true" + ("&" + parts.query if parts.query else "")
        self._patience = patience
        self._lock = threading.Lock()

    def send_embed(
        self,
        title: str,
        description: str,
        color_key: str = "info",
        fields: Optional[Sequence[Mapping[str, Any]]] = None,
    ) -> bool:
        """Sends one embed; `fields` are dicts of `name`, `value` and `inline`. Whether Discord has it."""
        try:
            embed = self._embed(title, description, color_key, fields or [])
            with self._lock:
                return self._deliver({"embeds": [embed], "allowed_mentions": {"parse": []}})
        except Exception as error:
            _log.warning("an alert was not sent: %s", type(error).__name__)
            return False

    def balance_alert(self, balance: float, threshold: float) -> bool:
        """Both in US dollars."""
        severity = "error" if balance < 2 else "warning"
        return self.send_embed(
            "\U0001f4b0 Balance Alert",
            "CaptchaAI balance is **%s**" % _usd(balance),
            severity,
            [
                _field("Threshold", _usd(threshold), True),
                _field("Severity", severity.upper(), True),
                _field("Action", "Top up your balance at captchaai.com"),
            ],
        )

    def error_spike(self, error_rate: float, error_count: int, total_count: int, top_errors: Mapping[str, int]) -> bool:
        """`top_errors`: how often each code came. The rate is computed from the counts; `error_rate` is used without them."""
        rate = error_count / total_count if total_count > 0 else error_rate
        ranked = sorted(top_errors.items(), key=lambda item: -item[1])
        lines = ["\u2022 `%s`: %d" % (str(code).replace("`", "'"), count) for code, count in ranked]
        return self.send_embed(
            "\u26a0\ufe0f Error Rate Spike",
            "Error rate: **%s** (%d/%d)" % (_percent(rate), error_count, total_count),
            "error",
            [
                _field("Error Breakdown", "\n".join(lines) or "No details"),
                _field("Window", "Last 5 minutes", True),
            ],
        )

    def queue_backup(self, queue_depth: int, active_workers: int) -> bool:
        """The time to drain is rough: as if each worker took a minute for a task."""
        minutes = queue_depth // max(active_workers, 1)
        return self.send_embed(
            "\U0001f4ca Queue Backup",
            "Queue depth: **%s** pending tasks" % _whole(queue_depth),
            "warning",
            [
                _field("Active Workers", _whole(active_workers), True),
                _field("Est. Drain Time", "~%s min (rough)" % _whole(minutes), True),
            ],
        )

    def daily_summary(
        self,
        total: int,
        success_rate: Optional[float] = None,
        avg_latency: Optional[float] = None,
        total_cost: Optional[float] = None,
        errors: Optional[int] = None,
        balance: Optional[float] = None,
        peak_queue: Optional[int] = None,
    ) -> bool:
        """`success_rate` as a share of 1, `avg_latency` in seconds, money in US dollars. None: it was not measured."""
        is_good = success_rate is not None and success_rate > 0.92
        latency = _NO_VALUE if avg_latency is None else "%.1fs" % avg_latency
        return self.send_embed(
            "\U0001f4c8 Daily CAPTCHA Summary",
            "**%s** tasks processed" % _whole(total),
            "success" if is_good else "warning",
            [
                _field("Success Rate", _percent(success_rate), True),
                _field("Avg Latency", latency, True),
                _field("Total Cost", _usd(total_cost), True),
                _field("Errors", _whole(errors), True),
                _field("Balance", _usd(balance), True),
                _field("Peak Queue", _whole(peak_queue), True),
            ],
        )

    def recovered(self, previous_rate: float, current_rate: float) -> bool:
        """Both are shares of 1 of the tasks that were solved."""
        sentence = "Solve rate recovered: %s \u2192 %s" % (_percent(previous_rate), _percent(current_rate))
        return self.send_embed("\u2705 Pipeline Recovered", sentence, "success")

    def _embed(
        self, title: str, description: str, color_key: str, fields: Sequence[Mapping[str, Any]]
    ) -> Dict[str, Any]:
        footer = "CaptchaAI Pipeline Monitor"
        embed: Dict[str, Any] = {
            "title": _cut(title, _MOST_TITLE),
            "description": _cut(description, _MOST_DESCRIPTION),
            "color": self.COLORS.get(color_key, self.COLORS["info"]),
            "timestamp": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds")[:-6] + "Z",
            "footer": {"text": footer},
        }
        room = _MOST_EMBED - len(footer) - len(embed["title"]) - len(embed["description"])
        kept: List[Dict[str, Any]] = []
        for field in fields[:_MOST_FIELDS]:
            name = _cut(field.get("name", ""), _MOST_NAME)
            room -= len(name)
            if room < 1:
                break
            value = _cut(field.get("value", ""), min(_MOST_VALUE, room))
            room -= len(value)
            kept.append({"name": name, "value": value, "inline": bool(field.get("inline", False))})
        if kept:
            embed["fields"] = kept
        return embed

    def _deliver(self, payload: Dict[str, Any]) -> bool:
        until = time.monotonic() + self._patience
        for tries in itertools.count():
            answer = self._http.post(self._path, json.dumps(payload).encode())
            # An idle connection that breaks would leave it open whether the message arrived.
            self._http.close()
            if 200 <= answer.status < 300 and "id" in answer.body:
                return True
            # Another page than Discord's own JSON is of the network in between, and refuses nothing.
            if 400 <= answer.status < 500 and answer.status != 429 and "code" in answer.body:
                _log.warning("an alert was not sent: Discord refuses it (%s)", answer.why)
                return False
            # After 504 the gateway does not know what became of it.
            if answer.status == 504 or (answer.status < 300 and answer.may_have_arrived):
                payload = {**payload, "content": _MAY_REPEAT}
            pause = self._pause_after(answer, tries)
            if time.monotonic() + pause > until:
                doubt = ", but it may have arrived" if answer.may_have_arrived else ""
                _log.warning("an alert was not sent within %d s (%s)%s", self._patience, answer.why, doubt)
                return False
            time.sleep(pause)
        return False

    @staticmethod
    def _pause_after(answer: _Answer, tries: int) -> float:
        asked = answer.body.get("retry_after") if answer.status == 429 else None
        seconds = asked if isinstance(asked, (int, float)) else answer.retry_after
        return float(seconds) if seconds is not None else min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(tries, 10))
