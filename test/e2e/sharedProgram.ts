import { OVER } from './sharedProcess.ts';

// Runs the monitor in this process as often as it is asked to: most of a start is spent on loading, which then happens once.
// Each run gets its environment by a message and ends as the program itself ends; only a run that ended well leaves the
// process to another one.

const MAIN = new URL('../../src/main.ts', import.meta.url).href;
const OF_A_RUN = ['SIGINT', 'SIGTERM', 'uncaughtException', 'warning'] as const;

/** Stands for the end of the process: nothing after it runs. */
class RunIsOver extends Error {}

function rethrow(err: unknown): void {
  if (!(err instanceof RunIsOver)) throw err;
}

const exit = process.exit.bind(process);
let runs = 0;

process.exit = (code) => {
  if (Number(code ?? 0) !== 0) exit(code);
  for (const event of OF_A_RUN) process.removeAllListeners(event);
  for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners('error');
  process.stdout.write(`${OVER}\n`);
  throw new RunIsOver();
};
process.on('unhandledRejection', rethrow);
// The test that asked is gone.
process.on('disconnect', () => exit(0));
process.on('message', (environment: Readonly<Record<string, string>>) => {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  runs += 1;
  import(`${MAIN}?run=${runs}`).catch(rethrow);
});
