import { expect, test } from 'vitest';
import { evaluate } from '../../src/monitor/alerts/evaluate.ts';
import { createReader } from '../../src/monitor/kinds/reader.ts';
import type { BalanceAnswer } from '../../src/monitor/ports/provider.ts';
import { ACCOUNT } from '../fixtures/constants.ts';
import { setUpMonitor } from '../fixtures/monitor.ts';
import { setUpPoll } from '../fixtures/poll.ts';
import { openOnDisk } from '../fixtures/store.ts';
import { MINUTE, SECOND } from '../fixtures/thresholds.ts';

const OUTAGE: BalanceAnswer = {
  ok: false,
  failure: { class: 'outage', code: 'UNREACHABLE', meaning: 'No answer', advice: 'Wait' },
};

const STEP_MS = 5 * SECOND;

/** Two processes on one database: `reaches` gets answers of CaptchaAI, `blocked` gets none. Each polls and evaluates every five seconds. */
async function setUpTwo() {
  const stage = await setUpMonitor({ store: (await openOnDisk()).store });
  await stage.addGuild('g1');
  const { store } = stage;
  const processOf = (answers: BalanceAnswer[]) => {
    const poll = setUpPoll({ answers, providerHealth: store.providerHealth, now: stage.now() });
    const provider = () => poll.poll.health();
    const codes = { explain: () => null };
    const reader = createReader({ store, account: ACCOUNT, provider, codes, lateMs: () => null });
    return { ...poll, reader };
  };
  const reaches = processOf([]);
  const blocked = processOf(Array.from({ length: 99 }, () => OUTAGE));
  return {
    reaches,
    blocked,
    /** A time in which the two take turns in this order. */
    async run(ms: number, turns: readonly (typeof reaches)[]) {
      for (let at = 0; at < ms; at += STEP_MS) {
        stage.wait(STEP_MS);
        for (const { pollAt, reader } of turns) {
          await pollAt(stage.now());
          await evaluate(ACCOUNT, { ...stage.ports, reader });
        }
      }
      await stage.drain();
    },
    sent: () => stage.inbox.map(({ message }) => message.type),
    incidents: async () => (await store.incidents.recent('g1', 1_000)).filter(({ kind }) => kind === 'provider').length,
  };
}

test('two processes that disagree about CaptchaAI for ten minutes open no incidents in turns', async () => {
  const { reaches, blocked, run, sent, incidents } = await setUpTwo();
  for (let minute = 0; minute < 10; minute += 1) {
    await run(MINUTE, minute % 2 === 0 ? [reaches, blocked] : [blocked, reaches]);
  }
  expect({ sent: sent(), incidents: await incidents() }).toEqual({ sent: [], incidents: 0 });
  // Together they ask as often as one does.
  expect(reaches.asked.balance + blocked.asked.balance).toBeLessThanOrEqual(11);
  expect(blocked.asked.balance).toBeGreaterThanOrEqual(3);
});

test('an outage that one of them sees is one incident for both, and over for both with the first answer', async () => {
  const { reaches, blocked, run, sent, incidents } = await setUpTwo();
  await run(5 * MINUTE, [blocked, reaches]);
  expect({ sent: sent(), incidents: await incidents() }).toEqual({ sent: ['alert'], incidents: 1 });
  await run(5 * MINUTE, [reaches, blocked]);
  expect({ sent: sent(), incidents: await incidents() }).toEqual({ sent: ['alert', 'recovery'], incidents: 1 });
});
