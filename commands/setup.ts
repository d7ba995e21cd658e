import {
  ApplicationCommandOptionType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';

export default defineCommand({
  data: {
    name: 'setup',
    description: 'Choose the channel for alerts, and whom a critical one pings',
    contexts: [InteractionContextType.Guild],
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    options: [
      {
        name: 'channel',
        description: 'Where alerts go',
        type: ApplicationCommandOptionType.Channel,
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
        required: true,
      },
      {
        name: 'mention',
        description: 'The role or person that a critical alert pings; nobody if you leave it out',
        type: ApplicationCommandOptionType.Mentionable,
      },
    ],
  },
  visibleTo: 'caller',

  async run({ channel, mention }, { monitor, guildId }) {
    await monitor.setUp(guildId, channel, mention);
    const whom = mention === null ? 'nobody' : `<@${mention.type === 'role' ? '&' : ''}${mention.id}>`;
    return { content: `Alerts go to <#${channel}>; a critical one pings ${whom}.` };
  },
});
