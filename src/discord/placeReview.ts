import { setImmediate as nextTurn } from 'node:timers/promises';
import type { REST } from '@discordjs/rest';
import { RESTJSONErrorCodes, Routes } from 'discord-api-types/v10';
import type { Monitor } from '../monitor/monitor.ts';
import type { GuildEvents } from '../monitor/settings/guildEvents.ts';
import { placesOf } from '../monitor/settings/routes.ts';
import type { Millis } from '../monitor/time.ts';
import type { Guild } from '../monitor/types.ts';
import { discordCode } from './discordCode.ts';
import type { GuildView } from './guildView.ts';

export interface PlaceReviewOptions {
  /** Null while the gateway knows nothing of the guild. */
  readonly viewOf: (guildId: string) => GuildView | null;
  readonly rest: REST;
  readonly monitor: Pick<Monitor, 'guilds'>;
  readonly events: Pick<GuildEvents, 'channelFound'>;
}

const ASK_WITHIN_MS: Millis = 10_000;
/** So many servers are looked at before others have their turn. */
const A_TURN = 20;

/**
 * Notes of each channel that a server chose that it was deleted, or that it can be written again, before anything is sent: sending,
 * `/status` and `/readyz` all go by what is noted.
 */
export function createPlaceReview({ viewOf, rest, monitor, events }: PlaceReviewOptions) {
  /** What is not in the cache may be a thread that is asleep. */
  const isGone = (channelId: string): Promise<boolean> =>
    rest.get(Routes.channel(channelId), { signal: AbortSignal.timeout(ASK_WITHIN_MS) }).then(
      () => false,
      (err: unknown) => discordCode(err) === RESTJSONErrorCodes.UnknownChannel,
    );

  async function look({ id, destination, unusable }: Pick<Guild, 'id' | 'destination' | 'unusable'>): Promise<void> {
    if (destination?.type !== 'channel') return;
    const view = viewOf(id);
    if (view === null) return;
    const { channelId } = destination;
    const missing = view.missingIn(channelId);
    const isUsable = missing?.length === 0 && view.unfitness(channelId) === null;
    const wasRefused = unusable === 'notAllowed' || unusable === 'channelKind';
    if (isUsable && wasRefused) await events.channelFound(id, channelId, 'usable');
    if (missing === null && unusable !== 'destinationGone' && (await isGone(channelId))) {
      await events.channelFound(id, channelId, 'gone');
    }
  }

  async function review(isAsked: (guildId: string) => boolean): Promise<void> {
    const guilds = (await monitor.guilds()).filter(({ id }) => isAsked(id));
    for (const [index, guild] of guilds.entries()) {
      for (const place of placesOf(guild)) await look(place);
      // Each look reads all that is known of a server.
      if (index % A_TURN === A_TURN - 1) await nextTurn();
    }
  }

  /** Servers in which a channel was deleted, and that wait for the review under way. */
  let waiting = new Set<string>();
  let underWay: Promise<void> | null = null;

  async function reviewWaiting(): Promise<void> {
    while (waiting.size > 0) {
      const asked = waiting;
      waiting = new Set();
      await review((guildId) => asked.has(guildId));
    }
  }

  return {
    all: () => review(() => true),
    /** However many channels are deleted at once, a server is looked at once more at most. */
    of(guildId: string): Promise<void> {
      waiting.add(guildId);
      underWay ??= reviewWaiting().finally(() => {
        underWay = null;
      });
      return underWay;
    },
  };
}
