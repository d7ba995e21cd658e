import { describe, expect, test } from 'vitest';
import { setUpServer } from '../fixtures/server.ts';
import { NOW } from '../fixtures/store.ts';

const NOW_SECONDS = NOW / 1_000;

describe('a 400 guesses what was meant', () => {
  test.each<[body: object, message: RegExp]>([
    [{ outcome: 'failed', errorcode: 'X' }, /^errorcode is not a known field\. Did you mean errorCode\?$/],
    [{ outcome: 'failed', error_code: 'X' }, /^error_code .* Did you mean errorCode\?$/],
    [{ outcome: 'solved', latency: 5 }, /^latency .* Did you mean latencyMs\?$/],
    [{ outcome: 'solved', 'captcha-type': 'x' }, /Did you mean captchaType\?$/],
    [{ outcome: 'solved', timestamp: 5 }, /Did you mean at\?$/],
    [{ outcome: 'solved', colour: 'red' }, /^colour is not a known field\.$/],
    [{ outcome: 'solved', constructor: 'red' }, /^constructor is not a known field\.$/],
    [{ outcome: 'solved', latncyMs: 5 }, /^latncyMs .* Did you mean latencyMs\?$/],
    [{ outcome: 'solved', cost_in_usd: 5 }, /^cost_in_usd .* Did you mean costUsd\?$/],
    [{ outcome: 'slved' }, /Did you mean "solved"\?$/],
    [{ outcome: true }, /^outcome must be "solved" or "failed"\. Did you mean "solved"\?$/],
    [{ outcome: 'Solved' }, /Did you mean "solved"\?$/],
    [{ outcome: 'error' }, /Did you mean "failed"\?$/],
    [{ outcome: 'toString' }, /^outcome must be "solved" or "failed"\.$/],
    [
      { status: 'success' },
      /^outcome must be "solved" or "failed"\.|^status is not a known field\. Did you mean outcome\?$/,
    ],
    [
      { outcome: 'solved', at: NOW_SECONDS },
      /^at is more than 7 days ago\. It looks like seconds since 1970: send milli/,
    ],
    [{ outcome: 'solved', at: NOW_SECONDS - 8 * 86_400 }, /^at is more than 7 days ago\.$/],
  ])('%j', async (body, message) => {
    const server = await setUpServer();
    const response = await server.post('/v1/results', body);
    expect(response.statusCode).toBe(400);
    expect(response.json().message).toMatch(message);
    expect(await server.kept()).toBe(0);
  });

  test('of a queue reading too', async () => {
    const server = await setUpServer();
    const response = await server.post('/v1/queue', { depth: 1, workers: 4 });
    expect(response.json().message).toBe('workers is not a known field. Did you mean activeWorkers?');
  });
});
