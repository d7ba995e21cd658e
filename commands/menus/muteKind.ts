import { PermissionFlagsBits } from 'discord-api-types/v10';
import { howLong } from '../../src/discord/components/muteMenu.ts';
import { defineMenu } from '../../src/discord/messageMenu.ts';

export default defineMenu({
  menu: 'muteKind',
  needs: PermissionFlagsBits.ManageGuild,

  async run(messageId, { monitor, guildId, language }) {
    const { notOurs, noAlert } = language.words.menus;
    const incidents = await monitor.incidentsOfMessage(guildId, messageId);
    if (incidents === null) return { content: notOurs };
    return incidents.length === 0 ? { content: noAlert } : howLong(messageId, incidents, language);
  },
});
