import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/defineCommand.ts';
import { incidentsEmbed } from '../src/discord/embeds/incidents.ts';

const USUAL = 10;

export default defineCommand({
  name: 'incidents',
  needs: null,
  options: {
    limit: { type: ApplicationCommandOptionType.Integer, min_value: 1, max_value: 50 },
  },
  isEphemeral: false,

  async run({ limit }, { monitor, guildId, now, language }) {
    const most = limit ?? USUAL;
    const [incidents, changes] = await Promise.all([monitor.incidents(guildId, most), monitor.changes(guildId, most)]);
    return { embeds: [incidentsEmbed(incidents, changes, now, language, monitor.pipelinesOf(guildId).length > 1)] };
  },
});
