import type { APIApplicationCommand, APIGuild, APIGuildChannel, APIRole, APIUser } from 'discord-api-types/v10';
import type { LocalDiscord, TranscriptEntry } from '../discord/localDiscordTypes.ts';

/** The names behind the ids that messages carry, and the commands that can be typed. */
export interface Directory {
  readonly guildName: string;
  readonly roles: ReadonlyMap<string, string>;
  readonly users: ReadonlyMap<string, string>;
  readonly channels: readonly { readonly id: string; readonly name: string; readonly type: number }[];
  readonly commands: readonly APIApplicationCommand[];
  /** What the menu of a message has. */
  readonly menus: readonly string[];
}

const CHAT_INPUT = 1;
const MESSAGE_MENU = 3;

/** Asks the local Discord over its own HTTP API, as any client would. */
export async function readDirectory(
  discord: LocalDiscord,
  { guildId, userId }: { guildId: string; userId: string },
): Promise<Directory> {
  const ask = asker(discord);
  const { applicationId } = discord.bot;
  const [guild, roles, channels, bot, member, forGuild, forAll] = await Promise.all([
    ask<APIGuild>(`/guilds/${guildId}`),
    ask<APIRole[]>(`/guilds/${guildId}/roles`),
    ask<APIGuildChannel[]>(`/guilds/${guildId}/channels`),
    ask<APIUser>('/users/@me'),
    ask<{ user: APIUser }>(`/guilds/${guildId}/members/${userId}`),
    ask<APIApplicationCommand[]>(`/applications/${applicationId}/guilds/${guildId}/commands`),
    ask<APIApplicationCommand[]>(`/applications/${applicationId}/commands`),
  ]);
  return {
    guildName: guild.name,
    roles: new Map(roles.map(({ id, name }) => [id, name])),
    users: new Map([bot, member.user].map(({ id, username }) => [id, username])),
    channels: channels.map(({ id, name, type }) => ({ id, name, type })),
    commands: [...forGuild, ...forAll].filter(({ type }) => type === CHAT_INPUT),
    menus: [...forGuild, ...forAll].filter(({ type }) => type === MESSAGE_MENU).map(({ name }) => name),
  };
}

function asker({ apiBase, bot }: LocalDiscord) {
  const headers = { authorization: `Bot ${bot.token}`, 'user-agent': 'DiscordBot (http://127.0.0.1, 1.0.0)' };
  // The stand-in's own answers: their form is not in question.
  return async <T>(path: string): Promise<T> => {
    const response = await fetch(`${apiBase}/v10${path}`, { headers });
    if (!response.ok) throw new Error(`The local Discord answered ${path} with ${response.status}.`);
    return (await response.json()) as T;
  };
}

/** Whether after this a directory read before may be out of date. */
export function changesDirectory(entry: TranscriptEntry): boolean {
  if (entry.kind === 'response') return entry.request.method !== 'GET' && entry.request.path.includes('/commands');
  return entry.kind === 'gateway' && /^(GUILD|CHANNEL)_/.test(entry.payload.t ?? '');
}
