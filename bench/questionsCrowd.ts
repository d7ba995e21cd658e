import { setTimeout as sleep } from 'node:timers/promises';
import type { AppProcess } from '../sandbox/appProcess.ts';
import type { Actor } from '../sandbox/discord/localDiscordTypes.ts';
import { POST_HEADERS } from './benchSettings.ts';
import { quantile } from './median.ts';
import { startOwnedBot } from './ownedBot.ts';
import { usageOf } from './program.ts';

const POSTS_A_SECOND = 50;
const GIVE_UP_MS = 120_000;
const QUIET_MS = 3_000;

interface Crowd {
  readonly people: number;
  /** Over how long they ask, one after the other. */
  readonly withinMs: number;
  readonly line: string;
}

/** What a crowd that asks the same at about the same time gets, and what comes of ingest meanwhile, in milliseconds. */
export interface CrowdResult {
  readonly answered: number;
  readonly acknowledgedP95: number;
  readonly answeredP95: number;
  readonly ingestP99: number;
  readonly peakMiB: number;
  /** The same before anybody asked. */
  readonly quiet: Pick<CrowdResult, 'ingestP99' | 'peakMiB'>;
}

/** Lets people ask the whole program, as a process of its own, between a local Discord and a worker that posts all the time. */
export async function askTogether(databaseFile: string, { people, withinMs, line }: Crowd): Promise<CrowdResult> {
  const { app, owner, end } = await startOwnedBot(databaseFile);
  const posting = startPosting(app);
  try {
    await app.logged('connected to Discord');
    for (let n = 0; !(await isOffered(owner)); n += 1) {
      if (n === 150) throw new Error('the commands are not offered');
      await sleep(200);
    }
    await sleep(QUIET_MS);
    posting.reset();
    await sleep(QUIET_MS);
    const quiet = { ingestP99: quantile(posting.tookMs(), 0.99), peakMiB: usageOf(app.process.pid ?? 0).peakMiB };
    posting.reset();
    const acknowledged: number[] = [];
    const answered: number[] = [];
    const asking = Array.from({ length: people }, async (_, i) => {
      await sleep((withinMs / people) * i);
      const startedAt = performance.now();
      const result = await owner.type(line);
      acknowledged.push(performance.now() - startedAt);
      if (result.acknowledged === null) return;
      const { embeds } = await result.reply({ timeoutMs: GIVE_UP_MS });
      if (embeds.length > 0) answered.push(performance.now() - startedAt);
    });
    await Promise.all(asking);
    return {
      quiet,
      answered: answered.length,
      acknowledgedP95: quantile(acknowledged, 0.95),
      answeredP95: quantile(answered, 0.95),
      ingestP99: quantile(posting.tookMs(), 0.99),
      peakMiB: usageOf(app.process.pid ?? 0).peakMiB,
    };
  } finally {
    posting.stop();
    await end();
  }
}

/** Commands are written after the connection is there. The first answer loads what later ones need. */
async function isOffered(owner: Actor): Promise<boolean> {
  try {
    await (await owner.type('/status')).reply();
    return true;
  } catch {
    return false;
  }
}

/** Posts at a steady rate, whatever becomes of earlier ones. */
function startPosting({ baseUrl }: AppProcess) {
  let took: number[] = [];
  const post = async () => {
    const startedAt = performance.now();
    const answer = await fetch(`${baseUrl}/v1/results`, {
      method: 'POST',
      headers: POST_HEADERS,
      body: JSON.stringify([{ outcome: 'solved', latencyMs: 12_000, captchaType: 'type-1' }]),
    });
    await answer.arrayBuffer();
    took.push(performance.now() - startedAt);
  };
  const timer = setInterval(() => void post().catch(() => undefined), 1_000 / POSTS_A_SECOND);
  return {
    reset() {
      took = [];
    },
    tookMs: () => took,
    stop: () => clearInterval(timer),
  };
}
