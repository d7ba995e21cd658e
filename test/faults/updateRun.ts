import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { counted } from './counted.ts';
import { beforeLastMigration, checkOut, migrationsAt } from './earlierVersion.ts';
import { update } from './update.ts';
import { withUpdate } from './updateText.ts';

// npm run prove:update [-- commit]: processes of that commit are replaced by this version, one after the other, under load. Without a commit: the
// newest one before the tables were last changed. SEED=1 GUILDS=10 PIPELINES=6 CALM_SECONDS=15 npm run prove:update -- abc1234
const DOC = fileURLToPath(new URL('../../docs/reliability.md', import.meta.url));
const [seed, guilds] = [Number(process.env['SEED'] ?? 1), Number(process.env['GUILDS'] ?? 10)];
const [pipelines, calmMs] = [Number(process.env['PIPELINES'] ?? 6), 1_000 * Number(process.env['CALM_SECONDS'] ?? 15)];

const earlier = await checkOut(process.argv[2] ?? beforeLastMigration());
console.log(`${earlier.commit}: ${earlier.migrations} migrations`);
try {
  const result = await update({ seed, guilds, pipelines, calmMs, earlier, say: console.log });
  console.log(JSON.stringify(result));
  mkdirSync(counted.folder, { recursive: true });
  writeFileSync(counted.update, JSON.stringify(result));
  const { lost, doubles, wrongSums, exitCodes } = result;
  const isGood = lost + doubles + wrongSums === 0 && exitCodes.every((code) => code === 0);
  const versions = { earlier, migrations: migrationsAt('HEAD').length };
  if (isGood) writeFileSync(DOC, withUpdate(readFileSync(DOC, 'utf8'), versions, result));
  process.exitCode = isGood ? 0 : 1;
} finally {
  earlier.remove();
}
process.exit();
