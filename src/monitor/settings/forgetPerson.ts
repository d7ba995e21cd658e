import type { Forgotten } from '../ports/personStore.ts';
import { findGuild } from '../reports/reports.ts';
import type { ChangePorts } from './changePorts.ts';

export interface ForgetAction {
  /** Replaces a person by someone in everything that is kept of a guild. What they muted or acknowledged goes on. */
  forget(guildId: string, userId: string): Promise<Forgotten>;
}

export function createForgetAction({ store, guildDefaults, clock, log, onChange }: ChangePorts): ForgetAction {
  return {
    async forget(guildId, userId) {
      const now = clock.now();
      const { timeZone } = await findGuild(guildId, now, { store, guildDefaults });
      const forgotten = await store.people.forget(guildId, userId, now, timeZone);
      // Who it was is what nobody should know from now on.
      log.info({ guildId, ...forgotten }, 'a person was forgotten');
      if (forgotten.mention) onChange();
      return forgotten;
    },
  };
}
