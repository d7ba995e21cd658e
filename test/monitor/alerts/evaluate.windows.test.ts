import { expect, test } from 'vitest';
import { change } from '../../fixtures/change.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { MINUTE, THRESHOLDS } from '../../fixtures/thresholds.ts';

const REFUSED = {
  failure: { class: 'account', code: 'ERROR_WRONG_USER_KEY', meaning: 'x', advice: 'y' },
  failuresInRow: 2,
} as const;
const HOUR_WINDOW = { ...THRESHOLDS, errors: { ...THRESHOLDS.errors, windowMs: 60 * MINUTE } };

test.each([
  ['of the process', HOUR_WINDOW, null],
  ["of the guild's own", THRESHOLDS, 3_600],
])(
  'people are not notified later either of what failed because CaptchaAI refused the key: a window %s',
  async (_name, thresholds, own) => {
    const { addGuild, store, provider, results, tell, wait } = await setUpMonitor({ thresholds });
    await addGuild('g1');
    if (own !== null) await store.guilds.setThreshold('g1', 'errors.window', own, () => change());
    provider(REFUSED);
    expect(await tell()).toEqual(['g1: provider critical']);
    for (let minute = 0; minute < 5; minute += 1) {
      await results(0, 20);
      await tell();
      wait(MINUTE);
    }
    provider({});
    expect(await tell()).toEqual(['g1: provider recovered']);
    for (let minute = 0; minute < 75; minute += 1) {
      wait(MINUTE);
      await results(20, 0);
      expect(await tell()).toEqual([]);
    }
  },
);
