import { ApplicationCommandOptionType, InteractionContextType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { explainEmbed } from '../src/discord/embeds/explain.ts';
import { createCodeNames } from '../src/monitor/codeNames.ts';
import { visibleText } from '../src/monitor/visibleText.ts';

export default defineCommand({
  data: {
    name: 'explain',
    description: 'What a CaptchaAI error code means and what to do about it',
    contexts: [InteractionContextType.Guild],
    options: [
      {
        name: 'code',
        description: 'The error code',
        type: ApplicationCommandOptionType.String,
        required: true,
        max_length: 100,
        autocomplete: true,
      },
    ],
  },
  visibleTo: 'everyone',
  isInstant: true,

  async run({ code }, { monitor, now, language }) {
    const name = createCodeNames(monitor.codes).nameOf(code) ?? code;
    return { embeds: [explainEmbed(name, monitor.codes.explain(name), now, language)] };
  },

  suggest: async (_option, typed, { monitor }) =>
    monitor.codes.known
      .filter((code) => code.includes(visibleText(typed).toUpperCase()))
      .map((code) => ({ name: code, value: code })),
});
