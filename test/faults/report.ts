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
**2×** marks what was seen twice. An empty cell cannot happen. Killed processes are started again by the run, which takes most of
the time; before a late message Discord takes nothing for 11 s.

${WAYS.map((way) => table(way, cells)).join('\n\n')}

${soak === null ? '' : soakText(soak)}## Where Discord offers no way to know

A webhook's messages carry no key that Discord would recognise, and a webhook cannot list what it posted. Where the answer to a
send was lost and there is no bot that could look, the message is sent once more, with *sent again, the first try may have
arrived* at its foot and without a ping. Where every answer is lost there are three copies in all; then it counts as
arrived, and \`/status\` and \`/readyz\` say so. That concerns, for a webhook alone:

${listOf(plan().filter(mayDouble))}
`;
}

const INTRO = `# What happens when things go wrong

Once a result was answered with 202, its effect is not lost; once an incident is decided, its message reaches Discord as soon as
Discord lets it, once; whatever ends or breaks in between.

| what | how |
| --- | --- |
| a message is on disk before anything is sent | one transaction writes the incident and its message |
| it is marked as told only by Discord's answer | a lease of 90 s while it is being sent; a process that dies leaves it to the next |
| one order for each place | the head of the line holds up what is behind it; an edit, which is a courtesy, does not |
| tried again | after 1 s, doubling up to a minute, less up to a quarter by chance, and never before Discord's \`Retry-After\` |
| no double | before a message leaves it is noted that it may have arrived. If the answer is lost, the bot repeats it within a minute under its nonce; later it looks for it in the channel first. A webhook's message is looked for by the bot beside it |
| who refuses | only Discord's own JSON with its code. A page, a redirect or an empty body of something in between is tried again without end. A missing permission is believed the second time; an embed that is refused is sent once more as plain words |
| after an outage | what waited becomes what is true now: the newest alert, or one late message for an incident that came and went |
| a place that is gone, or takes no messages | what is gone is never called again; a locked thread, AutoMod and the like are left alone for ten minutes. The bot posts in the webhook's channel, else in the system channel, else to the owner, and says why; \`/status\`, \`/readyz\` and the log say so too. The same where nobody chose a channel |
| too fast | at most 5 messages in 2 s for a webhook, 30 in a minute for a channel, 50 requests a second in all; nothing more is asked after 5,000 refusals in ten minutes |`;

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
