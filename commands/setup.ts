import { ApplicationCommandOptionType, InteractionContextType, PermissionFlagsBits } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { setupMessage } from '../src/discord/components/setupMessage.ts';
import { suggestTimeZones } from '../src/discord/components/timeZones.ts';

export default defineCommand({
  data: {
    name: 'setup',
    description: 'Choose where alerts go, whom they ping, the time zone and the time of the daily summary',
    contexts: [InteractionContextType.Guild],
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    options: [
      {
        name: 'time_zone',
        description: 'A time zone that the menu does not offer',
        type: ApplicationCommandOptionType.String,
        max_length: 60,
        autocomplete: true,
      },
    ],
  },
  visibleTo: 'caller',

  async run({ time_zone: timeZone }, { monitor, guildId, by, view, language }) {
    if (timeZone !== null) await monitor.setUp(guildId, { timeZone }, by);
    return setupMessage(await monitor.settings(guildId), view, language);
  },

  suggest: async (_option, typed, { now }) => suggestTimeZones(typed, now),
});
