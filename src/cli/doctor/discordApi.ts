import type { REST } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';
import { z } from 'zod';
import { Application, GatewayBot, GuildIds, MOST_GUILDS } from '../../discord/apiForms.ts';
import { Commands, commandsRoute, type RegistrationTarget } from '../../discord/register.ts';
import type { WebhookAddress } from '../../discord/webhookUrl.ts';
import type { Deadline } from './deadline.ts';

const id = z.string();
const User = z.object({ id, username: z.string() });
const Role = z.object({ id, name: z.string(), permissions: z.string(), mentionable: z.boolean() });
const Guild = z.object({ id, name: z.string(), owner_id: id, roles: z.array(Role) });
const Overwrite = z.object({ id, allow: z.string(), deny: z.string() });
const Channel = z.object({
  id,
  type: z.number(),
  name: z.string().nullish(),
  parent_id: id.nullish(),
  permission_overwrites: z.array(Overwrite).default([]),
});
const Member = z.object({ roles: z.array(id), communication_disabled_until: z.string().nullish() });
const Webhook = z.object({ id, name: z.string().nullish(), channel_id: id, guild_id: id.nullish() });

export type DiscordApplication = z.infer<typeof Application>;
export type DiscordGatewayBot = z.infer<typeof GatewayBot>;
export type DiscordRole = z.infer<typeof Role>;
export type DiscordGuild = z.infer<typeof Guild>;
export type DiscordOverwrite = z.infer<typeof Overwrite>;
export type DiscordChannel = z.infer<typeof Channel>;
export type DiscordWebhook = z.infer<typeof Webhook>;
export type DiscordApi = ReturnType<typeof createDiscordApi>;

/** The questions to Discord. What answers is not always Discord: a proxy's page of 200 is refused by its form. */
export function createDiscordApi(rest: REST, deadline: Deadline) {
  const get = <T>(form: z.ZodType<T>, route: `/${string}`, more: { auth?: boolean; query?: URLSearchParams } = {}) =>
    deadline(async (signal) => form.parse(await rest.get(route, { ...more, signal })));
  return {
    user: () => get(User, Routes.user()),
    application: () => get(Application, Routes.currentApplication()),
    gatewayBot: () => get(GatewayBot, Routes.gatewayBot()),
    guildIds: () => get(GuildIds, Routes.userGuilds(), { query: new URLSearchParams({ limit: String(MOST_GUILDS) }) }),
    commands: (target: RegistrationTarget) => get(Commands, commandsRoute(target)),
    guild: (guildId: string) => get(Guild, Routes.guild(guildId)),
    channels: (guildId: string) => get(z.array(Channel), Routes.guildChannels(guildId)),
    channel: (channelId: string) => get(Channel, Routes.channel(channelId)),
    member: (guildId: string, userId: string) => get(Member, Routes.guildMember(guildId, userId)),
    webhook: ({ id: webhookId, token }: WebhookAddress) =>
      get(Webhook, Routes.webhook(webhookId, token), { auth: false }),
  };
}
