import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { evaluateGuild } from '../../../src/monitor/alerts/evaluateGuild.ts';
import type { AlertState } from '../../../src/monitor/alerts/incident.ts';
import type { GuildView } from '../../../src/monitor/alerts/scene.ts';
import { createDecider } from '../../../src/monitor/alerts/unremarkable.ts';
import type { AlertKind, Guild, Mute } from '../../../src/monitor/types.ts';
import { ANA } from '../../fixtures/constants.ts';
import { GUILD, healthy, viewOf, WRONG, type Wrong } from '../../fixtures/guildStory.ts';
import { HOUR, MINUTE, NOW, THRESHOLDS } from '../../fixtures/thresholds.ts';

/** Other thresholds, and equal ones that another server has chosen by itself. */
const VARIANTS = [THRESHOLDS, { ...THRESHOLDS, cooldownMs: MINUTE }, { ...THRESHOLDS }];
const MUTE = { id: 1, scope: 'all', until: NOW + HOUR, createdAt: NOW, by: ANA, reason: null, pipeline: null } as const;
const ALWAYS = { id: 1, weekdays: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 0, kinds: null, passes: 'nothing' } as const;

const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const guildsOf = fc.array(
  fc.record({
    thresholds: oneOf(...VARIANTS),
    destination: oneOf<Guild['destination']>({ type: 'channel', channelId: 'c1' }, null),
    notifiedTopUps: oneOf<Guild['notifiedTopUps']>({}, { default: NOW }),
    quietHours: oneOf<Guild['quietHours']>([], [ALWAYS]),
    isMuted: oneOf(false, false, true),
    /** What it has been notified of before. */
    notified: oneOf<Wrong | null>(null, null, 'queue', 'errors'),
  }),
  { maxLength: 8 },
);
const wrongOf = fc.option(oneOf(...(Object.keys(WRONG) as Wrong[])));
const TOP_UP = { at: NOW, fromMicros: 1, toMicros: 2, runwayMs: null };

test('whatever is wrong, each server of many is decided as if it were the only one', () => {
  fc.assert(
    fc.property(guildsOf, wrongOf, oneOf(false, true), (guilds, wrong, isToppedUp) => {
      const now = Object.assign(healthy(NOW), wrong === null ? {} : WRONG[wrong](NOW));
      const readings = isToppedUp ? { ...now, topUp: TOP_UP } : now;
      const views = guilds.map(({ isMuted, notified, ...choices }, i): GuildView => {
        const guild = { ...GUILD, ...choices, id: `g${i}` };
        const mutes: readonly Mute[] = isMuted ? [{ ...MUTE, guildId: guild.id }] : [];
        return viewOf(guild, notified === null ? new Map() : statesAfter(notified), mutes, readings);
      });
      const decide = createDecider();
      expect(views.map((view) => decide(view))).toEqual(views.map((view) => evaluateGuild(view)));
    }),
    { numRuns: 500, seed: 7 },
  );
});

function statesAfter(wrong: Wrong): ReadonlyMap<AlertKind, AlertState> {
  const readings = Object.assign(healthy(NOW - MINUTE), WRONG[wrong](NOW - MINUTE));
  const outcomes = evaluateGuild(viewOf(GUILD, new Map(), [], readings));
  return new Map(outcomes.map(({ kind, after }) => [kind, after]));
}

test('where nothing fires, servers with the same thresholds are judged once', () => {
  const judge = vi.fn(viewOf(GUILD, new Map(), [], healthy(NOW)).account.judge);
  const view = viewOf(GUILD, new Map(), [], healthy(NOW));
  const subject = { ...view.account, judge };
  const decide = createDecider();
  const [first, ...others] = ['g1', 'g2', 'g3'].map((id) =>
    decide({ ...view, guild: { ...GUILD, id }, account: subject, pipelines: [subject] }),
  );
  for (const one of others) expect(one).toBe(first);
  const once = judge.mock.calls.length;
  decide({ ...view, account: { ...subject, thresholds: { ...THRESHOLDS } }, pipelines: [subject] });
  expect(judge.mock.calls.length).toBe(2 * once);
});
