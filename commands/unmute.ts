import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/defineCommand.ts';
import { scopeText } from '../src/discord/embeds/mutes.ts';
import { MUTE_SCOPES } from '../src/monitor/types.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';

export default defineCommand({
  name: 'unmute',
  needs: PermissionFlagsBits.ManageGuild,
  options: {
    alert: { type: ApplicationCommandOptionType.String, choices: MUTE_SCOPES },
    pipeline: PIPELINE_OPTION,
  },
  isEphemeral: false,

  async run({ alert, pipeline }, { monitor, guildId, by, language }) {
    const scope = alert ?? 'all';
    await monitor.unmute(guildId, { scope, pipeline }, by);
    const { mutes } = language.words;
    const isAll = scope === 'all' && pipeline === null;
    return { content: isAll ? mutes.unmutedAll : mutes.unmuted(scopeText({ scope, pipeline }, language)) };
  },
});
