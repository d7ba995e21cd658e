import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalDiscord } from '../sandbox/discord/localDiscord.ts';
import { ingestSettings } from './benchSettings.ts';
import { median } from './median.ts';
import { programs, startProgram, usageOf } from './program.ts';

// How long a start takes, of each form and version of the program in turns: as a webhook until it takes results, and as a bot until Discord's READY.
// CPU time says more than wall time where something else runs beside it.
const ROUNDS = Number(process.env['ROUNDS'] ?? 10);

interface Start {
  readonly listeningMs: number;
  readonly cpuMs: number;
  readonly readyMs: number;
}

async function measure(program: ReturnType<typeof programs>[number], bot: boolean): Promise<Start> {
  const home = mkdtempSync(join(tmpdir(), 'bench-start-'));
  const discord = await startLocalDiscord({ rateLimits: false, identifyIntervalMs: 0 });
  const guild = discord.addGuild({ name: 'Only', member: bot });
  const webhook = discord.createWebhook(discord.addChannel(guild.id, { name: 'alerts' }).id);
  const began = Date.now();
  const app = await startProgram(program, {
    ...(bot ? { DISCORD_TOKEN: discord.bot.token } : { DISCORD_WEBHOOK_URL: webhook.url }),
    DISCORD_API_URL: discord.apiBase,
    ...ingestSettings(join(home, 'monitor.db')),
  });
  const listeningMs = Date.now() - began;
  const { cpuMs } = usageOf(app.process.pid ?? 0);
  if (bot) await app.logged('connected to Discord');
  const readyMs = (discord.transcript.gateway('toBot', 'READY').at(-1)?.at ?? Number.NaN) - began;
  await app.end('SIGTERM');
  await discord.stop();
  rmSync(home, { recursive: true, force: true });
  return { listeningMs, cpuMs, readyMs };
}

const measured = new Map(programs().map((program) => [program, { webhook: [] as Start[], bot: [] as Start[] }]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [program, starts] of measured) {
    starts.webhook.push(await measure(program, false));
    starts.bot.push(await measure(program, true));
  }
}
console.log('| version | webhook: listening, ms | CPU until then, ms | bot: listening, ms | READY, ms |');
console.log('| --- | ---: | ---: | ---: | ---: |');
for (const [{ name }, { webhook, bot }] of measured) {
  const middle = (starts: readonly Start[], what: keyof Start) => median(starts.map((start) => start[what])).toFixed(0);
  console.log(
    `| ${[name, middle(webhook, 'listeningMs'), middle(webhook, 'cpuMs'), middle(bot, 'listeningMs'), middle(bot, 'readyMs')].join(' | ')} |`,
  );
}
process.exit();
