import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { counted } from './counted.ts';
import { MANY_FAULTS, many, REPLACED_WITHIN_MS, slowestReplacement } from './many.ts';
import { withMany } from './manyText.ts';
import { pick, seeded } from './soak.ts';

// npm run prove:many: four processes on one PostgreSQL while one after the other is killed or frozen, and PostgreSQL restarted.
// FAULTS=20 SEED=1 GUILDS=40 PIPELINES=12 npm run prove:many
const DOC = fileURLToPath(new URL('../../docs/reliability.md', import.meta.url));
const [count, seed] = [Number(process.env['FAULTS'] ?? 20), Number(process.env['SEED'] ?? 1)];
const [guilds, pipelines] = [Number(process.env['GUILDS'] ?? 40), Number(process.env['PIPELINES'] ?? 12)];
const random = seeded(seed);
const faults = Array.from({ length: count }, () => pick(MANY_FAULTS, random));

const result = await many({ seed, guilds, pipelines, faults, calmMs: 5_000, awayMs: 20_000, say: console.log });
console.log(JSON.stringify(result));
const { lost, doubles, wrongSums } = result;
mkdirSync(counted.folder, { recursive: true });
writeFileSync(counted.many, JSON.stringify(result));
const isGood = lost + doubles + wrongSums === 0 && slowestReplacement(result) < REPLACED_WITHIN_MS;
if (isGood) writeFileSync(DOC, withMany(readFileSync(DOC, 'utf8'), result));
process.exit(isGood ? 0 : 1);
