import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/defineCommand.ts';
import { stepResultWords, testResultWords } from '../src/discord/embeds/testResult.ts';

export default defineCommand({
  name: 'test',
  needs: PermissionFlagsBits.ManageGuild,
  options: {
    severity: { type: ApplicationCommandOptionType.String, choices: ['critical', 'warning'] },
    escalation: { type: ApplicationCommandOptionType.Boolean },
  },
  isEphemeral: true,

  async run({ severity, escalation }, { monitor, guildId, by, view, language }) {
    if (escalation === true) return { content: stepResultWords(await monitor.testSteps(guildId, by), language) };
    // A list of commands of the version before says `error`.
    const chosen = severity === 'warning' ? severity : 'critical';
    return { content: testResultWords(await monitor.test(guildId, chosen, by), chosen, view, language) };
  },
});
