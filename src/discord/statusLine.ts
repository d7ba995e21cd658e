import { ActivityType, type Client } from 'discord.js';
import type { GuildAccess } from './dispatchParts.ts';

/** Shows a line under the bot's name, unless a guild that may see no data would read it too. */
export function createStatusLine(client: Client, accessOf: (guildId: string) => GuildAccess) {
  let shownLine = '';
  return (line: string): void => {
    if (!client.isReady()) return;
    const mayShow = client.guilds.cache.every((guild) => accessOf(guild.id) === 'allowed');
    const shown = mayShow ? line : '';
    if (shown === shownLine) return;
    shownLine = shown;
    const activities = shown === '' ? [] : [{ type: ActivityType.Custom, name: 'status', state: shown }];
    client.user.setPresence({ activities });
  };
}
