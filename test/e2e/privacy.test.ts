import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { connected, evaluated, setUpProgram } from '../fixtures/program.ts';
import { buttonId, startWithSpike, textOf } from '../fixtures/spike.ts';

/** Every row of every table of a database file, as text. */
function dump(file: string): string {
  const database = new DatabaseSync(file, { readOnly: true });
  const names = database.prepare("select name from sqlite_master where type = 'table'").all();
  const rows = names.map(({ name }) => database.prepare(`select * from "${name}"`).all());
  database.close();
  return JSON.stringify(rows);
}

test('/privacy names the operator; Forget me asks, and then the id is nowhere in the database', async () => {
  const stage = await startWithSpike({
    PRIVACY_CONTACT: 'ops@example.com',
    PRIVACY_URL: 'https://example.com/privacy',
  });
  const { owner, discord, alert, env, app } = stage;
  const id = discord.owner.id;
  await (await owner.button(alert.id, buttonId(alert, 'Acknowledge'))).reply();
  await (await owner.button(alert.id, buttonId(alert, 'Mute 1 h'))).reply();
  await (await owner.type('/mute queue 2h')).reply();
  await stage.setUp({ setupMention: id });
  await (await owner.slash('test')).reply();
  expect(dump(env.DATABASE_FILE)).toContain(id);

  const answer = await owner.type('/privacy');
  expect(answer.ephemeral).toBe(true);
  const page = await answer.reply();
  expect(textOf(page)).toContain('ops@example.com\\nPrivacy policy: https://example.com/privacy');
  const asked = await (await owner.button(page.id, buttonId(page, 'Forget me'))).reply();
  expect(asked.embeds[0]?.title).toBe('🔒 Forget You in This Server?');
  const back = await (await owner.button(page.id, buttonId(asked, 'Back'))).reply();
  expect(back.embeds[0]?.title).toBe('🔒 Privacy');
  const again = await (await owner.button(page.id, buttonId(back, 'Forget me'))).reply();
  const done = await (await owner.button(page.id, buttonId(again, 'Yes, forget me'))).reply();
  expect(done.embeds[0]?.title).toBe('🔒 You Were Forgotten in This Server');
  expect(done.embeds[0]?.fields?.[0]?.value).toMatch(
    /^Mutes: 2\nIncidents: 1\nNotes: 0\nChanges: \d+\nStored messages: \d+$/,
  );
  expect(dump(env.DATABASE_FILE)).not.toContain(id);

  expect(textOf(await (await owner.type('/mutes')).reply())).toContain('by _someone_');
  expect(textOf(await (await owner.type('/incidents')).reply())).toContain('_someone_ has acknowledged it.');
  // What evaluates on goes on with someone.
  await evaluated(app, 3);
  expect(dump(env.DATABASE_FILE)).not.toContain(id);
});

test('an outage of a server at Discord is no leave: it is not marked as left, and keeps its settings', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const { discord, guild, channel, env } = stage;
  const app = await stage.start({ DISCORD_WEBHOOK_URL: '' });
  await connected(app);
  await stage.setUp({ setupChannel: channel.id });
  const kept = () => {
    const database = new DatabaseSync(env.DATABASE_FILE, { readOnly: true });
    const row = database.prepare('select left_at, channel_id from guilds where id = ?').get(guild.id);
    database.close();
    return { ...row };
  };
  const here = { left_at: null, channel_id: channel.id };

  discord.setGuildAvailable(guild.id, false);
  // Events come in order: the bot has heard of the outage once it has heard of what came after it.
  const other = discord.addGuild({ name: 'Other' });
  await expect.poll(() => dump(env.DATABASE_FILE), { timeout: 10_000 }).toContain(other.id);
  expect(kept()).toEqual(here);
  // Nor is it one after the bot has connected again.
  discord.gateway.reconnectAll();
  await evaluated(app, 2);
  expect(kept()).toEqual(here);

  discord.setGuildAvailable(guild.id, true);
  discord.removeGuild(guild.id);
  await app.logged('guild is no longer notified');
  await expect.poll(kept).toMatchObject({ left_at: expect.any(Number) });
});
