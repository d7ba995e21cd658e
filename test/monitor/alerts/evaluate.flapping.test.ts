import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { HOUR, MINUTE, SECOND, THRESHOLDS } from '../../fixtures/thresholds.ts';

type Stage = Awaited<ReturnType<typeof setUpMonitor>>;

/** No reminders: every message is an alert or its end. */
const ONCE = { ...THRESHOLDS, cooldownMs: 24 * HOUR };
const EVERY_MS = 30 * SECOND;

async function sentWhile(offsets: readonly number[], set: (stage: Stage, offset: number) => Promise<unknown>) {
  const stage = await setUpMonitor({ thresholds: ONCE });
  await stage.addGuild('g1');
  const sent: string[] = [];
  for (const offset of offsets) {
    stage.wait(EVERY_MS);
    await set(stage, offset);
    sent.push(...(await stage.tell()).map((line) => line.replace('g1:', String(offset))));
  }
  return sent;
}

/** Round a threshold by a thousandth, in every way there is, for an hour. */
const wobbles = fc.array(fc.double({ min: -0.001, max: 0.001, noNaN: true }), {
  minLength: HOUR / EVERY_MS,
  maxLength: HOUR / EVERY_MS,
});

const share = (part: number, offset: number) => Math.round(1_000_000 * part * (1 + offset));

describe.each<[string, (stage: Stage, offset: number) => Promise<unknown>]>([
  ['the balance round its threshold', ({ balance }, offset) => balance(10 * (1 + offset))],
  ['the balance round the critical level', ({ balance }, offset) => balance(2 * (1 + offset))],
  ['the queue round its threshold', ({ queue }, offset) => queue(Math.round(100_000 * (1 + offset)) / 1_000)],
  ['the queue round five times that', ({ queue }, offset) => queue(500 * (1 + offset))],
  ['busy threads', ({ threads }, offset) => threads(share(0.95, offset), 1_000_000)],
  [
    'refused tasks',
    ({ results }, offset) => {
      const refused = Math.round(1_000 * (1 + offset));
      return results(10_000 - refused, refused, { errorCode: 'ERROR_NO_SLOT_AVAILABLE' });
    },
  ],
  [
    'failed tasks',
    ({ results }, offset) => {
      const failed = Math.round(1_500 * (1 + offset));
      return results(10_000 - failed, failed);
    },
  ],
])('%s', (_name, set) => {
  test('leads to at most one message of each severity, and to no end, while it only wobbles', async () => {
    await fc.assert(
      fc.asyncProperty(wobbles, async (offsets) => {
        const sent = await sentWhile(offsets, set);
        expect(sent.filter((line) => line.endsWith('recovered'))).toEqual([]);
        const kinds = sent.map((line) => line.replace(/^\S+ /, ''));
        expect(new Set(kinds).size).toBe(kinds.length);
      }),
      { numRuns: 3 },
    );
  }, 60_000);
});

test('a balance of $9.998 and $10.001 in turn is one alert, and $10.20 is its end', async () => {
  const values = [9.998, 10.001, 9.998, 10.001, 10.19, 9.998, 10.2, 10.001, 10.2];
  expect(await sentWhile(values, ({ balance }, usd) => balance(usd))).toEqual([
    '9.998 balance warning',
    '10.2 balance recovered',
  ]);
});

test('a top-up to the threshold ends it at once, and a balance that falls below it again is another incident', async () => {
  const values = [9, 8.9, 10.1, 10.05, 9.99, 10.05];
  const sent = await sentWhile(values, ({ balance }, usd) => balance(usd));
  // Inside the cooldown the second one is not sent; it is not over either.
  expect(sent).toEqual(['9 balance warning', '10.1 balance recovered']);
});

test('people are notified once of the critical level while the balance goes to and fro round it, whatever the cooldown', async () => {
  const stage = await setUpMonitor();
  await stage.addGuild('g1');
  const sent: string[] = [];
  for (let i = 0; i < 60; i += 1) {
    stage.wait(MINUTE);
    await stage.balance(i % 2 === 0 ? 1.999 : 2.001);
    sent.push(...(await stage.tell()));
  }
  expect(sent.filter((message) => !message.includes('reminder'))).toEqual(['g1: balance critical']);
});
