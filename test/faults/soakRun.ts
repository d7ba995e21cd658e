import { mkdirSync, writeFileSync } from 'node:fs';
import type { Way } from '../fixtures/faultyProgram.ts';
import { counted } from './counted.ts';
import { soak } from './soak.ts';

// npm run test:soak: random kills under load. KILLS=200 SEED=1 WAY="webhook and bot" npm run test:soak
const kills = Number(process.env['KILLS'] ?? 200);
const seed = Number(process.env['SEED'] ?? 1);
const way = (process.env['WAY'] ?? 'webhook and bot') as Way;

const result = await soak({ kills, seed, way, say: console.log });
mkdirSync(counted.folder, { recursive: true });
writeFileSync(counted.soak, JSON.stringify(result));
console.log(JSON.stringify(result));
const { lost, doubles, wrongSums } = result;
process.exit(lost + wrongSums + doubles === 0 ? 0 : 1);
