import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Planned, plan, runAll, troubleWith } from './matrix.ts';
import { report } from './report.ts';
import type { Cell } from './runCell.ts';

// npm run test:faults: the whole matrix, and its table for the documentation. `npm run test:faults -- reset` runs what is named so.
const only = process.argv[2];
const AT_ONCE = Number(process.env['AT_ONCE'] ?? 4);
const DOC = fileURLToPath(new URL('../../docs/reliability.md', import.meta.url));

const name = ({ fault, kind, way }: Planned) => `${fault.name} × ${kind.name} × ${way}`;
const planned = plan().filter((each) => only === undefined || name(each).includes(only));
const startedAt = performance.now();
const done: Cell[] = [];
const troubles: string[] = [];

await runAll(planned, AT_ONCE, (each, cell, left) => {
  done.push(cell);
  const trouble = troubleWith(each, cell);
  if (trouble !== null) troubles.push(`${name(each)}: ${trouble}`);
  const { sent, lost, doubles, tookMs } = cell;
  console.log(
    `${name(each)}: sent ${sent}, lost ${lost}, doubles ${doubles}, ${tookMs} ms${trouble === null ? '' : `  <<< ${trouble}`} (${left} left)`,
  );
});

const minutes = Math.round((performance.now() - startedAt) / 60_000);
if (only === undefined && troubles.length === 0) writeFileSync(DOC, report(done, minutes));
for (const trouble of troubles) console.error(trouble);
console.log(`${done.length - troubles.length} passed, ${troubles.length} failed`);
process.exit(troubles.length === 0 ? 0 : 1);
