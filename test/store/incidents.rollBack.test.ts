import { beforeEach, describe, expect, test } from 'vitest';
import type { RollBack } from '../../src/monitor/ports/deliveryQueue.ts';
import type { AlertSeverity } from '../../src/monitor/types.ts';
import { alert, alertState, ended, facts, incident, key, NOTHING, OPEN, opening } from '../fixtures/alerts.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { type DeliveriesStage, setUpDeliveries } from '../fixtures/deliveries.ts';
import { MINUTE, NOW, PIPELINE, rows } from '../fixtures/store.ts';

const ABOUT = { kind: 'balance', pipeline: PIPELINE } as const;

let stage: DeliveriesStage;

beforeEach(async () => {
  stage = await setUpDeliveries();
});

const NOTHING_LOST = {
  guildId: 'g1',
  ...ABOUT,
  severity: 'warning',
  suppressed: 0,
  mutedAt: null,
  keepCooldown: false,
} as const;
let givenUp = 0;
const rollBack = (lost: Partial<RollBack> = {}) =>
  stage.deliveries().giveUp(givenUp, 'muted', NOW, [{ ...NOTHING_LOST, ...lost }]);
/** Without the version, which every change raises. */
const remembered = async () => {
  const kept = (await stage.opened.store.alertStates.of(PIPELINE, 0)).get('g1')?.get('balance');
  return kept && { ...kept, version: kept.incident === null ? 0 : 1 };
};
const giveUp = async (now = NOW) => {
  givenUp = (await stage.claimed(now)).id;
  await stage.deliveries().giveUp(givenUp, 'muted', now);
};

/** Opens an incident that people were notified of, or notifies them again. */
function notifyAgain(severity: AlertSeverity, at: number, before = NOTHING) {
  const lastSent = { ...before.lastSent, [severity]: at };
  const after = alertState(incident({ severity, notifiedSeverity: severity }), lastSent);
  const change = { key: key(), before, after, messages: [alert(1, severity, at)] };
  return commitNow(stage.opened.store, [change], at).then(() => after);
}

describe('rolling back a notification', () => {
  test('where nothing arrived: nobody was notified, and no cooldown runs', async () => {
    await commitNow(stage.opened.store, [opening()], NOW);
    await giveUp();
    await rollBack({ suppressed: 3 });
    expect(await remembered()).toEqual(alertState(incident({ notifiedSeverity: null, suppressed: 3 })));
  });

  test('survives a restart', async () => {
    await commitNow(stage.opened.store, [opening()], NOW);
    await giveUp();
    await rollBack({ suppressed: 1 });
    await stage.opened.reopen();
    expect(await remembered()).toEqual(alertState(incident({ notifiedSeverity: null, suppressed: 1 })));
  });

  test('where an earlier warning arrived: people were notified of that, and its cooldown runs from when they could read it', async () => {
    const warned = await notifyAgain('warning', NOW);
    await stage.deliver('m1', NOW + 700);
    await notifyAgain('critical', NOW + MINUTE, warned);
    await giveUp(NOW + MINUTE);
    await rollBack({ severity: 'critical', suppressed: 1 });
    expect(await remembered()).toEqual({
      ...alertState(incident({ severity: 'critical', notifiedSeverity: 'warning', suppressed: 1 }), {
        warning: NOW + 700,
      }),
      notified: facts(1),
    });
  });

  test('where an error arrived and a later repeat did not: they know the worst of it', async () => {
    const first = await notifyAgain('critical', NOW);
    await stage.deliver('m1', NOW + 5);
    // An evaluation reads what is remembered by then.
    await notifyAgain('critical', NOW + 6 * MINUTE, (await remembered()) ?? first);
    await giveUp(NOW + 6 * MINUTE);
    await rollBack({ severity: 'critical' });
    expect(await remembered()).toEqual({
      ...alertState(incident({ severity: 'critical', notifiedSeverity: 'critical', pinged: facts(1) }), {
        critical: NOW + 5,
      }),
      notified: facts(1),
    });
  });

  test('of an incident that is over lets its cooldown go, and leaves the history as it is', async () => {
    await commitNow(stage.opened.store, [opening()], NOW);
    await commitNow(stage.opened.store, [{ key: key(), before: OPEN, after: ended(), messages: [] }], NOW);
    await rollBack({ suppressed: 3 });
    const { closed, ends } = ended();
    expect(await remembered()).toEqual({ ...NOTHING, notified: facts(), closed, ends });
    expect(await stage.opened.store.incidents.recent('g1', 1)).toMatchObject([{ wasNotified: true }]);
    expect(await rows(stage.opened.other, 'select suppressed from incidents')).toEqual([{ suppressed: 0 }]);
  });

  test('touches no other guild and no other kind', async () => {
    const others = [opening('g2'), opening('g1', 'queue')];
    await commitNow(stage.opened.store, [opening(), ...others], NOW);
    await rollBack({ suppressed: 3 });
    const alertStates = await stage.opened.store.alertStates.of(PIPELINE, NOW);
    expect([alertStates.get('g2')?.get('balance'), alertStates.get('g1')?.get('queue')]).toEqual([OPEN, OPEN]);
  });

  test('keeps the cooldown of what people saw of the incident before', async () => {
    const first = await notifyAgain('critical', NOW);
    await stage.deliver('m1', NOW + 5);
    const change = { key: key(), before: first, after: ended(NOW + 10, first), messages: [] };
    await commitNow(stage.opened.store, [change], NOW + 10);
    await notifyAgain('warning', NOW + MINUTE, {
      ...ended(NOW + 10, first),
      lastSent: { warning: null, critical: NOW + 5 },
    });
    await giveUp(NOW + MINUTE);
    await rollBack({ suppressed: 1 });
    expect((await remembered())?.lastSent).toEqual({ warning: null, critical: NOW + 5 });
  });

  test('counts what the message was to tell of on top of what was suppressed since', async () => {
    const held = alertState(incident({ suppressed: 2 }), { warning: NOW });
    const change = { key: key(), before: NOTHING, after: held, messages: [alert()] };
    await commitNow(stage.opened.store, [change], NOW);
    await giveUp();
    await rollBack({ suppressed: 3 });
    expect((await remembered())?.incident?.suppressed).toBe(5);
  });

  test.each([
    ['warning', { warning: NOW + 9, critical: 2 }],
    ['critical', { warning: 1, critical: NOW + 9 }],
  ] as const)(
    'where a mute held a message of %s: suppressed then, as one of that severity',
    async (severity, suppressedAt) => {
      const open = alertState(
        incident({ severity, notifiedSeverity: severity, suppressedAt: { warning: 1, critical: 2 } }),
      );
      await commitNow(stage.opened.store, [{ key: key(), before: NOTHING, after: open, messages: [] }], NOW);
      await rollBack({ severity, suppressed: 1, mutedAt: NOW + 9 });
      expect((await remembered())?.incident).toMatchObject({ notifiedSeverity: null, suppressed: 1, suppressedAt });
    },
  );

  test('where no mute held it: what a mute held before is as it was', async () => {
    const open = alertState(incident({ suppressedAt: { warning: 1, critical: 2 } }));
    await commitNow(stage.opened.store, [{ key: key(), before: NOTHING, after: open, messages: [] }], NOW);
    await rollBack();
    expect((await remembered())?.incident?.suppressedAt).toEqual({ warning: 1, critical: 2 });
  });

  test('sets the cooldown back to what people last saw of its severity, in an incident before too', async () => {
    const first = await notifyAgain('warning', NOW);
    await stage.deliver('m1', NOW + 5);
    const over = ended(NOW + 10, first);
    const change = { key: key(), before: first, after: over, messages: [] };
    await commitNow(stage.opened.store, [change], NOW + 10);
    await notifyAgain('warning', NOW + MINUTE, over);
    await giveUp(NOW + MINUTE);
    await rollBack();
    expect(await remembered()).toMatchObject({
      incident: { notifiedSeverity: null },
      lastSent: { warning: NOW + 5, critical: null },
    });
  });

  test.each([
    ['warning', { warning: null, critical: NOW + 2 }],
    ['critical', { warning: NOW + 1, critical: null }],
  ] as const)('of %s leaves the cooldown of the other severity alone', async (severity, lastSent) => {
    const open = alertState(incident(), { warning: NOW + 1, critical: NOW + 2 });
    await commitNow(stage.opened.store, [{ key: key(), before: NOTHING, after: open, messages: [] }], NOW);
    await rollBack({ severity });
    expect((await remembered())?.lastSent).toEqual(lastSent);
  });

  test('keeps the cooldown where that is asked for', async () => {
    await commitNow(stage.opened.store, [opening()], NOW);
    await giveUp();
    await rollBack({ keepCooldown: true });
    expect(await remembered()).toEqual(alertState(incident({ notifiedSeverity: null }), { warning: NOW }));
  });
});
