import type { ReceiverState } from '../ports/pageQueue.ts';
import type { Store } from '../ports/store.ts';
import { type GuildDefaults, receiversOf } from '../settings/guildDefaults.ts';

export interface ReceiverPorts {
  readonly store: Pick<Store, 'pages'>;
  readonly guildDefaults: Pick<GuildDefaults, 'receivers'>;
}

/** How each receiver does that is notified of a guild's incidents, also of one that got nothing yet. */
export async function receiverStates(
  guildId: string,
  { store, guildDefaults }: ReceiverPorts,
): Promise<readonly ReceiverState[]> {
  const meant = receiversOf(guildDefaults, guildId);
  if (meant.length === 0) return [];
  const states = await store.pages.states(guildId);
  return meant.map(
    ({ name }) => states.find(({ receiver }) => receiver === name) ?? { ...NOTHING_YET, receiver: name },
  );
}

const NOTHING_YET: Omit<ReceiverState, 'receiver'> = {
  deliveredAt: null,
  waiting: 0,
  waitingSince: null,
  retrying: null,
  gaveUp: null,
};
