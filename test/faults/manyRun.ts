import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { counted } from './counted.ts';
import { MANY_FAULTS, type ManyFault, many, REPLACED_WITHIN_MS, slowestReplacement } from './many.ts';
import { withMany } from './manyText.ts';
import { pick, seeded } from './soak.ts';

// npm run prove:many: four processes on one PostgreSQL with a copy, while one after the other is killed or frozen, and PostgreSQL restarted and, in the
// middle, failed over. SERVERS=10000 SEEN_BY=200 PIPELINES=50 RESULTS_PER_SECOND=2000 MINUTES=15 SEED=1 npm run prove:many
const DOC = fileURLToPath(new URL('../../docs/reliability.md', import.meta.url));
const numberOf = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const [seed, guilds, pipelines] = [numberOf('SEED', 1), numberOf('SERVERS', 40), numberOf('PIPELINES', 12)];
const [minutes, seenBy] = [numberOf('MINUTES', 5), numberOf('SEEN_BY', guilds)];
const resultsPerSecond = numberOf('RESULTS_PER_SECOND', 800);
/** The longest time for which a process is frozen, or away after it was killed; the shortest is half of it. */
const awayMs = numberOf('AWAY_SECONDS', 20) * 1_000;
const random = seeded(seed);
const again = MANY_FAULTS.filter((fault) => fault !== 'PostgreSQL failed over');
let hasFailedOver = false;

function nextFault(elapsedMs: number): ManyFault | null {
  if (elapsedMs >= minutes * 60_000) return null;
  if (hasFailedOver || elapsedMs < (minutes * 60_000) / 2) return pick(again, random);
  hasFailedOver = true;
  return 'PostgreSQL failed over';
}

const size = { guilds, pipelines, seenBy, resultsPerSecond };
const result = await many({ seed, ...size, hasCopy: true, nextFault, calmMs: 5_000, awayMs, say: console.log });
console.log(JSON.stringify(result));
const { lost, doubles, wrongSums } = result;
mkdirSync(counted.folder, { recursive: true });
writeFileSync(counted.many, JSON.stringify(result));
const isGood = lost + doubles + wrongSums === 0 && slowestReplacement(result) < REPLACED_WITHIN_MS;
if (isGood) writeFileSync(DOC, withMany(readFileSync(DOC, 'utf8'), result));
process.exit(isGood ? 0 : 1);
