import type { Stage } from './stage.ts';

/** The server's owner has run /setup already: the bot posts in the channel itself, and its alerts have buttons. */
export async function chooseChannel({ app, discord, guild, channel }: Stage): Promise<void> {
  await app.logged('connected to Discord');
  const owner = discord.as({ userId: discord.owner.id, guildId: guild.id, channelId: channel.id });
  const screen = await (await owner.slash('setup')).reply();
  await (await owner.select(screen.id, 'm1:setupChannel', [channel.id])).reply();
}
