import { ApplicationCommandOptionType, InteractionContextType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { incidentsEmbed } from '../src/discord/embeds/incidents.ts';

const USUAL = 10;

export default defineCommand({
  data: {
    name: 'incidents',
    description: 'Recent incidents and who was on them, and what people changed',
    contexts: [InteractionContextType.Guild],
    options: [
      {
        name: 'limit',
        description: 'How many; 10 if you leave it out',
        type: ApplicationCommandOptionType.Integer,
        min_value: 1,
        max_value: 50,
      },
    ],
  },
  visibleTo: 'everyone',

  async run({ limit }, { monitor, guildId, now, language }) {
    const most = limit ?? USUAL;
    const [incidents, changes] = await Promise.all([monitor.incidents(guildId, most), monitor.changes(guildId, most)]);
    return { embeds: [incidentsEmbed(incidents, changes, now, language)] };
  },
});
