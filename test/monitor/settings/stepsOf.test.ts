import { expect, test } from 'vitest';
import type { EscalationStep } from '../../../src/monitor/alerts/escalation.ts';
import { stepsOf } from '../../../src/monitor/settings/stepsOf.ts';

const step = (more: Partial<EscalationStep>): EscalationStep => ({
  ...{ afterMs: 60_000, mention: null, place: null, receiver: null },
  ...more,
});
const LEAD = step({ mention: { type: 'role', id: '4' } });
const PAGER = step({ receiver: 'pager' });
const receivers = [{ name: 'pager', from: 'critical', guildIds: ['a'] }] as const;

test.each<[string, Parameters<typeof stepsOf>[0], readonly EscalationStep[]]>([
  ['its own, whatever the settings say', { id: 'a', escalation: [LEAD] }, [LEAD]],
  ['none, where it has removed all', { id: 'a', escalation: [] }, []],
  ['those of the settings', { id: 'a', escalation: null }, [PAGER, LEAD]],
  ['none to a receiver of another server, and none of another server', { id: 'b', escalation: null }, []],
  ['nor to one that is no longer there', { id: 'b', escalation: [PAGER, { ...LEAD, receiver: 'gone' }] }, [LEAD]],
])('the steps of a guild are %s', (_name, guild, steps) => {
  const escalation = [PAGER, { ...LEAD, guildIds: ['a'] }];
  expect(stepsOf(guild, { escalation, receivers })).toEqual(steps);
});
