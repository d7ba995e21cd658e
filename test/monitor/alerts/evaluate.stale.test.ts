import { expect, test } from 'vitest';
import { evaluate } from '../../../src/monitor/alerts/evaluate.ts';
import type { DecisionChange } from '../../../src/monitor/ports/alertStateStore.ts';
import { change } from '../../fixtures/change.ts';
import { ACCOUNT, ANA } from '../../fixtures/constants.ts';
import { everywhere } from '../../fixtures/everywhere.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { MINUTE } from '../../fixtures/thresholds.ts';

/** An evaluation during which another writer, `meanwhile`, commits first, so many times. */
async function evaluateWhile(
  stage: Awaited<ReturnType<typeof setUpMonitor>>,
  meanwhile: (changes: readonly DecisionChange[]) => Promise<unknown>,
  times = 1,
) {
  let left = times;
  let commits = 0;
  const { store } = stage;
  const alertStates = {
    ...store.alertStates,
    async commit(changes: readonly DecisionChange[], now: number) {
      commits += 1;
      if (left > 0) await meanwhile(changes);
      left -= 1;
      return store.alertStates.commit(changes, now);
    },
  };
  const hasMessages = await evaluate(ACCOUNT, { ...stage.ports, store: { ...store, alertStates } });
  return { hasMessages, commits };
}

const openId = async (stage: Awaited<ReturnType<typeof setUpMonitor>>) =>
  (await stage.store.incidents.recent('g1', 1))[0]?.id ?? 0;

test('no reminder leaves after somebody has acknowledged the incident', async () => {
  const stage = await setUpMonitor();
  await stage.addGuild('g1');
  await stage.balance(5);
  await stage.tell();
  stage.wait(30 * MINUTE);
  await stage.balance(5);
  const { hasMessages, commits } = await evaluateWhile(stage, async () =>
    stage.store.incidents.acknowledge('g1', await openId(stage), ANA, stage.now(), change()),
  );
  expect({ hasMessages, commits }).toEqual({ hasMessages: false, commits: 1 });
  await stage.drain();
  expect(stage.inbox).toHaveLength(1);
  expect(stage.decided).toContain('balance acknowledged');
});

test('what was decided first and not written is neither counted nor sent', async () => {
  const stage = await setUpMonitor();
  await stage.addGuild('g1');
  await stage.balance(5);
  const { hasMessages } = await evaluateWhile(stage, async (changes) =>
    stage.store.alertStates.commit(changes, stage.now()),
  );
  expect(hasMessages).toBe(false);
  expect(stage.decided).not.toContain('balance firstFiring');
  await stage.drain();
  expect(stage.inbox).toHaveLength(1);
});

test('one guild that others change again and again keeps no other waiting, and the next evaluation decides', async () => {
  const stage = await setUpMonitor();
  await stage.addGuild('g1');
  await stage.addGuild('g2');
  await stage.balance(5);
  await stage.evaluate();
  await stage.drain();
  stage.wait(30 * MINUTE);
  await stage.balance(5);
  const { commits } = await evaluateWhile(
    stage,
    async () => {
      const [now, what] = [stage.now(), everywhere('balance')];
      const mute = { guildId: 'g1', ...what, until: now + MINUTE, createdAt: now, by: ANA, reason: null };
      await stage.store.mutes.add(mute, change());
      await stage.store.mutes.end('g1', what, ANA, now, change());
    },
    99,
  );
  expect(commits).toBeLessThan(10);
  await stage.drain();
  expect(stage.inbox.slice(2).map(({ guildId }) => guildId)).toEqual(['g2']);
  expect(await stage.tell()).toEqual([expect.stringContaining('g1: ')]);
});
