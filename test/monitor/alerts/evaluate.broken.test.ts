import { expect } from 'vitest';
import { PIPELINE } from '../../fixtures/constants.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { test } from '../../fixtures/test.ts';

test('what is wrong with one guild keeps no other from its alert, and is not hidden', async ({ store }) => {
  const broken = new Map<string, never>();
  broken.get = (guildId) => {
    if (guildId === 'g1') throw new Error('g1 is broken');
    return undefined;
  };
  const stage = await setUpMonitor({
    store: { ...store, alertStates: { ...store.alertStates, of: async () => broken } },
  });
  await stage.addGuild('g1');
  await stage.addGuild('g2');
  await stage.balance(1);
  await expect(stage.tell()).rejects.toThrow('g1 is broken');
  const waiting = await store.alertStates.of(PIPELINE, 0);
  expect([...waiting.keys()]).toEqual(['g2']);
});
