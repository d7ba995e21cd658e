import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { COMPILE_CACHE } from '../../sandbox/appProcess.ts';
import { openStore } from '../../src/store/open.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { NOW, seeGuilds } from '../fixtures/store.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const SETTINGS = {
  DISCORD_TOKEN: 'x'.repeat(20),
  CAPTCHAAI_API_KEY: '0'.repeat(32),
  INGEST_TOKEN: 'ingest-token-0123456789',
};

/** Runs `npm run db -- …`; answers its exit code and everything that it wrote. */
async function db(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const options = {
    cwd: '/',
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: COMPILE_CACHE, ...SETTINGS, ...env },
  };
  const { code, stdout, stderr } = await promisify(execFile)(process.execPath, [MAIN, 'db', ...args], options).then(
    (output) => ({ code: 0, ...output }),
    (err: { code: number; stdout: string; stderr: string }) => err,
  );
  return { code, output: `${stdout}${stderr}` };
}

async function filled(file: string): Promise<void> {
  const store = await openStore(file);
  await seeGuilds(store, 'g1', 'g2');
  await store.close();
}

describe('npm run db', () => {
  test('copy copies, and says how many rows of each table', async () => {
    const [from, to] = ['a.db', 'b.db'].map((name) => join(temporaryFolder(), name));
    await filled(from ?? '');
    const { code, output } = await db(['copy', from ?? '', to ?? '']);
    expect(output).toMatch(/^guilds: 2$/m);
    expect(output).toMatch(/^deliveries: 0$/m);
    expect(code).toBe(0);
    const store = await openStore(to ?? '');
    expect((await store.guilds.present()).map(({ joinedAt }) => joinedAt)).toEqual([NOW, NOW]);
    await store.close();
  });

  test('copy warns of a monitor that runs with what is copied, and does not write where one runs', async () => {
    const [from = '', to = ''] = ['a.db', 'b.db'].map((name) => join(temporaryFolder(), name));
    await filled(from);
    const running = await openStore(from);
    const { code, output } = await db(['copy', from, to]);
    expect(output).toMatch(/^A monitor runs with FROM: what it takes in from now on will be missing in TO\./);
    expect(output).toMatch(/^guilds: 2$/m);
    expect(output).toMatch(/\nEverything stored before the copy began was copied\.\n$/);
    expect(code).toBe(0);
    const back = await db(['copy', to, from]);
    expect([back.code, back.output]).toEqual([1, 'A monitor runs with TO. Nothing was changed. Stop it, then copy.\n']);
    await running.close();
  });

  test('copy takes the name of a setting instead of an address, which everybody would see', async () => {
    const folder = temporaryFolder();
    const [from, to] = [join(folder, 'a.db'), join(folder, 'b.db')];
    await filled(from);
    expect((await db(['copy', 'DATABASE_FILE', 'COPY_TO'], { DATABASE_FILE: from, COPY_TO: to })).code).toBe(0);
    expect(existsSync(to)).toBe(true);
    expect(await db(['copy', from, 'DATABASE_URL'])).toEqual({
      code: 1,
      output: 'DATABASE_URL is not set. Set it in .env, or write the name of a file.\n',
    });
  });

  test('copy says that others can see a password that was typed, and does not show it', async () => {
    const address = 'postgres://u:secret-word@127.0.0.1:1/monitor';
    const [typed, named] = await Promise.all([
      db(['copy', address, 'b.db']),
      db(['copy', 'DATABASE_URL', 'b.db'], { DATABASE_URL: address }),
    ]);
    expect(typed.output).toMatch(/^Other users of this machine can see a password that stands in a command\./);
    expect(named.output).not.toContain('Other users');
    for (const { output } of [typed, named]) expect(output).not.toContain('secret-word');
  });

  test('copy of a database to itself is refused, however it is written', async () => {
    const folder = temporaryFolder();
    await filled(join(folder, 'a.db'));
    const { code, output } = await db(['copy', join(folder, 'a.db'), `${folder}/./a.db`]);
    expect([code, output]).toEqual([1, 'FROM and TO are the same. Nothing was changed.\n']);
  });

  test('backup writes a copy of DATABASE_FILE', async () => {
    const folder = temporaryFolder();
    const [file, to] = [join(folder, 'monitor.db'), join(folder, 'copy.db')];
    await filled(file);
    expect(await db(['backup', to], { DATABASE_FILE: file })).toEqual({
      code: 0,
      output: `${file} was copied to ${to}.\n`,
    });
    expect(existsSync(to)).toBe(true);
  });

  test('backup of PostgreSQL says what to use instead', async () => {
    const { code, output } = await db(['backup', '/tmp/x'], { DATABASE_URL: 'postgres://u:secret-word@db/monitor' });
    expect([code, output]).toEqual([1, 'DATABASE_URL is set: back up PostgreSQL with pg_dump.\n']);
  });

  test.each([[[]], [['copy', 'a.db']], [['copy', 'a', 'b', 'c']], [['backup']], [['restore', 'a.db']]])(
    '%j tells how it is used',
    async (args) => {
      const { code, output } = await db(args);
      expect(code).toBe(1);
      expect(output).toMatch(/^Invalid arguments for db\. Usage:\n/);
      expect(output).toMatch(/^npm run db -- copy FROM TO .*\nnpm run db -- backup FILE .*\n$/m);
    },
  );

  test.each([
    'postgres://u:secret-word@db',
    'postgress://u:secret-word@db/monitor',
    'mysql://u:secret-word@db/monitor',
  ])('the address %s is refused without showing it, and is no name of a file', async (address) => {
    const { code, output } = await db(['copy', 'a.db', address]);
    expect([code, output]).toEqual([
      1,
      'A PostgreSQL address looks like postgres://user:password@host:5432/database.\n',
    ]);
  });
});
