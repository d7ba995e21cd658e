import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { describe, expect } from 'vitest';
import { isSend } from '../fixtures/isSend.ts';
import { connected, post, setUpProgram, spike } from '../fixtures/program.ts';
import { test } from '../fixtures/test.ts';

const IN_USE =
  /ended with 1:\nThe database file .*monitor\.db is in use: another copy of this program runs with it\. Nothing was changed/;

describe('a second copy on the database file of a first one', () => {
  test('refuses to start and takes nothing from the first: the message on its way arrives once', async () => {
    const stage = await setUpProgram({ balanceUsd: 80 });
    const app = await stage.start();
    await connected(app);
    const slow = Promise.withResolvers<void>();
    stage.discord.faults.delayAfterStored({ ...isSend, times: 1 }, slow.promise);
    await post(app, '/v1/results', spike());
    await stage.message(0);
    await expect(stage.start()).rejects.toThrow(IN_USE);
    slow.resolve();
    await app.logged('"outcome":"delivered"');
    expect(stage.discord.transcript.requests('POST', isSend.path)).toHaveLength(1);
    expect((await post(app, '/v1/results', { outcome: 'solved' })).status).toBe(202);
  });

  test('that is on the port of another program makes not even its database', async ({ listen }) => {
    const stage = await setUpProgram();
    const { port } = await listen(createServer());
    await expect(stage.start({ HTTP_PORT: String(port) })).rejects.toThrow(
      /ended with 1:\nThe address is in use by another program/,
    );
    expect(existsSync(stage.env.DATABASE_FILE)).toBe(false);
  });

  test('starts at once where the first one was killed', async () => {
    const stage = await setUpProgram();
    await (await stage.start()).end('SIGKILL');
    expect(existsSync(`${stage.env.DATABASE_FILE}-lock`)).toBe(true);
    expect((await post(await stage.start(), '/v1/results', { outcome: 'solved' })).status).toBe(202);
  });
});
