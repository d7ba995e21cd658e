import { withSection } from './manyText.ts';
import type { UpdateResult } from './update.ts';

const TITLE = '## Rolling update';
const count = (value: number) => value.toLocaleString('en-US');

/** Between which versions. */
export interface Versions {
  readonly earlier: { readonly commit: string; readonly migrations: number };
  readonly migrations: number;
}

/** The page with what a run of `npm run prove:update` counted, in the place of what was there of an earlier one. */
export function withUpdate(page: string, versions: Versions, result: UpdateResult): string {
  return withSection(page, TITLE, textOf(versions, result));
}

function textOf({ earlier, migrations }: Versions, result: UpdateResult): string {
  const { guilds, pipelines, minutes, accepted, refused, unanswered } = result;
  return `${TITLE}

\`npm run prove:update -- ${earlier.commit}\`: two processes of that commit (${earlier.migrations} migrations; this version has ${migrations}) do everything on one PostgreSQL, for ${count(guilds)} servers and ${count(pipelines)}
pipelines. While results are posted and queues back up and drain, one after the other is replaced: a process of this version starts beside them, which brings the tables up to date, then one of the earlier version is
stopped (\`SIGTERM\`). It took ${minutes.toFixed(1)} minutes.

| | |
| --- | ---: |
| results accepted | ${count(accepted)} |
| posts that were refused (503) and accepted when they were sent again | ${count(refused)} |
| posts without an answer, accepted when they were sent again | ${count(unanswered)} |
| results missing or counted twice | ${result.wrongSums} |
| incidents of which people had to be notified | ${count(result.incidents)} |
| incidents that nobody was notified of | ${result.lost} |
| messages sent | ${count(result.messages)} |
| messages seen twice | ${result.doubles} |

`;
}
