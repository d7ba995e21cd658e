import type { EscalationTarget } from '../../src/monitor/alerts/escalation.ts';
import type { Mention } from '../../src/monitor/types.ts';
import type { Process } from './process.ts';
import { ANA, BEN, NORTH, SOUTH } from './script.ts';

/** Nights and weekends of North, in Berlin: only what is critical is sent. South sends nothing on Wednesday afternoons. */
const NORTH_NIGHT = { from: '19:00', to: '07:30' } as const;
const SOUTH_AFTERNOON = { from: '12:00', to: '18:00' } as const;

export const LEAD: Mention = { type: 'role', id: '200000000000000021' };
const OPS = { type: 'channel', channelId: '500000000000000021' } as const;
const STEPS = [
  { after: '5m', target: { mention: LEAD, place: null, receiver: null } },
  { after: '15m', target: { mention: null, place: OPS, receiver: null } },
  { after: '30m', target: { mention: null, place: { type: 'user', userId: BEN.userId }, receiver: null } },
] as const satisfies readonly { readonly after: string; readonly target: EscalationTarget }[];

/** What the teams choose before the week begins. */
export async function chooseQuiet(monitor: Process['monitor']): Promise<void> {
  const north = { ...NORTH_NIGHT, days: null, alerts: null, passes: null };
  await monitor.addQuietHours(NORTH.id, north, ANA);
  const south = { ...SOUTH_AFTERNOON, days: 'wed', alerts: null, passes: 'nothing' } as const;
  await monitor.addQuietHours(SOUTH.id, south, BEN);
  for (const { id } of [NORTH, SOUTH])
    for (const { after, target } of STEPS) await monitor.addStep(id, after, target, ANA);
}
