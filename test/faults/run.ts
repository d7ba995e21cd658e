import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Planned, plan, runAll, troubleWith } from './matrix.ts';
import { stopPostgres } from './places.ts';
import { report } from './report.ts';
import type { Cell } from './runCell.ts';

// npm run test:faults: the whole matrix, and its table for the documentation. `npm run test:faults -- reset` runs what is named so,
// and `-- --missing` what no run has counted yet, so that a run that was cut short can be gone on with.
const [only] = process.argv.slice(2);
const AT_ONCE = Number(process.env['AT_ONCE'] ?? 4);
const DOC = fileURLToPath(new URL('../../docs/reliability.md', import.meta.url));
const COUNTED = fileURLToPath(new URL('../../node_modules/.cache/faults.json', import.meta.url));

const name = ({ fault, kind, way }: Planned) => `${fault.name} × ${kind.name} × ${way}`;
const counted: Record<string, Cell> =
  only !== undefined && existsSync(COUNTED) ? JSON.parse(readFileSync(COUNTED, 'utf8')) : {};
const all = plan();
const planned = all.filter((each) => {
  if (only === '--missing') return !(name(each) in counted);
  return only === undefined || name(each).includes(only);
});
const troubles: string[] = [];

mkdirSync(dirname(COUNTED), { recursive: true });
await runAll(planned, AT_ONCE, (each, cell, left) => {
  const trouble = troubleWith(each, cell);
  if (trouble === null) counted[name(each)] = cell;
  else troubles.push(`${name(each)}: ${trouble}`);
  writeFileSync(COUNTED, JSON.stringify(counted));
  const { sent, lost, doubles, tookMs } = cell;
  const what = `sent ${sent}, lost ${lost}, doubles ${doubles}, ${tookMs} ms`;
  console.log(`${name(each)}: ${what}${trouble === null ? '' : `  <<< ${trouble}`} (${left} left)`);
});
await stopPostgres();

const cells = all.map((each) => counted[name(each)]).filter((cell) => cell !== undefined);
if (cells.length === all.length) writeFileSync(DOC, report(cells));
for (const trouble of troubles) console.error(trouble);
console.log(`${planned.length - troubles.length} passed, ${troubles.length} failed`);
process.exit(troubles.length === 0 ? 0 : 1);
