import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/defineCommand.ts';
import { MUTE_SCOPES } from '../src/monitor/types.ts';

export default defineCommand({
  name: 'unmute',
  needs: PermissionFlagsBits.ManageGuild,
  options: {
    alert: { type: ApplicationCommandOptionType.String, choices: MUTE_SCOPES },
  },
  visibleTo: 'everyone',

  async run({ alert }, { monitor, guildId, by, language: { words } }) {
    const scope = alert ?? 'all';
    await monitor.unmute(guildId, scope, by);
    return { content: scope === 'all' ? words.mutes.unmutedAll : words.mutes.unmuted(words.scopes[scope]) };
  },
});
