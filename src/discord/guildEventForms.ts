import { z } from 'zod';
import type { ChannelRecord, GuildRecord, MemberRecord, RoleRecord } from './guildRecord.ts';

/** What the gateway says of guilds: https://discord.com/developers/docs/events/gateway-events#guilds */

const id = z.string();
const bits = z.string().regex(/^\d+$/);
/** What cannot be read of a list is left out: the rest is as good as before. */
const listOf = <T>(item: z.ZodType<T>) =>
  z
    .array(item.nullable().catch(null))
    .nullish()
    .transform((items) => (items ?? []).filter((one) => one !== null));

const Role = z
  .object({ id, permissions: bits, mentionable: z.boolean() })
  .transform(({ mentionable, ...role }): RoleRecord => ({ ...role, isMentionable: mentionable }));

const Channel = z
  .object({
    id,
    type: z.number(),
    parent_id: id.nullish(),
    permission_overwrites: z.array(z.object({ id, allow: bits, deny: bits })).nullish(),
    thread_metadata: z.object({ locked: z.boolean().nullish() }).nullish(),
  })
  .transform(
    (channel): ChannelRecord => ({
      id: channel.id,
      type: channel.type,
      parentId: channel.parent_id ?? null,
      isLocked: channel.thread_metadata?.locked === true,
      overwrites: channel.permission_overwrites ?? [],
    }),
  );

const Member = z
  .object({ user: z.object({ id }), roles: z.array(id) })
  .transform(({ user, roles }): MemberRecord => ({ id: user.id, roles }));

const facts = { owner_id: id, system_channel_id: id.nullish() };
const guild_id = id;

export const GuildCreate = z
  .object({
    id,
    ...facts,
    roles: listOf(Role),
    channels: listOf(Channel),
    threads: listOf(Channel),
    members: listOf(Member),
  })
  .transform(
    ({ owner_id: ownerId, system_channel_id: systemChannelId = null, channels, threads, ...rest }): GuildRecord => ({
      ...rest,
      ownerId,
      systemChannelId,
      channels: [...channels, ...threads],
    }),
  );

export const GuildUpdate = z
  .object({ id, ...facts, roles: listOf(Role) })
  .transform(({ owner_id: ownerId, system_channel_id: systemChannelId = null, id: guildId, roles }) => ({
    guildId,
    changed: { ownerId, systemChannelId, roles },
  }));

/** Also of threads. */
export const ChannelChange = z.object({ guild_id }).and(Channel);
export const ThreadSleep = z.object({ thread_metadata: z.object({ archived: z.literal(true) }) });
export const ThreadSync = z.object({ guild_id, channel_ids: z.array(id).nullish(), threads: listOf(Channel) });
/** Of a channel or a thread. */
export const ChannelGone = z.object({ guild_id, id });
export const RoleChange = z.object({ guild_id, role: Role });
export const RoleGone = z.object({ guild_id, role_id: id });
export const MemberChange = z.object({ guild_id }).and(Member);
