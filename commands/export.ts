import { PermissionFlagsBits } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/defineCommand.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';

export default defineCommand({
  name: 'export',
  needs: PermissionFlagsBits.ManageGuild,
  options: { pipeline: PIPELINE_OPTION },
  isEphemeral: true,

  async run({ pipeline }, { monitor, guildId, language: { words, counted } }) {
    const { incidents, days, isCut, files } = await monitor.of(guildId, pipeline).exportTables();
    const { tables, newestOnly } = words.exported;
    const content = [
      tables({ incidents: counted(incidents), days: counted(days) }),
      ...(isCut ? [newestOnly(counted(incidents))] : []),
    ].join(' ');
    return { content, files };
  },
});
