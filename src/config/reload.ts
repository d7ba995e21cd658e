import type { Config } from './config.ts';
import { NoiseSettings } from './noiseSettings.ts';
import { QueueSettings } from './queueSettings.ts';
import { SETTINGS } from './readSettings.ts';
import { ThreadSettings } from './threadSettings.ts';
import { ThresholdSettings } from './thresholdSettings.ts';
import { valueIn } from './valueIn.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What says nothing but which accounts and pipelines there are, and what decides their alerts. */
const RELOADABLE: readonly string[] = [
  'MONITOR_FILE',
  'CAPTCHAAI_API_KEY',
  'CAPTCHAAI_URL',
  'INGEST_TOKEN',
  ...Object.keys(QueueSettings.shape),
  ...Object.keys(ThresholdSettings.shape),
  ...Object.keys(NoiseSettings.shape),
  ...Object.keys(ThreadSettings.shape),
];

/** The settings of a running process with what may change while it runs. */
export function reloaded(running: Config, next: Config): Config {
  const { accounts, pipelines, receivers, thresholds, quietHours, escalation, noise, threads } = next;
  return { ...running, accounts, pipelines, receivers, thresholds, quietHours, escalation, noise, threads };
}

export function isReloadable(name: string): boolean {
  return RELOADABLE.includes(name);
}

/** The environment that is in force after a reload: what needs a restart is still as it was at the start. */
export function environmentInForce(atStart: Environment, next: Environment): Environment {
  const kept = SETTINGS.filter((name) => !isReloadable(name)).map((name) => [name, atStart[name]]);
  return { ...next, ...Object.fromEntries(kept) };
}

/** The names of changed settings that hold only from the next start on. */
export function needsRestart(atStart: Environment, next: Environment): readonly string[] {
  return SETTINGS.filter((name) => !isReloadable(name) && valueIn(atStart, name) !== valueIn(next, name));
}
