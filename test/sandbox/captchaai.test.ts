import { beforeEach, describe, expect, test } from 'vitest';
import type { LocalCaptchaAi } from '../../sandbox/captchaai/localCaptchaAi.ts';
import type { AnswerForm, Mood } from '../../sandbox/captchaai/mood.ts';
import { setUpCaptchaAi } from '../fixtures/captchaAi.ts';

const MINUTE = 60_000;

let clock: number;
let captchaAi: LocalCaptchaAi;

beforeEach(async () => {
  clock = Date.UTC(2026, 3, 20, 12);
  captchaAi = await setUpCaptchaAi({ now: () => clock, balanceUsd: 8.42, threads: 5 });
});

function ask(query: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Response> {
  const address = `${captchaAi.url}/res.php?${new URLSearchParams({ key: captchaAi.key, ...query })}`;
  return fetch(address, signal ? { signal } : {});
}

async function body(query: Readonly<Record<string, string>>): Promise<string> {
  return (await ask(query)).text();
}

const balance = { action: 'getbalance', json: '1' };

describe('the balance', () => {
  test('is a bare decimal without json=1, and an envelope with it', async () => {
    expect(await body({ action: 'getbalance' })).toBe('8.42');
    expect(await body(balance)).toBe('{"status":1,"request":"8.42"}');
  });

  test.each<[string, Partial<AnswerForm>, string]>([
    ['as a number', { numbersAs: 'number' }, '{"status":1,"request":8.42}'],
    ['with an extra field', { errorText: 'none' }, '{"status":1,"request":"8.42","error_text":"none"}'],
  ])('may come %s', async (_name, form, expected) => {
    captchaAi.setForm(form);
    expect(await body(balance)).toBe(expected);
  });

  test.each([
    [10, '10'],
    [0, '0'],
    [-0.5, '-0.5'],
    [0.1 + 0.2, '0.3'],
    [12.345, '12.345'],
  ])('of %d reads %s', async (usd, expected) => {
    captchaAi.setBalance(usd);
    expect(await body({ action: 'getbalance' })).toBe(expected);
    expect(captchaAi.balanceUsd()).toBe(usd);
  });
});

describe('the threads', () => {
  const ALL = '"threads":"5","working_threads":"2","free_threads":"3"';

  test.each<[AnswerForm['threadsInfo'], string]>([
    ['flat', `{"status":1,${ALL}}`],
    ['nested', `{"status":1,"request":{${ALL}}}`],
    ['unsupported', '{"status":0,"request":"ERROR_EMPTY_ACTION"}'],
  ])('can be %s', async (threadsInfo, expected) => {
    captchaAi.setForm({ threadsInfo });
    captchaAi.setThreads({ total: 5, working: 2 });
    expect(await body({ action: 'threadsinfo', json: '1' })).toBe(expected);
  });
});

describe('a bad key', () => {
  const WRONG_FORM = 'not-a-key';
  const UNKNOWN = '0'.repeat(32);

  test.each([
    [WRONG_FORM, 'ERROR_WRONG_USER_KEY'],
    ['', 'ERROR_WRONG_USER_KEY'],
    [UNKNOWN, 'ERROR_KEY_DOES_NOT_EXIST'],
  ])('"%s" is refused with %s on HTTP 200', async (key, code) => {
    const response = await ask({ ...balance, key });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 0, request: code });
    expect(await body({ action: 'getbalance', key })).toBe(code);
  });

  async function guess(times: number): Promise<void> {
    for (let i = 0; i < times; i++) await body({ ...balance, key: UNKNOWN });
  }

  test('four times is forgiven, five times bans the good key too', async () => {
    await guess(4);
    expect(await body({ action: 'getbalance' })).toBe('8.42');
    await guess(5);
    expect(await body({ action: 'getbalance' })).toBe('IP_BANNED');
  });

  test('is banned for five minutes, not a millisecond longer', async () => {
    await guess(5);
    clock += 5 * MINUTE - 1;
    expect(await body({ action: 'getbalance' })).toBe('IP_BANNED');
    clock += 1;
    expect(await body({ action: 'getbalance' })).toBe('8.42');
  });
});

describe('moods', () => {
  test.each<[Mood, number, string | RegExp]>([
    ['badGateway', 502, /^<html>.*502 Bad Gateway/],
    ['serverError', 500, /^<html>.*500 Internal Server Error/],
    ['tooManyRequests', 429, 'ERROR_TOO_MUCH_REQUESTS'],
    ['emptyBody', 200, ''],
    ['truncatedJson', 200, '{"status":1,"request":"8.'],
    ['plainText', 200, /maintenance/],
    [{ code: 'ERROR_ZERO_BALANCE' }, 200, '{"status":0,"request":"ERROR_ZERO_BALANCE"}'],
    [{ code: 'ERROR_NEVER_SEEN' }, 200, '{"status":0,"request":"ERROR_NEVER_SEEN"}'],
    [{ slowMs: 1 }, 200, '{"status":1,"request":"8.42"}'],
  ])('%o', async (mood, status, text) => {
    captchaAi.setMood(mood);
    const response = await ask(balance);
    expect(response.status).toBe(status);
    expect(await response.text()).toEqual(typeof text === 'string' ? text : expect.stringMatching(text));
  });

  test('a reset connection fails the call, and the next one works again', async () => {
    captchaAi.setMood('reset');
    await expect(ask(balance)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    captchaAi.setMood('healthy');
    expect(await body(balance)).toContain('8.42');
  });

  test.each<Mood>(['unanswered', { slowMs: 60 * MINUTE }])('%o: the caller has to give up by itself', async (mood) => {
    captchaAi.setMood(mood);
    const deadline = new AbortController();
    const asked = ask(balance, deadline.signal);
    expect(await captchaAi.nextCall()).toMatchObject({ action: 'getbalance', keyOk: true });
    deadline.abort(new Error('gave up'));
    await expect(asked).rejects.toThrow('gave up');
  });

  test('stopping ends the calls that nobody answered', async () => {
    captchaAi.setMood('unanswered');
    const asked = ask(balance);
    await captchaAi.nextCall();
    await Promise.all([expect(asked).rejects.toThrow(), captchaAi.stop()]);
    captchaAi = await setUpCaptchaAi();
  });
});

test('calls are listed with when, what and how it went, and never with the key', async () => {
  await body({ action: 'getbalance' });
  clock += MINUTE;
  await body({ ...balance, key: 'oops' });
  captchaAi.setMood('badGateway');
  await body(balance);

  expect(captchaAi.calls).toEqual([
    { at: clock - MINUTE, action: 'getbalance', json: false, keyOk: true, outcome: 'ok' },
    { at: clock, action: 'getbalance', json: true, keyOk: false, outcome: 'ERROR_WRONG_USER_KEY' },
    { at: clock, action: 'getbalance', json: true, keyOk: true, outcome: 'badGateway' },
  ]);
  expect(JSON.stringify(captchaAi.calls)).not.toContain(captchaAi.key);
});

test('nothing but GET /res.php is there', async () => {
  expect((await fetch(`${captchaAi.url}/in.php`)).status).toBe(404);
  expect((await fetch(`${captchaAi.url}/res.php`, { method: 'POST' })).status).toBe(404);
  expect(captchaAi.calls).toEqual([]);
});

test('a stopped service can come back on its old port with its old key', async () => {
  const { url, key } = captchaAi;
  await captchaAi.stop();
  captchaAi = await setUpCaptchaAi({ port: Number(new URL(url).port), key });
  expect(await body({ action: 'getbalance' })).toBe('142.3');
  expect(captchaAi.url).toBe(url);
});
