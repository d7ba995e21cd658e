import { describe, expect, test } from 'vitest';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { HOUR, MINUTE, SECOND } from '../../fixtures/thresholds.ts';

async function setup() {
  const stage = await setUpMonitor();
  await stage.addGuild('g1');
  return stage;
}

/** Tasks wait, and the last worker has gone. */
async function leftAlone(depth = 340) {
  const stage = await setup();
  await stage.results(30, 0);
  await stage.queue(depth);
  await stage.workers(0);
  return stage;
}

describe('tasks that nobody works on', () => {
  test('lead to an alert once they have waited for two minutes without a worker, instead of the queue and the silence', async () => {
    const { tell, wait, edits, decided } = await leftAlone();
    wait(2 * MINUTE - 1);
    expect(await tell()).toEqual([]);
    wait(1);
    expect(await tell()).toEqual(['g1: workers critical affecting queue']);
    decided.length = 0;
    wait(8 * MINUTE);
    expect(await tell()).toEqual(['g1: workers critical reminder 1 affecting queue silence']);
    expect(edits.at(-1)?.message).toMatchObject({ state: { affects: ['queue', 'silence'] } });
    expect(decided).toEqual(expect.arrayContaining(['queue inhibited', 'silence inhibited']));
  });

  test.each([
    ['a worker is active', 'workers'],
    ['a result arrives', 'results'],
    ['nothing waits any more', 'queue'],
  ] as const)('have recovered once %s', async (_name, what) => {
    const { tell, wait, queue, workers, results } = await leftAlone(40);
    wait(2 * MINUTE);
    expect(await tell()).toEqual(['g1: workers critical']);
    wait(MINUTE);
    if (what === 'workers') await workers(1);
    else if (what === 'results') await results(1, 0);
    else await queue(0);
    expect(await tell()).toEqual(['g1: workers recovered']);
  });

  test('lead to no alert while workers start up for the first task of an idle pipeline', async () => {
    const { tell, wait, queue, workers } = await setup();
    await queue(0);
    await workers(0);
    wait(5 * MINUTE);
    await queue(20);
    await workers(0);
    wait(2 * MINUTE - 1);
    expect(await tell()).toEqual([]);
    await workers(3);
    wait(SECOND);
    expect(await tell()).toEqual([]);
  });

  test('lead to an alert where nobody reports workers: the queue stays deep, and no result comes for ten minutes', async () => {
    const { tell, wait, queue, results } = await setup();
    await results(5, 0);
    for (let minute = 0; minute < 10; minute += 1) {
      await queue(20 + minute);
      expect(await tell()).toEqual([]);
      wait(MINUTE);
    }
    await queue(30);
    expect(await tell()).toEqual(['g1: workers critical']);
    await results(1, 0);
    expect(await tell()).toEqual(['g1: workers recovered']);
  });

  test('lead to no alert while CaptchaAI refuses the account, which is their cause', async () => {
    const { tell, wait, provider, now } = await leftAlone();
    const failure = { class: 'account', code: 'ERROR_KEY_DOES_NOT_EXIST', meaning: 'x', advice: 'y' } as const;
    provider({ failure, failuresInRow: 2, since: now() });
    expect(await tell()).toEqual(['g1: provider critical']);
    wait(3 * MINUTE);
    expect(await tell()).toEqual([]);
  });

  test('whose cause is muted lead to an alert, and so does what they bring about', async () => {
    const { tell, wait, mute } = await leftAlone();
    await mute('g1', 'workers', HOUR);
    wait(2 * MINUTE);
    expect(await tell()).toEqual(['g1: queue warning']);
  });

  test('lead to no alert while everything is muted', async () => {
    const { tell, wait, mute, decided } = await leftAlone();
    await mute('g1', 'all', HOUR);
    wait(2 * MINUTE);
    expect(await tell()).toEqual([]);
    expect(decided).toContain('workers muted');
  });

  test('and whose queue doubles meanwhile do not lead to an alert at each doubling', async () => {
    const { tell, wait, queue } = await leftAlone(2);
    wait(2 * MINUTE);
    expect(await tell()).toEqual(['g1: workers critical']);
    for (const depth of [4, 8, 16, 32]) {
      wait(SECOND);
      await queue(depth);
      expect(await tell()).toEqual([]);
    }
  });
});
