import { expect, test } from 'vitest';
import { setUpLiveStatus } from '../fixtures/liveStatus.ts';
import { openOnDisk } from '../fixtures/store.ts';
import { SECOND } from '../fixtures/thresholds.ts';

test('of two processes on one database one keeps the live status, and the other goes on when that one is gone', async () => {
  const { store } = await openOnDisk();
  const stage = await setUpLiveStatus({ store });
  await stage.balance(142);
  const [first, second] = [stage.startKeeper('a'), stage.startKeeper('b')];
  for (let i = 0; i < 30; i += 1) {
    await Promise.all([first.step(), second.step()]);
    stage.wait(SECOND);
  }
  expect(stage.sent()).toEqual(['POST', 'PIN']);
  const before = stage.shown()?.id;
  await stage.results(155, 45);
  await stage.evaluate();
  await stage.drain();
  for (let i = 0; i < 15; i += 1) {
    await second.step();
    stage.wait(SECOND);
  }
  expect(stage.sent()).toEqual(['PATCH']);
  expect(stage.shown()?.id).toBe(before);
});
