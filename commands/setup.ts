import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord-api-types/v10';
import { setupMessage } from '../src/discord/components/setupMessage.ts';
import { suggestTimeZones } from '../src/discord/components/timeZones.ts';
import { defineCommand } from '../src/discord/defineCommand.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';

export default defineCommand({
  name: 'setup',
  needs: PermissionFlagsBits.ManageGuild,
  options: {
    time_zone: { type: ApplicationCommandOptionType.String, max_length: 60, autocomplete: true },
    pipeline: PIPELINE_OPTION,
  },
  isEphemeral: true,

  async run({ time_zone: timeZone, pipeline }, { monitor, guildId, by, view, language }) {
    if (timeZone !== null) await monitor.setUp(guildId, { timeZone }, by);
    return setupMessage(await monitor.settings(guildId, pipeline), view, language, { pipeline });
  },

  suggest: async (_option, typed, { now }) => suggestTimeZones(typed, now),
});
