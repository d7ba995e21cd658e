import type { ClientOptions } from 'discord.js';
import { Client, Events, GatewayIntentBits } from 'discord.js';
import { onTestFinished } from 'vitest';
import type { LocalDiscord, LocalDiscordOptions } from '../../sandbox/discord/localDiscord.ts';
import { startLocalDiscord } from '../../sandbox/discord/localDiscord.ts';

export const NOW = Date.parse('2026-01-02T03:04:05.678Z');

/** Tests that run at the same time have to pass their own; the rest share the one of the running test. */
type AtEnd = (stop: () => Promise<void>) => void;

/** A local Discord with one guild and one channel, gone when the test ends. */
export async function setUp(options: LocalDiscordOptions = {}, atEnd: AtEnd = onTestFinished) {
  const discord = await startLocalDiscord(options);
  atEnd(() => discord.stop());
  const guild = discord.addGuild({ name: 'Acme' });
  const channel = discord.addChannel(guild.id, { name: 'alerts' });
  const owner = discord.as({ userId: discord.owner.id, guildId: guild.id, channelId: channel.id });
  return { discord, guild, channel, owner, call: caller(discord) };
}

/** A clock that moves only when told to. */
export function manualClock(start = NOW) {
  let at = start;
  return {
    now: () => at,
    advance: (ms: number) => {
      at += ms;
    },
  };
}

/** A real client, ready. It does not wait five seconds between identifies, which is a wish of its own and not of the server. */
export async function logIn(
  discord: LocalDiscord,
  options: Partial<ClientOptions> = {},
  atEnd: AtEnd = onTestFinished,
): Promise<Client<true>> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: discord.apiBase },
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) },
    ...options,
  });
  atEnd(() => client.destroy());
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.bot.token);
  return ready;
}

/** What the app was last sent over the gateway. */
export function lastInteraction(discord: LocalDiscord): { id: string; token: string; data: unknown } {
  const entry = discord.transcript.gateway('toBot', 'INTERACTION_CREATE').at(-1);
  if (!entry) throw new Error(`No interaction was sent.\n${discord.transcript.describe()}`);
  return entry.payload.d as { id: string; token: string; data: unknown };
}

/** A bare HTTP call with the headers of a well-behaved bot. */
function caller(discord: LocalDiscord) {
  return async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${discord.apiBase}/v10${path}`, {
      method,
      headers: {
        authorization: `Bot ${discord.bot.token}`,
        'user-agent': 'DiscordBot (https://example.org, 1.0.0)',
        ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && {
        body: body instanceof FormData || typeof body === 'string' ? body : JSON.stringify(body),
      }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type') === 'application/json';
    return {
      status: response.status,
      headers: response.headers,
      body: text !== '' && isJson ? JSON.parse(text) : text,
    };
  };
}
