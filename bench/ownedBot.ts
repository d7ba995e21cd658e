import { type AppProcess, startApp } from '../sandbox/appProcess.ts';
import { type LocalDiscord, startLocalDiscord } from '../sandbox/discord/localDiscord.ts';
import type { Actor } from '../sandbox/discord/localDiscordTypes.ts';
import { ingestSettings } from './benchSettings.ts';

/** The whole program as a process of its own, and a local Discord with one server, whose owner can type commands. */
export interface OwnedBot {
  readonly app: AppProcess;
  readonly owner: Actor;
  end(): Promise<void>;
}

export async function startOwnedBot(databaseFile: string): Promise<OwnedBot> {
  const discord: LocalDiscord = await startLocalDiscord({ rateLimits: false, identifyIntervalMs: 0 });
  const guild = discord.addGuild({ name: 'Bench' });
  const channel = discord.addChannel(guild.id, { name: 'alerts' });
  const app = await startApp({
    DISCORD_TOKEN: discord.bot.token,
    DISCORD_API_URL: discord.apiBase,
    ...ingestSettings(databaseFile),
  });
  return {
    app,
    owner: discord.as({ userId: discord.owner.id, guildId: guild.id, channelId: channel.id }),
    async end() {
      await app.end('SIGTERM');
      await discord.stop();
    },
  };
}
