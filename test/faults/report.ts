import type { Way } from '../fixtures/faultyProgram.ts';
import { FAULTS, type Fault } from './faults.ts';
import { KINDS } from './kinds.ts';
import { mayDouble, plan, WAYS } from './matrix.ts';
import type { Cell } from './runCell.ts';
import type { SoakResult } from './soak.ts';

const count = (value: number) => value.toLocaleString('en-US');

/** The page that `npm run test:faults` writes: every number in it was counted in that run. */
export function report(cells: readonly Cell[], soak: SoakResult | null): string {
  const sum = (of: (cell: Cell) => number) => cells.reduce((total, cell) => total + of(cell), 0);
  const doubled = cells.filter(({ doubles }) => doubles > 0);
  return `${INTRO}

## The run

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

const INTRO = `# What happens when things go wrong

A result that was answered with 202 is not lost. When an incident has been decided, its message reaches Discord once, as soon as
Discord accepts it, also if processes end or connections break in between.

| what | how |
| --- | --- |
| a message is on disk before anything is sent | one transaction writes the incident and its message |
| it is marked as notified only after Discord's answer | a lease of 90 s while it is being sent; if the process dies, the next one sends it |
| messages keep their order in each destination | a message waits for the one before it; it does not wait for an edit |
| retries | after 1 s, doubling up to a minute, minus up to a quarter at random, and never before Discord's \`Retry-After\` |
| no duplicates | before a message is sent, a row notes that it may have arrived. If the answer is lost, the bot repeats it within a minute with the same nonce; later it looks for the message in the channel first. The bot looks for a webhook's message in the same way |
| what counts as a refusal | only Discord's own JSON with its code. After a page, a redirect or an empty body, such as that of a proxy, the request is retried until Discord answers. A missing permission counts only the second time; an embed that is refused is sent once more as plain text |
| after an outage | pending messages are merged into one that reflects the current state: the newest alert, or one late message for an incident that began and ended |
| a destination that was deleted, or does not accept messages | a deleted one is never tried again; a locked thread, AutoMod and the like are tried again after ten minutes. The bot uses a fallback: the webhook's channel, else the system channel, else the owner, and says why; \`/status\`, \`/readyz\` and the log say so too. The same if nobody chose a channel |
| rate limits | at most 5 messages in 2 s for a webhook, 30 in a minute for a channel, 50 requests a second in all; nothing more is sent after 5,000 invalid requests (answers of 401, 403 or 429) in ten minutes |`;

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
