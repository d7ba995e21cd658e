import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { listenLocally } from '../../fixtures/localServer.ts';
import { hasPython, runPython } from '../../fixtures/python.ts';
import { CERTIFICATE } from '../../fixtures/selfSigned.ts';
import { ENDLESS, startTrickling, TAKEN_AT_ONCE } from '../../fixtures/tricklingServer.ts';

const SECONDS = 0.6;

/** What one request with a short time limit comes to; it must end with that limit. */
async function post(url: string, bodyBytes = 2) {
  const { out, err } = await runPython(['deadline.py', url, String(SECONDS), String(bodyBytes)]);
  expect(err).toBe('');
  const [status, mayHaveArrived, tookSeconds] = JSON.parse(out);
  expect(tookSeconds).toBeGreaterThan(SECONDS - 0.05);
  expect(tookSeconds).toBeLessThan(SECONDS + 0.5);
  return { status, mayHaveArrived };
}

const keyOf = (request: string) => /idempotency-key: (\w+)/i.exec(request)?.[1];

/** The environment of a reporter, and a program that reports one result with a short time limit. */
const environment = (url: string) => ({
  CAPTCHAAI_MONITOR_URL: url,
  CAPTCHAAI_MONITOR_TOKEN: 'a-token-of-the-tests-0123456789',
});
const PROGRAM = `import captchaai_monitor as m
m._REQUEST_SECONDS = ${SECONDS}
r = m.Reporter()
r.record(True)
r.flush(8)
print(r.sent, r.dropped, r.waiting)`;
/** Each connection waits: the queue of those that nobody accepted is full. */
const SILENT_HOST = `import captchaai_monitor as m, json, socket, time
full = socket.socket()
full.bind(("127.0.0.1", 0))
full.listen(0)
waiting = [socket.socket() for _ in range(4)]
for one in waiting:
    one.setblocking(False)
    one.connect_ex(full.getsockname())
found = socket.getaddrinfo(*full.getsockname(), 0, socket.SOCK_STREAM)
socket.getaddrinfo = lambda *_: found * 4
began = time.monotonic()
answer = m._Http("http://monitor.example", {}, ${SECONDS}).post("/v1/results", b"[]")
print(json.dumps([answer.status, answer.may_have_arrived, time.monotonic() - began]))`;

describe.skipIf(!hasPython())('a request of the Python reporter ends with its time', () => {
  test.each(ENDLESS)('where the answer is %s without an end', async (_name, answer, status) => {
    const { url } = await startTrickling(() => answer);
    expect(await post(url)).toEqual({ status, mayHaveArrived: true });
  });

  test('also over TLS', async () => {
    const { url } = await startTrickling(() => ({ head: 'HTTP/1.1 202 ', more: 'x' }), true);
    expect(await post(url)).toEqual({ status: 0, mayHaveArrived: true });
  });

  test('where TLS is never agreed on', async () => {
    const { url } = await startTrickling(() => ({ head: '', more: null }));
    expect(await post(url.replace('http:', 'https:'))).toEqual({ status: 0, mayHaveArrived: false });
  });

  test.each([
    ['', createServer],
    [' over TLS', (onSocket: (socket: Socket) => void) => createTlsServer(CERTIFICATE, onSocket)],
  ])('where what is sent is not read%s', async (over, create) => {
    const { port } = await listenLocally(create((socket: Socket) => socket.on('error', () => undefined).pause()));
    const url = `${over === '' ? 'http' : 'https'}://127.0.0.1:${port}`;
    expect(await post(url, 32_000_000)).toEqual({ status: 0, mayHaveArrived: true });
  });

  test('where none of the addresses of a host answers', async () => {
    const { out } = await runPython(['-c', SILENT_HOST]);
    expect(JSON.parse(out)).toEqual([0, false, expect.closeTo(SECONDS, 0)]);
  });

  test.each(ENDLESS.filter(([, , status]) => status !== 202))(
    'and is sent again under the same key: %s',
    async (_name, answer) => {
      const { url, requests } = await startTrickling((index) => (index === 0 ? answer : TAKEN_AT_ONCE));
      const { out } = await runPython(['-c', PROGRAM], environment(url));
      expect(out).toBe('1 0 0\n');
      const keys = requests.map(keyOf);
      expect(keys).toEqual([expect.any(String), keys[0]]);
    },
  );

  test('also over a connection that was kept', async () => {
    const { url, requests } = await startTrickling((index) =>
      index === 1 ? { head: 'HTTP/1.1 202 ', more: 'x' } : TAKEN_AT_ONCE,
    );
    const program = PROGRAM.replace('print', 'r.record(False)\nr.flush(8)\nprint');
    const { out } = await runPython(['-c', program], environment(url));
    expect(out).toBe('2 0 0\n');
    const keys = requests.map(keyOf);
    expect(keys).toEqual([expect.any(String), keys[2], expect.any(String)]);
  });

  test('and a 202 counts, however its body goes on', async () => {
    for (const body of [{ more: 'x' }, { more: null }]) {
      const { url, requests } = await startTrickling(() => ({
        head: 'HTTP/1.1 202 OK\r\nContent-Length: 99\r\n\r\n',
        ...body,
      }));
      const { out } = await runPython(['-c', PROGRAM], environment(url));
      expect([out, requests.length]).toEqual(['1 0 0\n', 1]);
    }
  });
});
