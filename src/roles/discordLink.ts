import { setTimeout as setTimer } from 'node:timers';
import type { Config } from '../config/config.ts';
import { createInvalidRequests } from '../discord/invalidRequests.ts';
import { createRequestTurns } from '../discord/requestTurns.ts';
import { createRest, LOW_PRIORITY } from '../discord/rest.ts';
import type { CoreParts } from './core.ts';
import { createKnownDiscord } from './knownDiscord.ts';
import { createSharedSnapshots } from './sharedSnapshots.ts';
import { createWebhookChannels } from './webhookChannels.ts';

/** The way to Discord that all roles of this process share: one rate, one count of invalid requests, and what is known by now. */
export function createDiscordLink(
  { discord, roles }: Pick<Config, 'discord' | 'roles'>,
  { store, clock, elapsed, log }: Pick<CoreParts, 'store' | 'clock' | 'elapsed' | 'log'>,
) {
  const turns = createRequestTurns({ elapsed, after: (ms, work) => void setTimer(work, ms) });
  const webhookChannels = createWebhookChannels(store.webhookChannels);
  const places = { limits: store.rateLimits, channelOf: webhookChannels.of, clock };
  const shared = { turns, client: 'alerts', places } as const;
  const rest = createRest(discord.apiUrl, discord.token, { shared });
  const liveRest = createRest(discord.apiUrl, discord.token, { ...LOW_PRIORITY, shared });
  const invalidRequests = createInvalidRequests(elapsed);
  for (const each of [rest, liveRest]) invalidRequests.watch(each);
  const snapshots = createSharedSnapshots({ store: store.snapshots, clock, log });
  const hasGateway = roles.includes('gateway');
  const known = createKnownDiscord({ discord, hasGateway, shared: snapshots, rest, elapsed });
  return { turns, webhookChannels, rest, liveRest, invalidRequests, snapshots, known };
}

export type DiscordLink = ReturnType<typeof createDiscordLink>;
