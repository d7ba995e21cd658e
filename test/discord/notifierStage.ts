import { Writable } from 'node:stream';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { onTestFinished } from 'vitest';
import { startLocalDiscord } from '../../sandbox/discord/localDiscord.ts';
import { createInvalidRequests } from '../../src/discord/invalidRequests.ts';
import { createRest } from '../../src/discord/rest.ts';
import { createLog } from '../../src/log.ts';
import type { Delivery, Detour, IncidentState, Renewed, SentMessage } from '../../src/monitor/alerts/message.ts';
import type { PingFailure } from '../../src/monitor/delivery/pingFailure.ts';
import type { SendSteps } from '../../src/monitor/ports/receiver.ts';
import type { Destination, Guild, Mention, Place } from '../../src/monitor/types.ts';
import { createNotifier } from '../../src/receivers/discord/notifier.ts';
import { createPace } from '../../src/receivers/discord/pace.ts';
import { alertOf, balance, GUILD } from './embedFixture.ts';

export const posts = /^\/webhooks\//;
export const ALERT = alertOf(balance());

/** A notifier on a local Discord with one guild, one channel and one webhook. Gone when the test ends. */
export async function setup(mention: Mention | null = null, channelType = 0) {
  let skew = 0;
  const now = () => Date.now() + skew;
  const discord = await startLocalDiscord({ now });
  onTestFinished(() => discord.stop());
  const { id: guildId } = discord.addGuild({ name: 'Scrapers' });
  const channel = discord.addChannel(guildId, { name: 'alerts', type: channelType });
  const webhook = discord.createWebhook(channel.id);
  /** Whom `mention` means where its id is "given". */
  const role = discord.addRole(guildId, { name: 'oncall', mentionable: true });
  const lines: string[] = [];
  const refused: Place[] = [];
  let canRead = true;
  let foreseen: PingFailure | null = null;
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const notifier = createNotifier({
    rest: createRest(discord.apiBase, discord.bot.token),
    webhook: { ...webhook, threadId: null },
    hasBot: () => true,
    clock: { now },
    log: createLog({ level: 'debug', secrets: [], destination }),
    pace: createPace(now),
    invalidRequests: createInvalidRequests(now),
    canReadHistory: () => canRead,
    pingFailure: async () => foreseen,
    onRefugeRefused: (_guildId, place) => refused.push(place),
  });
  const sent: Place[] = [];
  /** What is true by now, of a message that is to be sent anew. */
  let renewed: Renewed | null = null;
  const stepsOf = ({ message, incidentId }: Delivery): SendSteps => ({
    renewed: async () => renewed ?? { message, incidentId },
    sending: async (place) => void sent.push(place),
  });
  const whom = mention?.id === 'given' ? { ...mention, id: role.id } : mention;
  const to = (place: Destination): Guild => ({ ...GUILD, id: guildId, destination: place, mention: whom });
  return {
    discord,
    channel,
    webhook,
    role,
    /** One attempt, as the core asks for it. */
    send: (what: Delivery, guild: Guild, detour?: Detour) => notifier.send(what, guild, stepsOf(what), detour),
    /** What any message that is to be sent anew says from now on. */
    becomes(says: Renewed) {
      renewed = says;
    },
    sendWith: notifier.send,
    /** The places to which something left. */
    sent,
    /** The detours that did not work either. */
    refused,
    now,
    /** Moves our clock and Discord's. */
    wait(ms: number) {
      skew += ms;
    },
    /** Takes the permission to read what was said before. */
    hideHistory() {
      canRead = false;
      const deny = PermissionFlagsBits.ReadMessageHistory;
      discord.updateChannel(channel.id, { overwrites: [{ id: discord.bot.userId, type: 'member', deny }] });
    },
    /** What the bot knows of the next mentions before they leave. */
    foresee(failure: PingFailure | null) {
      foreseen = failure;
    },
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
  unknownFailures: 0,
  copies: 0,
  refusals: 0,
  isPlain: false,
  message,
  about: { kind: 'balance', pipeline: 'default' },
  target: null,
  uncertain: null,
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
