import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Config } from '../config/config.ts';
import { namesInEnvFile } from '../config/envFile.ts';
import { type SealedSettings, sealedSettings } from '../config/inForce.ts';
import { ConfigError } from '../config/readSettings.ts';
import { type Difference, differences } from '../config/settingsDiff.ts';
import { valueIn } from '../config/valueIn.ts';
import type { Millis } from '../monitor/time.ts';
import type { Processes, RunningProcess } from '../store/processes.ts';
import { nobodyRuns, withProcesses } from '../store/processesBeside.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface ProcessCommandPorts {
  readonly environment: Environment;
  /** Of the command itself, without what the file .env adds to it. */
  readonly ownEnvironment: Environment;
  readonly print: (line: string) => void;
  readonly now: () => Millis;
}

/** A process looks once a second; a database may be slow. */
const ANSWER_WITHIN_MS: Millis = 15_000;
const LOOK_AGAIN_MS: Millis = 200;

const Sealed = z.union([z.object({ text: z.string() }), z.object({ hash: z.string() })]);
const Written = z.object({ salt: z.string(), settings: z.record(z.string(), Sealed) });

/** What a running process keeps for `config diff`. */
export function writtenSettings(environment: Environment, config: Config, salt: string): string {
  return JSON.stringify({ salt, settings: sealedSettings(environment, config, salt) } satisfies z.infer<
    typeof Written
  >);
}

/** Says what a reload or a restart would change. @throws StoreOpenError where no monitor runs. */
export async function runDiff(
  config: Config,
  { environment, ownEnvironment, print, now }: ProcessCommandPorts,
): Promise<void> {
  const [process] = await withProcesses(config.database, (processes) => processes.running(now()));
  if (process === undefined) throw nobodyRuns();
  const { salt, settings } = Written.parse(JSON.parse(process.settings));
  const next: SealedSettings = sealedSettings(environment, config, salt);
  const changed = differences(settings, next);
  if (changed.length === 0) print('The settings are those that are in force: nothing would change.');
  const lineOf = ({ name, change }: Difference) =>
    `  ${name}: ${change} (${sourceOf(name, environment, ownEnvironment)})`;
  for (const [heading, needsRestart] of [
    ['A reload or a restart would change:', false],
    ['Only a restart would change:', true],
  ] as const) {
    const lines = changed.filter((one) => one.needsRestart === needsRestart).map(lineOf);
    for (const line of lines.length === 0 ? [] : [heading, ...lines]) print(line);
  }
}

/** Where a setting comes from now. */
function sourceOf(name: string, environment: Environment, ownEnvironment: Environment): string {
  if (name.includes('.')) return valueIn(environment, 'MONITOR_FILE') ?? 'no file';
  if (valueIn(ownEnvironment, name) !== undefined) return 'the environment';
  if (valueIn(environment, `${name}_FILE`) !== undefined) return `${name}_FILE`;
  return namesInEnvFile().includes(name) ? '.env' : 'its default';
}

/** Has the running processes read their settings again. @throws ConfigError with what is wrong with them. */
export async function runReload(
  database: string,
  { print, now }: Pick<ProcessCommandPorts, 'print' | 'now'>,
): Promise<void> {
  const answered = await withProcesses(database, (processes) => askAll(processes, now));
  if (answered === null) throw new ConfigError('The monitor did not answer in time. Its log says more.');
  if (answered.length === 0) throw nobodyRuns();
  const problems = [...new Set(answered.flatMap((one) => one.problems))];
  if (problems.length > 0) throw refused(problems);
  print(
    `Reloaded: ${answered.length === 1 ? 'the settings are in force' : `${answered.length} processes have them in force`}.`,
  );
}

/** Those that run, with their answers; null: not all of them answered. */
async function askAll(processes: Processes, now: () => Millis): Promise<readonly RunningProcess[] | null> {
  const asked = await processes.running(now());
  await processes.ask(now());
  const until = now() + ANSWER_WITHIN_MS;
  for (;;) {
    const all = await processes.running(now());
    const running = all.filter(({ holder }) => asked.some((one) => one.holder === holder));
    if (running.every((one) => one.answered >= one.asked)) return running;
    if (now() > until) return null;
    await sleep(LOOK_AGAIN_MS);
  }
}

function refused(problems: readonly string[]): ConfigError {
  const lines = problems.map((problem) => `  ${problem}`).join('\n');
  return new ConfigError(`Nothing was changed, the old settings go on:\n${lines}`, { problems });
}
