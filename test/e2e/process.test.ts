import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startApp } from '../../sandbox/appProcess.ts';
import { dial } from '../fixtures/dial.ts';
import { connected, INGEST_TOKEN, post, setUpProgram, spike } from '../fixtures/program.ts';

test('SIGTERM ends the process cleanly with code 0', async () => {
  const stage = await setUpProgram();
  const app = await stage.start();
  await connected(app);
  expect(await app.end('SIGTERM')).toBe(0);
});

test('SIGTERM ends it in order while requests are not complete', async () => {
  const stage = await setUpProgram();
  const app = await stage.start();
  await connected(app);
  const head = 'POST /v1/results HTTP/1.1\r\nHost: m\r\n';
  const body = 'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n';
  const send = async (sent: string) => {
    const socket = await dial(Number(new URL(app.baseUrl).port));
    socket.write(sent);
    return socket;
  };
  await send(head);
  await send(`${head}Authorization: Bearer ${INGEST_TOKEN}\r\n${body}{`);
  await once(await send(head + body), 'data');
  expect(await app.end('SIGTERM')).toBe(0);
  expect(app.output()).not.toMatch(/not stopped in time|takes too long|"level":"error"/);
  // The database was closed.
  expect(existsSync(`${stage.env.DATABASE_FILE}-wal`)).toBe(false);
});

test('without settings it says in one go what is missing, and ends with 1', async () => {
  await expect(startApp({})).rejects.toThrow(
    /ended with 1:\nThe settings cannot be used:\n {2}CAPTCHAAI_API_KEY is missing.*\n {2}INGEST_TOKEN is missing.*\n {2}DISCORD_TOKEN or DISCORD_WEBHOOK_URL is missing/,
  );
});

test('while Discord cannot be reached it starts all the same, says so, and connects later', async () => {
  const stage = await setUpProgram();
  const down = stage.discord.faults.status({}, 503);
  const app = await stage.start();
  expect((await post(app, '/v1/results', { outcome: 'solved' })).status).toBe(202);
  await app.logged('not connected to Discord');
  const readiness = await fetch(`${app.baseUrl}/readyz`);
  expect(readiness.status).toBe(503);
  expect(await readiness.json()).toMatchObject({
    checks: {
      database: 'ok',
      gateway: expect.stringMatching(/^the bot is not connected to Discord/),
    },
  });
  down.clear();
  await connected(app);
  expect((await stage.message(0)).embeds[0]?.title).toBe('💰 Balance Alert');
});

test('a port that is taken is named, with what to do', async () => {
  const stage = await setUpProgram();
  const first = await stage.start();
  const other = { HTTP_PORT: new URL(first.baseUrl).port, DATABASE_FILE: `${stage.env.DATABASE_FILE}.other` };
  await expect(stage.start(other)).rejects.toThrow(/Set HTTP_PORT to a free port/);
});

test('a server that the operator did not allow sees no data, and its channel no alerts', async () => {
  const stage = await setUpProgram();
  const stranger = stage.discord.addUser({ username: 'mallory' });
  const other = stage.discord.addGuild({ name: 'Elsewhere', ownerId: stranger.id });
  const channel = stage.discord.addChannel(other.id, { name: 'general' });
  await connected(await stage.start());
  const result = await stage.discord
    .as({ userId: stranger.id, guildId: other.id, channelId: channel.id })
    .slash('status');
  expect(result.ephemeral).toBe(true);
  expect((await result.reply()).content).toMatch(/not allowed to use this monitor/);
  expect((await result.reply()).embeds).toEqual([]);
});

test('whoever may not manage the server cannot mute, even where Discord lets the command through', async () => {
  const stage = await setUpProgram();
  await connected(await stage.start());
  const member = stage.discord.addUser({ username: 'intern' });
  stage.discord.addMember(stage.guild.id, member.id);
  const actor = stage.discord.as({ userId: member.id, guildId: stage.guild.id, channelId: stage.channel.id });
  const result = await actor.slash('mute', { alert: 'all', for: '2h' }, [], { force: true });
  expect((await result.reply()).content).toBe('You need the permission Manage Server for this.');
});

test('a server that is unavailable when the bot logs in is known once Discord has it back', async () => {
  const stage = await setUpProgram({ balanceUsd: 80 });
  stage.discord.setGuildAvailable(stage.guild.id, false);
  const app = await stage.start({ DISCORD_WEBHOOK_URL: '' });
  await connected(app);
  stage.discord.setGuildAvailable(stage.guild.id, true);
  const ops = stage.discord.addChannel(stage.guild.id, { name: 'ops' });
  await stage.setUp({ setupChannel: ops.id });
  await post(app, '/v1/results', spike());
  await stage.discord.transcript.waitFor(() => stage.discord.messages(ops.id).length > 0);
  expect(stage.discord.messages(ops.id)[0]?.embeds[0]?.title).toBe('⚠️ Error Rate Spike');
});

test('without a bot a channel that was once picked is left alone, and alerts go to the webhook', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const ops = stage.discord.addChannel(stage.guild.id, { name: 'ops' });
  const first = await stage.start();
  await connected(first);
  await stage.setUp({ setupChannel: ops.id, setupMention: stage.role.id });
  await first.end('SIGTERM');

  const second = await stage.start({ DISCORD_TOKEN: '' });
  await post(second, '/v1/results', spike());
  expect((await stage.message(0)).embeds[0]?.title).toBe('⚠️ Error Rate Spike');
  expect(stage.discord.messages(ops.id)).toEqual([]);
});
