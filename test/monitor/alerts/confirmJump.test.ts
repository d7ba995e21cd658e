import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastTopUp } from '../../../src/monitor/accounts/topUp.ts';
import { confirmJump } from '../../../src/monitor/alerts/confirmJump.ts';
import { setUpPoll } from '../../fixtures/poll.ts';
import { MINUTE, SECOND } from '../../fixtures/thresholds.ts';

const USD = 1_000_000;

test.each<[string, number | null, number | null, number, string]>([
  ['the very first one', null, null, 0, 'keep'],
  ['one that is spent a little', 142, null, 141, 'keep'],
  ['one that fell to half', 142, null, 71, 'keep'],
  ['one that fell below half', 142, null, 70.999999, 'confirm'],
  ['one that is used up', 142, null, 0, 'confirm'],
  ['one that is overdrawn further', -1, null, -3, 'confirm'],
  ['one that was refunded just under a dollar', 142, null, 142.999999, 'keep'],
  ['one that was topped up by a dollar', 142, null, 143, 'confirm'],
  ['a fall that the next answer says too', 142, 0, 0, 'keep'],
  ['a fall of which the next answer says a little more', 142, 60, 59.9, 'keep'],
  ['a fall that the next answer denies', 142, 0, 141.9, 'keep'],
  ['a fall of which the next answer says much more', 142, 60, 0, 'confirm'],
  ['a fall where the next answer says a rise', 142, 0, 200, 'confirm'],
  ['a rise that the next answer says too', 0, 142, 141.9, 'keep'],
  ['a rise that the next answer denies', 0, 142, 0, 'keep'],
  ['a rise where the next answer says a fall', 142, 200, 0, 'confirm'],
])('%s (kept %s, in doubt %s, read %s): %s', (_name, kept, pending, answer, expected) => {
  const micros = (usd: number | null) => (usd === null ? null : Math.round(usd * USD));
  expect(confirmJump(micros(kept), micros(pending), Math.round(answer * USD))).toBe(expected);
});

describe('the poll', () => {
  /** Polls once for each balance, when the poll itself says; answers what was kept, and how long each wait was. */
  async function polled(...usd: readonly number[]) {
    const { poll, kept, pollAfter } = setUpPoll({
      answers: usd.map((value) => ({ ok: true, balanceMicros: Math.round(value * USD) })),
    });
    const waits: number[] = [];
    let waitMs = 0;
    for (const _ of usd) {
      waitMs = await pollAfter(waitMs);
      waits.push(waitMs);
    }
    return {
      readings: kept.map(([, reading]) => reading),
      values: kept.map(([, { value }]) => value / USD),
      waits,
      poll,
    };
  }

  test('asks again soon when a balance jumped, and keeps what two answers say', async () => {
    const { values, waits } = await polled(142, 0, 0, 0, 50, 50);
    expect(values).toEqual([142, 0, 0, 50]);
    expect(waits).toEqual([MINUTE, 5 * SECOND, MINUTE, MINUTE, 5 * SECOND, MINUTE]);
  });

  test.each([
    ['that it is used up', [142, 0, 142]],
    ['that it was topped up', [0.5, 142, 0.5]],
    ['a tenth of it, twice', [142, 14, 142, 14, 141]],
  ])('never keeps a single odd answer: %s', async (_name, answers) => {
    const { values, readings } = await polled(...answers);
    const real = answers[0] ?? 0;
    expect(values.every((value) => Math.abs(value - real) <= 1)).toBe(true);
    expect(lastTopUp(readings)).toBeNull();
  });

  test('answers meanwhile that CaptchaAI does', async () => {
    const { poll } = await polled(142, 0);
    expect(await poll.health()).toMatchObject({ failure: null, failuresInRow: 0 });
  });

  test('goes on doubting over a call that failed', async () => {
    const failure = { class: 'outage', code: 'TIMEOUT', meaning: 'x', advice: 'y' } as const;
    const ok = (usd: number) => ({ ok: true, balanceMicros: usd * USD }) as const;
    const { kept, pollAfter } = setUpPoll({ answers: [ok(142), ok(0), { ok: false, failure }, ok(0)] });
    const waits = [await pollAfter(0), await pollAfter(MINUTE), await pollAfter(5 * SECOND), await pollAfter(MINUTE)];
    expect(waits).toEqual([MINUTE, 5 * SECOND, MINUTE, MINUTE]);
    expect(kept.map(([, { value }]) => value / USD)).toEqual([142, 0]);
  });

  test('keeps no odd answer of an account that is only spent, wherever the odd ones fall', async () => {
    const odd = fc.record({
      at: fc.integer({ min: 1, max: 19 }),
      usd: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 150, max: 900 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(odd, { maxLength: 5 }), async (odds) => {
        const answers = Array.from({ length: 20 }, (_, i) => 142 - i / 10);
        // Two odd answers one after the other would be believed.
        const alone = odds.filter(({ at }) => !odds.some((other) => Math.abs(other.at - at) === 1));
        for (const { at, usd } of alone) answers[at] = usd;
        const { values, readings } = await polled(...answers);
        expect(values.every((value) => value >= 140 && value <= 142)).toBe(true);
        expect(lastTopUp(readings)).toBeNull();
      }),
    );
  });

  test('is never in doubt for long: every level is believed in the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 1_000 }),
        fc.integer({ min: 0, max: 1_000 }),
        async (before, after) => {
          const { values } = await polled(before, after, after);
          expect(values.at(-1)).toBe(after);
        },
      ),
    );
  });
});
