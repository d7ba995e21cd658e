import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type LocalDiscord, startLocalDiscord } from '../sandbox/discord/localDiscord.ts';
import { ingestSettings } from './benchSettings.ts';
import { median } from './median.ts';
import { type Program, programs, startProgram, type Usage, usageOf } from './program.ts';

// What the whole process takes up when it has nothing to do, beside a plain discord.js client in the same servers with the same flags of
// Node.js, in turns. From the sources, as it is shipped if `npm run build` was run, and with BEFORE=folder also the version there.
const ROUNDS = Number(process.env['ROUNDS'] ?? 3);
const SERVERS = Number(process.env['SERVERS'] ?? 2_500);
const CHANNELS = Number(process.env['CHANNELS'] ?? 20);
const ROLES = Number(process.env['ROLES'] ?? 10);
const IDLE_MS = Number(process.env['IDLE_SECONDS'] ?? 15) * 1_000;
const FLAGS = (process.env['NODE_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '');
const MALLOC = { MALLOC_ARENA_MAX: '2' };
const PLAIN = fileURLToPath(new URL('plainClient.ts', import.meta.url));
const ONLY = process.env['ONLY'] ?? '';

interface Scene {
  readonly name: string;
  readonly servers: number;
}

const SCENES: readonly Scene[] = [
  { name: 'webhook', servers: 0 },
  { name: 'bot, 1 server', servers: 1 },
  { name: `bot, ${SERVERS} servers`, servers: SERVERS },
];

/** Each with as many channels and roles as a server of some size has. */
function addServers(discord: LocalDiscord, servers: number): void {
  for (let n = 0; n < servers; n += 1) {
    const guild = discord.addGuild({ name: `Server ${n}` });
    for (let one = 0; one < CHANNELS; one += 1) {
      const overwrites = [{ id: guild.id, type: 'role', deny: 1_024n } as const];
      discord.addChannel(guild.id, { name: `channel-${one}`, overwrites });
    }
    for (let one = 0; one < ROLES; one += 1) discord.addRole(guild.id, { name: `Role ${one}`, permissions: 1_024n });
  }
}

interface Measured extends Usage {
  /** From READY until the bot says that it is connected, or the plain client that it is ready. */
  readonly connectedMs: number;
}

function sinceReady(discord: LocalDiscord): number {
  return Date.now() - (discord.transcript.gateway('toBot', 'READY').at(-1)?.at ?? Number.NaN);
}

async function measureProgram(program: Program, discord: LocalDiscord, { servers }: Scene): Promise<Measured> {
  const home = mkdtempSync(join(tmpdir(), 'bench-memory-'));
  const guild = servers === 0 ? discord.addGuild({ name: 'Webhook', member: false }) : null;
  const webhook = guild === null ? null : discord.createWebhook(discord.addChannel(guild.id, { name: 'alerts' }).id);
  const app = await startProgram(
    program,
    {
      ...MALLOC,
      ...(webhook === null ? { DISCORD_TOKEN: discord.bot.token } : { DISCORD_WEBHOOK_URL: webhook.url }),
      DISCORD_API_URL: discord.apiBase,
      ...ingestSettings(join(home, 'monitor.db')),
    },
    FLAGS,
  );
  if (webhook === null) await app.logged('connected to Discord');
  const connectedMs = sinceReady(discord);
  await sleep(IDLE_MS);
  const usage = usageOf(app.process.pid ?? 0);
  await app.end('SIGTERM');
  rmSync(home, { recursive: true, force: true });
  return { ...usage, connectedMs };
}

async function measurePlain(discord: LocalDiscord): Promise<Measured> {
  const child = spawn(process.execPath, [...FLAGS, PLAIN], {
    env: { PATH: process.env['PATH'], ...MALLOC, DISCORD_TOKEN: discord.bot.token, DISCORD_API_URL: discord.apiBase },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const connectedMs = sinceReady(discord);
  await sleep(IDLE_MS);
  const usage = usageOf(child.pid ?? 0);
  child.kill();
  await once(child, 'exit');
  return { ...usage, connectedMs };
}

console.log(`| | version | RSS, MiB | of that its own | peak | of the plain client | connected, ms after READY |`);
console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: |');
for (const scene of SCENES.filter(({ name }) => name.includes(ONLY))) {
  const discord = await startLocalDiscord({ rateLimits: false, identifyIntervalMs: 0 });
  addServers(discord, scene.servers);
  discord.transcript.clear();
  const sides = new Map<string, () => Promise<Measured>>([
    ...(scene.servers === 0 ? [] : [['plain client', () => measurePlain(discord)] as const]),
    ...programs().map((program) => [program.name, () => measureProgram(program, discord, scene)] as const),
  ]);
  const measured = new Map<string, Measured[]>([...sides.keys()].map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, measure] of sides) {
      measured.get(name)?.push(await measure());
      discord.transcript.clear();
    }
  }
  const middle = (name: string, what: keyof Measured) => median((measured.get(name) ?? []).map((one) => one[what]));
  for (const name of sides.keys()) {
    const ratio = middle(name, 'rssMiB') / middle('plain client', 'rssMiB');
    const figures = (['rssMiB', 'ownMiB', 'peakMiB'] as const).map((what) => middle(name, what).toFixed(0));
    const others = [ratio.toFixed(2), middle(name, 'connectedMs').toFixed(0)].map((text) =>
      text === 'NaN' ? '' : text,
    );
    console.log(`| ${[scene.name, name, ...figures, ...others].join(' | ')} |`);
  }
  await discord.stop();
}
process.exit();
