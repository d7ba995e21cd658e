import { expect, test, vi } from 'vitest';
import { COMMANDS, MENUS } from '../../commands/index.ts';
import { createRest } from '../../src/discord/rest.ts';
import { setUpDoctor } from '../fixtures/doctor.ts';
import { connected, setUpProgram } from '../fixtures/program.ts';
import { runMain } from '../fixtures/runMain.ts';

const deadline = { timeout: 20_000, interval: 100 };

/** What Discord has registered, by place. */
function createLook({ discord }: Awaited<ReturnType<typeof setUpProgram>>) {
  const rest = createRest(discord.apiBase, discord.bot.token);
  const base = `/applications/${discord.bot.applicationId}` as const;
  const namesAt = async (route: `/${string}`) =>
    ((await rest.get(route)) as readonly { readonly name: string }[]).map(({ name }) => name);
  return {
    rest,
    base,
    everywhere: () => namesAt(`${base}/commands`),
    inGuild: (guildId: string) => namesAt(`${base}/guilds/${guildId}/commands`),
  };
}

async function setUpGuilds() {
  const stage = await setUpProgram({ rateLimits: false });
  const other = stage.discord.addGuild({ name: 'Other' });
  const run = async (commandsGuildId: string) => {
    const app = await stage.start({ DISCORD_COMMANDS_GUILD_ID: commandsGuildId });
    await connected(app);
    return app;
  };
  return { ...stage, other, run, look: createLook(stage) };
}

const ALL = COMMANDS.length + MENUS.length;

test('commands are in the place that is wanted, and nowhere else, however the setting changes', async () => {
  const { look, run, guild, other } = await setUpGuilds();
  const expectThem = (expected: readonly [everywhere: number, inGuild: number, inOther: number]) =>
    vi.waitFor(async () => {
      const counts = [await look.everywhere(), await look.inGuild(guild.id), await look.inGuild(other.id)];
      expect(counts.map(({ length }) => length)).toEqual(expected);
    }, deadline);
  for (const [wanted, counts] of [
    [guild.id, [0, ALL, 0]],
    ['', [ALL, 0, 0]],
    [other.id, [0, 0, ALL]],
    [guild.id, [0, ALL, 0]],
  ] as const) {
    const app = await run(wanted);
    await expectThem(counts);
    await app.end('SIGTERM');
  }
});

test('what other programs registered under the same application stays', async () => {
  const { look, run, guild } = await setUpGuilds();
  const theirs = { name: 'theirs', description: 'Of another program', type: 1 };
  const menu = { name: 'status', type: 3 };
  await look.rest.put(`${look.base}/guilds/${guild.id}/commands`, {
    body: [theirs, menu, { name: 'status', description: 'Ours', type: 1 }],
  });
  await run('');
  await vi.waitFor(async () => expect(await look.inGuild(guild.id)).toEqual(['theirs', 'status']), deadline);
});

test('commands stay where they are until they could be registered where they are wanted', async () => {
  const { look, run } = await setUpGuilds();
  const first = await run('');
  await first.end('SIGTERM');
  const second = await run('100000000000000001');
  await second.logged('commands not registered');
  expect(await look.everywhere()).toHaveLength(ALL);
  const { notes } = (await (await fetch(`${second.baseUrl}/readyz`)).json()) as { notes: Record<string, string> };
  expect(notes['commands']).toContain('check DISCORD_COMMANDS_GUILD_ID');
});

test('npm run register shows what is left behind, and removes it', async () => {
  const stage = await setUpGuilds();
  const app = await stage.run('');
  await app.end('SIGTERM');
  const register = async (...flags: readonly string[]) =>
    (await runMain(['register', ...flags], { ...stage.env, DISCORD_COMMANDS_GUILD_ID: stage.other.id })).output;
  expect(await register('--dry-run')).toMatch(
    /\+ \/balance\n[\s\S]*- \/balance for every server\n[\s\S]*Nothing was written/,
  );
  expect(await stage.look.everywhere()).toHaveLength(ALL);
  expect(await register()).toMatch(/- \/balance for every server\n[\s\S]*Written for the server \d+\./);
  expect(await stage.look.everywhere()).toEqual([]);
  expect(await register()).toContain(
    `Discord has these ${ALL} commands for the server ${stage.other.id}: nothing to change.`,
  );
});

test('the doctor sees commands that people find twice', async () => {
  const stage = await setUpDoctor();
  const look = createLook(stage);
  await look.rest.put(`${look.base}/guilds/${stage.guild.id}/commands`, {
    body: [{ name: 'status', description: 'Ours', type: 1 }],
  });
  const before = await stage.examine();
  expect(before.output).toMatch(/! Commands: .* are still registered in 1 place where they are not wanted/);
  expect(before.code).toBe(0);
});
