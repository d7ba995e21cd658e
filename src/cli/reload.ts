import { type Config, parseConfig } from '../config/config.ts';
import type { OuterSettings } from '../config/environment.ts';
import { ConfigError } from '../config/readSettings.ts';
import { environmentInForce, needsRestart, reloaded } from '../config/reload.ts';
import { secretsOf } from '../config/secretsOf.ts';
import type { Log } from '../monitor/ports/log.ts';
import type { GrowingHider } from '../redaction/growingHider.ts';
import { envFileTrouble } from './doctor/runtime.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface ReloadOptions {
  /** Reads what the process gets from outside, with the file .env as it is now. */
  readonly readOuter: () => OuterSettings;
  /** Whether there was one at the start: without what it says the rest may mean something else. */
  readonly hasEnvFile: boolean;
  /** What the process was started with. */
  readonly running: { readonly config: Config; readonly environment: Environment };
  readonly hider: Pick<GrowingHider, 'add'>;
  readonly log: Log;
  /** Puts it in force. */
  readonly apply: (next: Config, environment: Environment) => Promise<void>;
}

/** What came of a reload: the problems for which it was refused; null: it holds. */
export type Reloaded = readonly string[] | null;

/** Reads all settings again, one reload after the other. With a problem nothing changes; else what may change while the process runs does. */
export function createReload(options: ReloadOptions): () => Promise<Reloaded> {
  let last: Promise<unknown> = Promise.resolve();
  let { hasEnvFile } = options;
  const readAgain = (): OuterSettings => {
    const outer = options.readOuter();
    const trouble = hasEnvFile && outer.envFileError === 'ENOENT' ? GONE : envFileTrouble(outer.envFileError);
    if (trouble !== null) throw new ConfigError(trouble, { problems: [`The file .env ${trouble}`] });
    hasEnvFile = outer.envFileError === null;
    return outer;
  };
  return () => {
    const next = last.then(() => reloadOnce(readAgain, options));
    last = next.catch(() => undefined);
    return next;
  };
}

const GONE = 'is gone: put it back, or restart without it.';

async function reloadOnce(
  readAgain: () => OuterSettings,
  { running, hider, log, apply }: ReloadOptions,
): Promise<Reloaded> {
  try {
    const { environment, unread, secrets, unknown } = readAgain();
    hider.add(secrets);
    const parsed = parseConfig(environment, unread);
    hider.add(secretsOf(parsed));
    const next = reloaded(running.config, parsed);
    await apply(next, environmentInForce(running.environment, environment));
    const restart = needsRestart(running.environment, environment);
    for (const warning of unknown) log.warn({ warning }, 'unknown setting');
    if (restart.length > 0) log.warn({ settings: restart }, 'changed settings that need a restart: the old ones go on');
    log.info(
      { accounts: next.accounts.map(({ name }) => name), pipelines: next.pipelines.map(({ name }) => name) },
      'settings reloaded',
    );
    return null;
  } catch (err) {
    if (!(err instanceof ConfigError)) {
      log.error({ err }, 'settings not reloaded');
      return ['An unexpected failure: the log says more.'];
    }
    log.error({ problems: err.problems }, 'settings not reloaded: the old ones go on');
    return err.problems;
  }
}
