import type { Stage } from './stage.ts';

/**
 * The server's owner has run /setup already, once for all and once for each pipeline: the bot posts in the channels itself, and its
 * alerts have buttons.
 */
export async function chooseChannels({ app, discord, guild, mainChannel, pipelineChannels }: Stage): Promise<void> {
  await app.logged('connected to Discord');
  const owner = discord.as({ userId: discord.owner.id, guildId: guild.id, channelId: mainChannel.id });
  const choose = async (command: string, menu: string, channelId: string) => {
    const screen = await (await owner.type(command)).reply();
    await (await owner.select(screen.id, menu, [channelId])).reply();
  };
  await choose('/setup', 'm1:setupChannel', mainChannel.id);
  for (const { name, id } of pipelineChannels) {
    await choose(`/setup pipeline:${name}`, `m1:setupChannel:${name}`, id);
  }
}
