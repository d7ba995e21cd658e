import { Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { startLocalDiscord } from '../../sandbox/discord/localDiscord.ts';
import { createNotifier } from '../../src/discord/notifier.ts';
import { createRest } from '../../src/discord/rest.ts';
import { createLog } from '../../src/log.ts';
import type { Delivery, IncidentState, SentMessage } from '../../src/monitor/message.ts';
import type { Destination, Guild, Mention } from '../../src/monitor/types.ts';
import { alertOf, balance, GUILD } from './embedFixture.ts';

export const posts = /^\/webhooks\//;
export const ALERT = alertOf(balance());

/** A notifier on a local Discord with one guild, one channel and one webhook. Gone when the test ends. */
export async function setup(mention: Mention | null = null) {
  const discord = await startLocalDiscord();
  onTestFinished(() => discord.stop());
  const { id: guildId } = discord.addGuild({ name: 'Scrapers' });
  const channel = discord.addChannel(guildId, { name: 'alerts' });
  const webhook = discord.createWebhook(channel.id);
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const notifier = createNotifier({
    rest: createRest(discord.apiBase, discord.bot.token),
    webhook,
    log: createLog({ level: 'debug', secrets: [], destination }),
  });
  const to = (place: Destination): Guild => ({ ...GUILD, id: guildId, destination: place, mention });
  return {
    discord,
    channel,
    webhook,
    notifier,
    lines,
    toWebhook: to({ type: 'webhook', webhookId: webhook.id }),
    toChannel: to({ type: 'channel', channelId: channel.id }),
  };
}

export const delivery = (id = 1, message: Delivery['message'] = ALERT): Delivery => ({
  id,
  guildId: '1',
  createdAt: 1_700_000_000_000,
  attempts: 1,
  message,
  about: { kind: 'balance', pipeline: 'default' },
  target: null,
  incidentId: null,
});

/** An edit of a message that was sent before. */
export const editOf = (target: SentMessage | null, state: Partial<IncidentState> = {}): Delivery => ({
  ...delivery(2, {
    type: 'edit',
    state: { openedAt: ALERT.at, endedAt: null, acknowledged: null, muted: null, affects: [], ...state },
    at: ALERT.at,
  }),
  target,
});
