import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startApp } from '../sandbox/appProcess.ts';
import { startLocalDiscord } from '../sandbox/discord/localDiscord.ts';
import { TOKEN } from './benchSettings.ts';
import { median, quantile } from './median.ts';

// From INTERACTION_CREATE to the first callback, the monitor beside the smallest discord.js bot, in turns.
const ROUNDS = Number(process.env['ROUNDS'] ?? 300);
const WARM_UP = 30;

async function setDiscord() {
  const discord = await startLocalDiscord({ rateLimits: false, identifyIntervalMs: 0 });
  const guild = discord.addGuild({ name: 'Bench' });
  const channel = discord.addChannel(guild.id, { name: 'alerts' });
  const owner = discord.as({ userId: discord.owner.id, guildId: guild.id, channelId: channel.id });
  return { discord, owner };
}

async function startPong(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('pongBot.ts', import.meta.url))], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

const folder = mkdtempSync(join(tmpdir(), 'bench-command-'));
const ours = await setDiscord();
const theirs = await setDiscord();
const pong = await startPong({ DISCORD_TOKEN: theirs.discord.bot.token, DISCORD_API_URL: theirs.discord.apiBase });
const app = await startApp({
  DISCORD_TOKEN: ours.discord.bot.token,
  DISCORD_API_URL: ours.discord.apiBase,
  CAPTCHAAI_URL: 'http://127.0.0.1:9',
  CAPTCHAAI_API_KEY: '0123456789abcdef0123456789abcdef',
  INGEST_TOKEN: TOKEN,
  DATABASE_FILE: join(folder, 'monitor.db'),
  LOG_LEVEL: 'info',
});
await app.logged('connected to Discord');

type Owner = typeof ours.owner;
const COMMANDS: readonly (readonly [name: string, owner: Owner, line: string])[] = [
  ['pong bot /ping', theirs.owner, '/ping'],
  ['/balance', ours.owner, '/balance'],
  ['/status', ours.owner, '/status'],
  ['/help', ours.owner, '/help'],
  ['/explain', ours.owner, '/explain code:TIMEOUT'],
];
const times = new Map<string, number[]>(COMMANDS.map(([name]) => [name, []]));
for (let round = -WARM_UP; round < ROUNDS; round += 1) {
  for (const [name, owner, line] of COMMANDS) {
    const startedAt = performance.now();
    const result = await owner.type(line);
    const tookMs = performance.now() - startedAt;
    if (round >= 0) times.get(name)?.push(tookMs);
    // The answer itself may come later; the next one begins with nothing under way.
    await result.reply();
  }
}

const base = median(times.get('pong bot /ping') ?? []);
for (const [name, values] of times) {
  const middle = median(values);
  console.log(
    `${name.padEnd(15)} median ${middle.toFixed(2)} ms, p95 ${quantile(values, 0.95).toFixed(2)} ms, ratio ${(middle / base).toFixed(2)}`,
  );
}
pong.kill();
await app.end('SIGTERM');
await Promise.all([ours.discord.stop(), theirs.discord.stop()]);
rmSync(folder, { recursive: true, force: true });
