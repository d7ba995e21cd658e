import { dirname } from 'node:path';
import { openStore } from '../../src/store/open.ts';
import { runMain } from './runMain.ts';
import { setStage } from './stage.ts';

/** A monitor that was set up with `/setup`: its alerts go to a channel of the bot, and ping a role. */
export async function setDoctor() {
  const stage = await setStage();
  const ops = stage.discord.addChannel(stage.guild.id, { name: 'ops' });
  const choose = async (channelId: string) => {
    const store = await openStore(stage.env.DATABASE_FILE);
    await store.guilds.see({ id: stage.guild.id, name: 'Scrapers', webhookId: stage.webhook.id }, 1);
    await store.guilds.choose(stage.guild.id, { channelId, mention: { type: 'role', id: stage.role.id } }, []);
    await store.close();
  };
  await choose(ops.id);
  const folder = dirname(stage.env.DATABASE_FILE);
  return {
    ...stage,
    ops,
    choose,
    folder,
    /** Runs the doctor as a process of its own in the folder of the database. */
    examine: (env: Readonly<Record<string, string | undefined>> = {}) =>
      runMain(['doctor'], { ...stage.env, HTTP_PORT: '0', ...env }, folder),
  };
}
