import { beforeEach, describe, expect, test } from 'vitest';
import type { AlertState } from '../../src/monitor/alerts/incident.ts';
import type { DecisionChange } from '../../src/monitor/ports/alertStateStore.ts';
import {
  ANNA,
  alert,
  clearing,
  ended,
  facts,
  incident,
  key,
  NOTHING,
  OPEN,
  opening,
  PLACE,
  recovery,
} from '../fixtures/alerts.ts';
import { change } from '../fixtures/change.ts';
import { everywhere } from '../fixtures/everywhere.ts';
import { MINUTE, NOW, type OpenFile, openOnDisk, PIPELINE, rows, seeGuilds } from '../fixtures/store.ts';

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
  await seeGuilds(opened.store, 'g1', 'g2');
});

const read = async (guildId = 'g1'): Promise<AlertState> =>
  (await opened.store.alertStates.of(PIPELINE, 0)).get(guildId)?.get('balance') ?? NOTHING;
const commit = (...changes: DecisionChange[]) => opened.store.alertStates.commit(changes, NOW + MINUTE);
const from = (before: AlertState, after: AlertState, messages: DecisionChange['messages'] = []): DecisionChange => ({
  key: key(),
  before,
  after,
  messages,
});
const pendingTypes = () =>
  rows(opened.other, 'select type from deliveries where delivered_at is null and gave_up_at is null order by id');
const incidentId = async () => (await opened.store.incidents.recent('g1', 1))[0]?.id ?? 0;
const reminderOf = (before: AlertState): DecisionChange =>
  from(
    before,
    { ...before, incident: incident({ reminders: 1 }), lastSent: { warning: NOW + MINUTE, critical: null } },
    [alert(1, 'warning', NOW + MINUTE)],
  );

/** An alert that is being sent, and the alert state that an evaluation reads then. */
async function openAndRead(): Promise<{ readonly deliveryId: number; readonly before: AlertState }> {
  await opened.store.alertStates.commit([opening()], NOW);
  const deliveryId = (await opened.store.deliveries.claim(NOW, MINUTE))?.id;
  if (deliveryId === undefined) throw new Error('nothing to send');
  return { deliveryId, before: await read() };
}

/** What others may do between the reading of an evaluation and its commit. */
const MEANWHILE: readonly [string, (deliveryId: number) => Promise<unknown>][] = [
  [
    'its message is given up',
    (id) => {
      const rollBack = { ...key(), severity: 'warning', suppressed: 2, mutedAt: null, keepCooldown: false } as const;
      return opened.store.deliveries.giveUp(id, 'noDestination', NOW, [rollBack]);
    },
  ],
  ['its message arrives', (id) => opened.store.deliveries.delivered(id, 'm', PLACE, NOW + 1)],
  [
    'somebody acknowledges it',
    async () => opened.store.incidents.acknowledge('g1', await incidentId(), ANNA, NOW, change()),
  ],
  [
    'somebody mutes it',
    async () =>
      opened.store.mutes.add(
        { guildId: 'g1', ...everywhere('all'), until: NOW + MINUTE, createdAt: NOW, by: ANNA, reason: null },
        change(),
      ),
  ],
  ['another process sends a reminder', async () => commit(reminderOf(await read()))],
  ['another process sees it clear', async () => commit(from(await read(), clearing(NOW, await read())))],
  ['another process closes it', async () => commit(from(await read(), ended(NOW, await read())))],
];

/** What the evaluation has decided by what it read. */
const DECIDED: readonly [string, (before: AlertState) => DecisionChange][] = [
  ['that it clears', (before) => from(before, clearing(NOW + 5, before))],
  ['a reminder', reminderOf],
  ['that it is over', (before) => from(before, ended(NOW + 5, before), [recovery()])],
];

describe.each(MEANWHILE)('an evaluation that read before %s', (_what, meanwhile) => {
  test.each(DECIDED)('writes nothing of what it decided: %s', async (_decided, decide) => {
    const { deliveryId, before } = await openAndRead();
    await meanwhile(deliveryId);
    const [kept, pending] = [await read(), await pendingTypes()];
    expect(await commit(decide(before))).toEqual(new Set(['g1']));
    expect(await read()).toEqual(kept);
    expect(await pendingTypes()).toEqual(pending);
  });
});

test.each(DECIDED)('what nobody has changed meanwhile is written: %s', async (_decided, decide) => {
  const { before } = await openAndRead();
  const decided = decide(before);
  expect(await commit(decided)).toEqual(new Set());
  expect((await read()).incident?.clearSince ?? null).toBe(decided.after.incident?.clearSince ?? null);
});

describe('a message that was given up while an evaluation decided', () => {
  test('leaves an incident that nobody was notified of, with the suppressed ones counted', async () => {
    const { deliveryId, before } = await openAndRead();
    const rollBack = { ...key(), severity: 'warning', suppressed: 2, mutedAt: null, keepCooldown: false } as const;
    await opened.store.deliveries.giveUp(deliveryId, 'noDestination', NOW, [rollBack]);
    await commit(from(before, clearing(NOW + 5, before)));
    expect(await read()).toMatchObject({
      incident: { notifiedSeverity: null, suppressed: 2 },
      lastSent: { warning: null },
    });
  });
});

describe('two that open an incident', () => {
  test('open one, and the second learns that it is stale', async () => {
    expect(await commit(opening())).toEqual(new Set());
    expect(await commit(opening())).toEqual(new Set(['g1']));
    expect(await pendingTypes()).toEqual([{ type: 'alert' }]);
  });

  test('send nothing twice in one cooldown, where the first of them is over already', async () => {
    await commit(opening());
    const before = await read();
    await commit(from(before, ended(NOW, before)));
    expect(await commit(opening())).toEqual(new Set(['g1']));
  });
});

describe('of a guild', () => {
  const queue = (): DecisionChange => ({ ...opening('g1', 'queue') });

  test('all is written or nothing: a cause and its consequences belong together', async () => {
    await commit(opening());
    expect(await commit(opening(), queue())).toEqual(new Set(['g1']));
    expect((await opened.store.alertStates.of(PIPELINE, 0)).get('g1')?.has('queue')).toBe(false);
  });

  test('nothing keeps another guild from what was decided for it', async () => {
    await commit(opening());
    expect(await commit(opening(), opening('g2'))).toEqual(new Set(['g1']));
    expect((await read('g2')).incident).not.toBeNull();
  });
});

test('a message about no incident is stale too where one has begun', async () => {
  await commit(opening());
  const topUp = { at: NOW, fromMicros: 1, toMicros: 2, runwayMs: null };
  const stale = await commit(from(NOTHING, NOTHING, [{ type: 'topUp', topUp, at: NOW }]));
  expect(stale).toEqual(new Set(['g1']));
  expect(facts()).toEqual((await read()).incident?.worst);
  expect(OPEN.version).toBe((await read()).version);
});
