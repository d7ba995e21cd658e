import { muteOf } from '../alerts/mutes.ts';
import type { Millis } from '../time.ts';
import type { Actor, Mute, MutedWhat } from '../types.ts';
import { createChangeLog, ofPipeline } from './changeLog.ts';
import type { ChangePorts } from './changePorts.ts';

export interface MuteGiven {
  readonly createdAt: Millis;
  readonly until: Millis;
  readonly by: Actor;
  readonly reason: string | null;
}

/** Writes a mute with its line in the log; answers the mute that holds then: an earlier one may last longer. */
export function createAddMute(ports: Pick<ChangePorts, 'store' | 'clock' | 'log'>) {
  const { store } = ports;
  const { changeOf, logged } = createChangeLog(ports);
  return async (guildId: string, muted: MutedWhat, details: MuteGiven): Promise<Mute> => {
    const { scope, pipeline } = muted;
    const { createdAt, until, by } = details;
    const change = changeOf('mute', ofPipeline(scope, pipeline), by, null, new Date(until).toISOString());
    const mute = await store.mutes.add({ guildId, scope, pipeline, ...details }, change);
    logged(guildId, [change]);
    return muteOf(await store.mutes.activeAt(createdAt), guildId, scope, createdAt, pipeline) ?? mute;
  };
}
