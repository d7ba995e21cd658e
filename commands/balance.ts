import { InteractionContextType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { balanceEmbed } from '../src/discord/embeds/balance.ts';

export default defineCommand({
  data: {
    name: 'balance',
    description: 'The CaptchaAI balance now, and when you would be told that it is low',
    contexts: [InteractionContextType.Guild],
  },
  visibleTo: 'everyone',

  async run(_args, { monitor, guildId, now }) {
    return { embeds: [balanceEmbed(await monitor.balance(guildId), now)] };
  },
});
