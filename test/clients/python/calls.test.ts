import { describe, expect, test } from 'vitest';
import { startFakeMonitor } from '../../fixtures/fakeMonitor.ts';
import { hasPython, runPython } from '../../fixtures/python.ts';

function kinds(records: readonly unknown[]) {
  const found: Record<string, number> = {};
  for (const record of records) {
    const { outcome, errorCode = 'none', captchaType } = Object(record);
    const kind = `${captchaType} ${outcome} ${errorCode}`;
    found[kind] = (found[kind] ?? 0) + 1;
  }
  return found;
}

describe.skipIf(!hasPython())('the Python reporter', () => {
  test('takes the type from the arguments of 2captcha-python, in both of its classes, and nothing else', async () => {
    const monitor = await startFakeMonitor();
    expect(await runPython(['solver.py'], monitor.env)).toMatchObject({ code: 0, err: '' });
    expect(kinds(monitor.records())).toEqual({
      'recaptcha_v2 solved none': 1,
      'recaptcha_v3 solved none': 1,
      'image solved none': 1,
      'turnstile failed ERROR_CAPTCHA_UNSOLVABLE': 1,
      'turnstile solved none': 20,
    });
    expect(monitor.requests.map(({ body }) => body).join()).not.toMatch(
      /6Le-|https|2122988149|03AGdBq25|captcha\.png|login/,
    );
  });

  test('reports coroutines, methods and blocks of asyncio; what was cancelled does not count', async () => {
    const monitor = await startFakeMonitor();
    expect(await runPython(['asynchronous.py', 'answering'], monitor.env)).toMatchObject({ code: 0, err: '' });
    expect(kinds(monitor.records())).toEqual({
      'method solved none': 1_001,
      'static solved none': 1,
      'outside solved none': 2,
      'undefined failed ERROR_PAGEURL': 1,
      'block failed ERROR_ZERO_BALANCE': 1,
      'timeout failed TIMEOUT': 1,
    });
  });

  test('lets the loop go on while the monitor gives no answer', async () => {
    const monitor = await startFakeMonitor(() => 'never');
    const { out, code } = await runPython(['asynchronous.py', 'hanging'], monitor.env);
    expect([code, out]).toEqual([0, 'the loop went on 6007\n']);
    expect(monitor.requests.length).toBeGreaterThan(0);
  });
});
