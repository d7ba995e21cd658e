import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stopPostgres } from '../fixtures/dataPlaces.ts';
import { counted } from './counted.ts';
import { withMany } from './manyText.ts';
import { type Planned, plan, runAll, troubleWith } from './matrix.ts';
import { report } from './report.ts';
import type { Cell } from './runCell.ts';

// npm run test:faults: the whole matrix, and its table for the documentation. `npm run test:faults -- reset` runs what is named so,
// and `-- --missing` what no run has counted yet, so that a run that was cut short can be gone on with.
const [only] = process.argv.slice(2);
const AT_ONCE = Number(process.env['AT_ONCE'] ?? 4);
const DOC = fileURLToPath(new URL('../../docs/reliability.md', import.meta.url));

const name = ({ fault, kind, way }: Planned) => `${fault.name} × ${kind.name} × ${way}`;
const known: Record<string, Cell> = (only === undefined ? null : read(counted.cells)) ?? {};
const all = plan();
const planned = all.filter((each) => {
  if (only === '--missing') return !(name(each) in known);
  return only === undefined || name(each).includes(only);
});
const troubles: string[] = [];

/** What this program wrote before. */
function read(file: string) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

mkdirSync(counted.folder, { recursive: true });
await runAll(planned, AT_ONCE, (each, cell, left) => {
  const trouble = troubleWith(each, cell);
  if (trouble === null) known[name(each)] = cell;
  else troubles.push(`${name(each)}: ${trouble}`);
  writeFileSync(counted.cells, JSON.stringify(known));
  const { sent, lost, doubles, tookMs } = cell;
  const what = `sent ${sent}, lost ${lost}, doubles ${doubles}, ${tookMs} ms`;
  console.log(`${name(each)}: ${what}${trouble === null ? '' : `  <<< ${trouble}`} (${left} left)`);
});
await stopPostgres();

const cells = all.map((each) => known[name(each)]).filter((cell) => cell !== undefined);
if (cells.length === all.length) {
  const page = report(readFileSync(DOC, 'utf8'), cells, read(counted.soak));
  const many = read(counted.many);
  writeFileSync(DOC, many === null ? page : withMany(page, many));
}
for (const trouble of troubles) console.error(trouble);
console.log(`${planned.length - troubles.length} passed, ${troubles.length} failed`);
process.exit(troubles.length === 0 ? 0 : 1);
