import { beforeEach, describe, expect, test } from 'vitest';
import type { AlertState } from '../../src/monitor/alerts/incident.ts';
import { ANNA, BEN, ended, incident, key, OPEN, opening } from '../fixtures/alerts.ts';
import { change } from '../fixtures/change.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { NOW, type OpenFile, openOnDisk, PIPELINE, seeGuilds } from '../fixtures/store.ts';

let opened: OpenFile;
let id: number;

beforeEach(async () => {
  opened = await openOnDisk();
  await seeGuilds(opened.store, 'g1');
  await commitNow(opened.store, [opening()], NOW);
  id = (await opened.store.incidents.recent('g1', 1))[0]?.id ?? 0;
});

const commit = (before: AlertState, after: AlertState) =>
  commitNow(opened.store, [{ key: key(), before, after, messages: [] }], NOW + 9);
const remembered = async () => (await opened.store.alertStates.of(PIPELINE, 0)).get('g1')?.get('balance');
const acknowledge = (by = ANNA) => opened.store.incidents.acknowledge('g1', id, by, NOW + 1, change());
const ACKNOWLEDGED = { by: ANNA, at: NOW + 1, severity: 'warning' } as const;

describe('an incident that somebody is on', () => {
  test('stays so through evaluations that know of it', async () => {
    await acknowledge();
    const before = (await remembered()) ?? OPEN;
    await commit(before, { ...before, incident: incident({ acknowledged: ACKNOWLEDGED, affects: ['queue'] }) });
    expect((await remembered())?.incident).toEqual(incident({ acknowledged: ACKNOWLEDGED, affects: ['queue'] }));
  });

  test('is free again once it got worse than what they said they are on, and can be taken anew', async () => {
    await acknowledge();
    const before = (await remembered()) ?? OPEN;
    const worse = incident({ severity: 'critical', notifiedSeverity: 'critical', acknowledged: null });
    await commit(before, { ...before, incident: worse });
    expect((await remembered())?.incident).toEqual(worse);
    expect(await acknowledge(BEN)).toBe('done');
    expect((await remembered())?.incident?.acknowledged).toEqual({ by: BEN, at: NOW + 1, severity: 'critical' });
  });

  test('is remembered with that when it is over, and the next one is free', async () => {
    await acknowledge();
    const before = (await remembered()) ?? OPEN;
    await commit(before, ended(NOW + 5, before));
    await commit(ended(NOW + 5, before), { ...OPEN, closed: ended(NOW + 5, before).closed });
    expect((await opened.store.incidents.recent('g1', 2)).map(({ acknowledged }) => acknowledged)).toEqual([
      null,
      ACKNOWLEDGED,
    ]);
  });
});
