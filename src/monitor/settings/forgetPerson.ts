import type { Forgotten } from '../ports/personStore.ts';
import type { ChangePorts } from './changePorts.ts';

export interface ForgetAction {
  /** Replaces a person by someone in everything that is kept of a guild. What they muted or acknowledged goes on. */
  forget(guildId: string, userId: string): Promise<Forgotten>;
}

export function createForgetAction({ store, clock, log, onChange }: ChangePorts): ForgetAction {
  return {
    async forget(guildId, userId) {
      const forgotten = await store.people.forget(guildId, userId, clock.now());
      // Who it was is what nobody should know from now on.
      log.info({ guildId, ...forgotten }, 'a person was forgotten');
      if (forgotten.mention) onChange();
      return forgotten;
    },
  };
}
