import { seenPipelines } from '../accounts/seenAccounts.ts';
import { MonitorError } from '../errors.ts';
import { kindOf } from '../kinds/index.ts';
import type { PastIncident } from '../ports/incidentStore.ts';
import { seenOf } from '../reports/seen.ts';
import type { Millis } from '../time.ts';
import type { Actor, Mute, MutedWhat } from '../types.ts';
import { createAddMute } from './addMute.ts';
import type { ChangePorts } from './changePorts.ts';

/** What people do about a message of which nothing but its id is known. */
export interface MessageActions {
  /** The incidents that a message tells of, as far as the guild sees them; null: it is none of our messages. */
  incidentsOfMessage(guildId: string, messageId: string): Promise<readonly PastIncident[] | null>;
  /** Mutes the kinds that it is about, also if they no longer fire. @throws MonitorError `unknownIncident` where it is about none. */
  muteKindsOfMessage(guildId: string, messageId: string, ms: Millis, by: Actor): Promise<readonly Mute[]>;
}

export function createMessageActions(ports: ChangePorts): MessageActions {
  const { store, clock, guildDefaults, onDeliveries } = ports;
  const accounts = ports.accounts.map(({ account }) => account);
  const several = accounts.flatMap(({ pipelines }) => pipelines).length > 1;
  const addMute = createAddMute(ports);

  async function incidentsOfMessage(guildId: string, messageId: string): Promise<readonly PastIncident[] | null> {
    const ids = await store.incidents.ofMessage(guildId, messageId);
    if (ids === null) return null;
    const incidents = await Promise.all(ids.map((id) => store.incidents.get(guildId, id)));
    const sees = seenPipelines(guildId, guildDefaults, accounts);
    return incidents.filter((one) => one !== null).filter((one) => seenOf(one, sees, accounts).length > 0);
  }

  function about({ kind, pipeline }: PastIncident): MutedWhat {
    return { scope: kind, pipeline: several && kindOf(kind).scope === 'pipeline' ? pipeline : null };
  }

  return {
    incidentsOfMessage,

    async muteKindsOfMessage(guildId, messageId, ms, by) {
      const incidents = (await incidentsOfMessage(guildId, messageId)) ?? [];
      const meant = new Map(incidents.map(about).map((muted) => [`${muted.scope} ${muted.pipeline}`, muted]));
      if (meant.size === 0) throw new MonitorError('unknownIncident', {});
      const createdAt = clock.now();
      const mutes: Mute[] = [];
      for (const muted of meant.values()) {
        mutes.push(await addMute(guildId, muted, { createdAt, until: createdAt + ms, by, reason: null }));
      }
      onDeliveries();
      return mutes;
    },
  };
}
