import type { AppProcess } from '../sandbox/appProcess.ts';
import { type LocalDiscord, startLocalDiscord } from '../sandbox/discord/localDiscord.ts';
import type { Actor } from '../sandbox/discord/localDiscordTypes.ts';
import { ingestSettings } from './benchSettings.ts';
import { programs, startProgram } from './program.ts';

/** The whole program as a process of its own, as it is shipped where `npm run build` was run, and a local Discord with one server, whose owner can type commands. */
export interface OwnedBot {
  readonly app: AppProcess;
  readonly owner: Actor;
  end(): Promise<void>;
}

export async function startOwnedBot(databaseFile: string): Promise<OwnedBot> {
  const discord: LocalDiscord = await startLocalDiscord({ rateLimits: false, identifyIntervalMs: 0 });
  const guild = discord.addGuild({ name: 'Bench' });
  const channel = discord.addChannel(guild.id, { name: 'alerts' });
  const program = programs().at(-1);
  if (program === undefined) throw new Error('no program');
  const app = await startProgram(program, {
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
