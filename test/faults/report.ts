import type { Way } from '../fixtures/faultyProgram.ts';
import { FAULTS, type Fault } from './faults.ts';
import { KINDS } from './kinds.ts';
import { mayDouble, plan, WAYS } from './matrix.ts';
import type { Cell } from './runCell.ts';
import type { SoakResult } from './soak.ts';

const count = (value: number) => value.toLocaleString('en-US');

const RUN = '## The run';

/** The page that `npm run test:faults` writes: every number in it was counted in that run. What stands before the run stays as it is in `page`. */
export function report(page: string, cells: readonly Cell[], soak: SoakResult | null): string {
  const sum = (of: (cell: Cell) => number) => cells.reduce((total, cell) => total + of(cell), 0);
  const doubled = cells.filter(({ doubles }) => doubles > 0);
  return `${page.slice(0, page.indexOf(RUN))}${RUN}

Written by \`npm run test:faults\`: ${FAULTS.length} faults × ${KINDS.length} kinds of message × ${WAYS.length} ways to send, ${count(cells.length)} cells where the
three can meet. Each cell is the real program as a process of its own, with a real database, between a local Discord and a local
CaptchaAI, over real sockets.

| | |
| --- | ---: |
| messages set off | ${count(cells.length)} |
| lost | ${sum(({ lost }) => lost)} |
| seen twice by the bot, or by a webhook with the bot beside it | ${doubled.filter(({ way }) => way !== 'webhook alone').length} |
| seen twice by a webhook alone, each with a note | ${doubled.filter(({ way }) => way === 'webhook alone').length} of ${plan().filter(mayDouble).length} cells where Discord offers no way to know |

A cell reads: how often the message left for Discord, and after how long people could read it, from what set it off.
**2×** marks a message that was seen twice. An empty cell is a combination that cannot happen. The run restarts killed processes, which takes most of
the time; before a late message Discord accepts nothing for 11 s.

${WAYS.map((way) => table(way, cells)).join('\n\n')}

${soak === null ? '' : soakText(soak)}## Where Discord offers no way to know

A webhook's messages carry no key that Discord would recognise, and a webhook cannot list what it posted. If the answer to a
request was lost and there is no bot that could look, the message is sent once more, with *sent again, the first try may have
arrived* at its end and without a ping. If every answer is lost, it is sent three times in all; then it counts as
arrived, and \`/status\` and \`/readyz\` say so. That concerns, for a webhook alone:

${listOf(plan().filter(mayDouble))}
`;
}

function soakText({
  seed,
  way,
  kills,
  posted,
  accepted,
  messages,
  incidents,
  lost,
  doubles,
  wrongSums,
}: SoakResult): string {
  return `## Random kills

\`npm run test:soak\` (seed ${seed}, ${way}): ${kills} times \`kill -9\` at a random moment while three workers post and the queue backs up and
drains. ${count(posted)} batches with ${count(accepted)} results were accepted. People had to be notified of ${count(incidents)} incidents; ${count(messages)} messages were sent. Results missing or
counted twice: ${wrongSums}. Incidents that nobody was notified of: ${lost}. Messages seen twice: ${doubles}.

`;
}

function table(way: Way, cells: readonly Cell[]): string {
  const kinds = KINDS.filter(({ byCommand }) => byCommand === undefined || way !== 'webhook alone');
  const rows = FAULTS.map((fault) => {
    const found = kinds.map(({ name }) =>
      cells.find((cell) => cell.way === way && cell.fault === fault.name && cell.kind === name),
    );
    return found.every((cell) => cell === undefined) ? null : row(fault, found);
  });
  return [
    `### ${TITLES[way]}`,
    '',
    `| fault | ${kinds.map(({ name }) => name).join(' | ')} |`,
    `| --- | ${kinds.map(() => '---').join(' | ')} |`,
    ...rows.filter((each) => each !== null),
  ].join('\n');
}

const TITLES: Readonly<Record<Way, string>> = {
  bot: 'As the bot',
  'webhook and bot': 'Through the webhook, with the bot beside it',
  'webhook alone': 'Through a webhook alone',
};

function row({ name }: Fault, cells: readonly (Cell | undefined)[]): string {
  const texts = cells.map((cell) => {
    if (cell === undefined) return '';
    const seen = cell.lost > 0 ? '**lost** ' : cell.doubles > 0 ? `**${cell.doubles + 1}×** ` : '';
    return `${seen}${cell.sent} · ${(cell.tookMs / 1_000).toFixed(1)} s`;
  });
  return `| ${name} | ${texts.join(' | ')} |`;
}

function listOf(planned: ReturnType<typeof plan>): string {
  const byFault = Map.groupBy(planned, ({ fault }) => fault.name);
  return [...byFault].map(([fault, all]) => `- ${fault}: ${all.map(({ kind }) => kind.name).join(', ')}`).join('\n');
}
