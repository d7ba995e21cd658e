import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { OpenStore } from '../src/store/open.ts';
import { median } from './median.ts';
import { versionsToCompare } from './versions.ts';

// Taking one message, and looking when the next is due, by how many wait. With the version of the program in another folder in turns:
// BEFORE=/path/to/it npm run bench:claim
const WAITING = [10, 1_000, 100_000];
const CLAIMS = 20;
const LEASE_MS = 90_000;
const now = Date.UTC(2026, 0, 1, 12);

/** Which messages wait. In an outage those of a server wait behind one that is tried again later. */
const SHAPES = ['one a server', 'an outage: 10 a server'] as const;

interface Version {
  readonly name: string;
  readonly openStore: (file: string) => Promise<OpenStore>;
}

async function load(name: string, folder: string): Promise<Version> {
  const { openStore } = (await import(join(folder, 'src/store/open.ts'))) as Pick<Version, 'openStore'>;
  return { name, openStore };
}

function fill(file: string, waiting: number, shape: (typeof SHAPES)[number]): void {
  const db = new DatabaseSync(file);
  const perGuild = shape === 'one a server' ? 1 : 10;
  const guild = db.prepare('insert into guilds (id, name, joined_at) values (?, ?, ?)');
  const message =
    db.prepare(`insert into deliveries (guild_id, type, severity, message, created_at, not_before, attempts)
    values (?, 'alert', ?, ?, ?, ?, 0)`);
  const text = JSON.stringify({ type: 'alert', severity: 'warning', suppressed: 0 });
  db.exec('begin');
  for (let i = 0; i < waiting; i += 1) {
    const id = `g${Math.floor(i / perGuild)}`;
    if (i % perGuild === 0) guild.run(id, '', now);
    const isRetried = perGuild > 1 && i % perGuild === 0;
    message.run(id, i % 10 === 5 ? 'critical' : 'warning', text, now, isRetried ? now + 60_000 : now - waiting + i);
  }
  // Enough that may be sent, whatever waits.
  for (let i = 0; i < 2 * CLAIMS; i += 1) {
    guild.run(`due${i}`, '', now);
    message.run(`due${i}`, 'warning', text, now, now);
  }
  db.exec('commit');
  db.close();
}

interface Took {
  readonly claim: number[];
  readonly next: number[];
}

async function measure({ openStore }: Version, waiting: number, shape: (typeof SHAPES)[number], took: Took) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-claim-'));
  const file = join(folder, 'monitor.db');
  await (await openStore(file)).close();
  fill(file, waiting, shape);
  const { deliveries, close } = await openStore(file);
  for (let i = 0; i < CLAIMS; i += 1) {
    const startedAt = performance.now();
    const claimed = await deliveries.claim(now, LEASE_MS);
    const claimedAt = performance.now();
    await deliveries.nextDueAt();
    // The first prepares its statements.
    if (i > 2) {
      took.claim.push(claimedAt - startedAt);
      took.next.push(performance.now() - claimedAt);
    }
    if (claimed === null) throw new Error('nothing was due');
    await deliveries.delivered(claimed.id, String(i), { type: 'channel', channelId: '1' }, now);
  }
  await close();
  rmSync(folder, { recursive: true, force: true });
}

const versions = await Promise.all(versionsToCompare().map(([name, folder]) => load(name, folder)));
console.log('| messages | waiting | version | taking one, ms | when the next is due, ms |');
console.log('| --- | ---: | --- | ---: | ---: |');
for (const shape of SHAPES)
  for (const waiting of WAITING) {
    const all = new Map(versions.map((version) => [version, { claim: [], next: [] } as Took]));
    for (let round = 0; round < 3; round += 1)
      for (const [version, took] of all) await measure(version, waiting, shape, took);
    for (const [{ name }, { claim, next }] of all)
      console.log(
        `| ${[shape, waiting.toLocaleString('en-US'), name, median(claim).toFixed(2), median(next).toFixed(2)].join(' | ')} |`,
      );
  }
