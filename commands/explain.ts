import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/defineCommand.ts';
import { explainEmbed, unknownCodeEmbed } from '../src/discord/embeds/explain.ts';
import { codeIn, codesLike } from '../src/monitor/reports/findCode.ts';

export default defineCommand({
  name: 'explain',
  needs: null,
  options: {
    code: { type: ApplicationCommandOptionType.String, required: true, max_length: 100, autocomplete: true },
  },
  isEphemeral: false,
  isDeferred: false,

  async run({ code }, { monitor, now, language }) {
    const { known, explain } = monitor.codes;
    const name = codeIn(code, known);
    const meant = name === null ? null : explain(name);
    return {
      embeds: [
        name === null || meant === null
          ? unknownCodeEmbed(code, codesLike(code, known), now, language)
          : explainEmbed(name, meant, now, language),
      ],
    };
  },

  suggest: async (_option, typed, { monitor }) =>
    codesLike(typed, monitor.codes.known).map((code) => ({ name: code, value: code })),
});
