import { availableParallelism } from 'node:os';
import { MANY_FAULTS, type ManyResult } from './many.ts';

const TITLE = '## Many processes';
const count = (value: number) => value.toLocaleString('en-US');
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

/** The page with what a run of `npm run prove:many` counted, in the place of what was there of an earlier one. */
export function withMany(page: string, result: ManyResult): string {
  return withSection(page, TITLE, textOf(result));
}

/** The page with a section in the place of the one with its title, or before the last one. */
export function withSection(page: string, title: string, text: string): string {
  const sections = page.split(/^(?=## )/m);
  const at = sections.findIndex((section) => section.startsWith(`${title}\n`));
  return (at === -1 ? sections.toSpliced(-1, 0, text) : sections.with(at, text)).join('');
}

function textOf({ recoveredMs, ...result }: ManyResult): string {
  const { seed, guilds, pipelines, seenBy, minutes, loadMinutes, accepted, incidents, messages } = result;
  const rows = MANY_FAULTS.map((fault) => [fault, recoveredMs[fault]] as const).filter(([, all]) => all.length > 0);
  const seen = seenBy === guilds ? 'all of which all see' : `each of which ${count(seenBy)} see`;
  return `${TITLE}

\`npm run prove:many\` (seed ${seed}), on ${availableParallelism()} cores: four processes on one PostgreSQL, two with the roles ingest and gateway and two with ingest and worker, four shards,
${count(guilds)} servers and ${count(pipelines)} pipelines, ${seen}. One after the other is killed (\`kill -9\`) or frozen (\`SIGSTOP\`, and \`SIGCONT\` up to 20 s later), PostgreSQL is killed and
started again, and once its copy takes its place (streaming replication; what a commit waits for is on both), while results are posted and queues back up and drain for ${loadMinutes.toFixed(1)} minutes. All messages had left after ${minutes.toFixed(1)}.

| | |
| --- | ---: |
| results accepted | ${count(accepted)}, ${count(Math.round(accepted / loadMinutes / 60))} a second |
| posts that were refused, or had no answer, and were accepted when they were sent again | ${count(result.refused + result.unanswered)} |
| results missing or counted twice | ${result.wrongSums} |
| incidents of which people had to be notified | ${count(incidents)} |
| incidents that nobody was notified of | ${result.lost} |
| messages sent | ${count(messages)} |
| messages seen twice | ${result.doubles} |

| what broke | times | recovered after, at most | in the middle |
| --- | ---: | ---: | ---: |
${rows.map(([fault, all]) => row(fault, all)).join('\n')}

Recovered: other processes have every lease and shard that the process had; after PostgreSQL, every process is ready. The run fails
if a process that was killed or frozen is not replaced within 15 s. If a process is killed while it sends a message, another process
takes that message 12 to 14 s later.

`;
}

function row(fault: string, all: readonly number[]): string {
  const sorted = all.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return `| ${fault} | ${all.length} | ${seconds(sorted.at(-1) ?? 0)} | ${seconds(middle)} |`;
}
