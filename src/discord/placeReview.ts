import type { REST } from '@discordjs/rest';
import { RESTJSONErrorCodes, Routes } from 'discord-api-types/v10';
import type { Monitor } from '../monitor/monitor.ts';
import { placesOf } from '../monitor/settings/routes.ts';
import type { Millis } from '../monitor/time.ts';
import type { Guild } from '../monitor/types.ts';
import { discordCode } from './discordCode.ts';
import type { GuildView } from './guildView.ts';

export interface PlaceReviewOptions {
  /** Null while the gateway knows nothing of the guild. */
  readonly viewOf: (guildId: string) => GuildView | null;
  readonly rest: REST;
  readonly monitor: Pick<Monitor, 'guilds' | 'channelFound'>;
}

const ASK_WITHIN_MS: Millis = 10_000;

/**
 * Notes of each channel that a server chose that it was deleted, or that it can be written again, before anything is sent: sending,
 * `/status` and `/readyz` all go by what is noted.
 */
export function createPlaceReview({ viewOf, rest, monitor }: PlaceReviewOptions): () => Promise<void> {
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
    if (isUsable && wasRefused) await monitor.channelFound(id, channelId, 'usable');
    if (missing === null && unusable !== 'destinationGone' && (await isGone(channelId))) {
      await monitor.channelFound(id, channelId, 'gone');
    }
  }

  return async () => {
    for (const place of (await monitor.guilds()).flatMap(placesOf)) await look(place);
  };
}
