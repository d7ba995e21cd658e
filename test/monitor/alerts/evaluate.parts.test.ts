import { expect, test } from 'vitest';
import { evaluate } from '../../../src/monitor/alerts/evaluate.ts';
import type { DecisionChange } from '../../../src/monitor/ports/alertStateStore.ts';
import { ACCOUNT, PIPELINE } from '../../fixtures/constants.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';

const IDS = Array.from({ length: 35 }, (_, n) => `g${String(n).padStart(2, '0')}`);

/** Many guilds that are to be notified of one low balance. */
async function setUp() {
  const stage = await setUpMonitor();
  for (const id of IDS) await stage.addGuild(id);
  await stage.balance(5);
  const { store } = stage;

  return {
    ...stage,
    /** One evaluation, with what happens before each commit and after each part. */
    evaluateWith(beforeCommit: () => void, onPart: (hasMessages: boolean) => Promise<void> = async () => undefined) {
      const alertStates = {
        ...store.alertStates,
        async commit(changes: readonly DecisionChange[], now: number) {
          beforeCommit();
          return store.alertStates.commit(changes, now);
        },
      };
      return evaluate(ACCOUNT, { ...stage.ports, store: { ...store, alertStates }, onPart });
    },
    /** Guilds with an open incident, and those with a message that waits. */
    async decided() {
      const alertStates = await store.alertStates.of(PIPELINE, stage.now());
      const open = IDS.filter((id) => alertStates.get(id)?.get('balance')?.incident != null);
      const waiting: string[] = [];
      for (const id of IDS) if ((await store.deliveries.progress(id)).waiting > 0) waiting.push(id);
      return { open, waiting };
    },
  };
}

test.each([0, 1, 2, 3])(
  'a process that ends after %d parts leaves each guild decided as a whole or not at all, and the next goes on',
  async (parts) => {
    const { evaluateWith, decided, evaluate: again, drain, inbox } = await setUp();
    let commits = 0;
    const killed = evaluateWith(() => {
      if (commits === parts) throw new Error('killed');
      commits += 1;
    });
    await expect(killed).rejects.toThrow('killed');
    const { open, waiting } = await decided();
    expect(open).toEqual(IDS.slice(0, parts * 10));
    expect(waiting).toEqual(open);
    await again();
    await drain();
    expect(inbox.map(({ guildId }) => guildId).sort()).toEqual(IDS);
  },
);

test('the first messages may leave before the rest is written', async () => {
  const { evaluateWith, deliverNext, inbox } = await setUp();
  let commits = 0;
  const sentAt: number[] = [];
  await evaluateWith(
    () => {
      commits += 1;
    },
    async (hasMessages) => {
      expect(hasMessages).toBe(true);
      await deliverNext();
      sentAt.push(commits);
    },
  );
  expect(sentAt).toEqual([1, 2, 3, 4]);
  expect(inbox).toHaveLength(4);
});

test('what changes for a guild while others are written is not written over', async () => {
  const { evaluateWith, evaluate: another, drain, inbox, decided } = await setUp();
  let parts = 0;
  await evaluateWith(
    () => undefined,
    async () => {
      parts += 1;
      if (parts === 1) await another();
    },
  );
  expect((await decided()).open).toEqual(IDS);
  await drain();
  expect(inbox.map(({ guildId }) => guildId).sort()).toEqual(IDS);
});
