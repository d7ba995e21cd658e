import type { Interaction } from '../interactions/types.ts';
import { FILE_BYTES } from '../limits.ts';
import { channelObject } from '../world/channelObject.ts';
import { channelPermissions } from '../world/permissions.ts';
import { memberObject, userObject } from '../world/userObject.ts';
import type { World } from '../world/world.ts';
import type { Person } from './who.ts';

const CONTEXT = { guild: 0, botDirectMessage: 1 } as const;

/** The body of INTERACTION_CREATE around the `data` of its kind. */
export function envelope(world: World, interaction: Interaction, person: Person, data: object): object {
  const { channel, guild } = person;
  return {
    id: interaction.id,
    application_id: world.bot.applicationId,
    type: interaction.type,
    version: 1,
    token: interaction.token,
    data,
    channel_id: channel.id,
    channel: { ...channelObject(world, channel), permissions: person.permissions.toString() },
    locale: person.locale,
    app_permissions: channelPermissions(world, channel, world.bot.userId).toString(),
    entitlements: [],
    authorizing_integration_owners: { '0': guild?.id ?? '0' },
    context: guild ? CONTEXT.guild : CONTEXT.botDirectMessage,
    attachment_size_limit: FILE_BYTES,
    ...(interaction.source && { message: interaction.source.message }),
    ...(guild ? guildPart(world, person, guild.id) : { user: userObject(person.user) }),
  };
}

function guildPart(world: World, { guild, user, permissions }: Person, guildId: string): object {
  if (!guild) return {};
  return {
    guild_id: guildId,
    guild: { id: guildId, locale: guild.preferredLocale, features: [] },
    guild_locale: guild.preferredLocale,
    member: { ...memberObject(world, guild, user.id), permissions: permissions.toString() },
  };
}
