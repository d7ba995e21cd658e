import { THRESHOLD_PROBLEM_SENTENCES, thresholdProblems } from '../monitor/settings/thresholds.ts';
import type { Thresholds } from '../monitor/types.ts';
import { discordProblems } from './discordProblems.ts';
import type { FileContent } from './file/toAccounts.ts';
import { heartbeatProblems } from './heartbeatSettings.ts';
import { envQueueProblems } from './queueProblems.ts';
import { roleProblems } from './roleSettings.ts';
import { secretCalled } from './secretFiles.ts';
import { Settings } from './settings.ts';
import { relatedProblems, toThresholds } from './thresholdSettings.ts';
import { valueIn } from './valueIn.ts';
import { readFile } from './watched.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
export type Unread = Readonly<Record<string, string>>;

/** The names of all settings, in the order in which `.env.example` lists them. */
export const SETTINGS: readonly string[] = Object.keys(Settings.shape);

/** The environment cannot be used. Names every setting that is wrong or missing, and no value of any. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** Each problem alone. */
  readonly problems: readonly string[];

  constructor(message: string, { problems = [], ...options }: ErrorOptions & { problems?: readonly string[] } = {}) {
    super(message, options);
    this.problems = problems;
  }
}

/** What the file names instead. */
const IN_FILE: readonly string[] = ['CAPTCHAAI_API_KEY', 'INGEST_TOKEN'];

export interface SettingsRead {
  readonly settings: Partial<Settings>;
  readonly problems: readonly string[];
  /** Of the file that `MONITOR_FILE` names; null without one, or where it is wrong. */
  readonly content: FileContent | null;
  /** The process-wide ones; null while something is wrong. */
  readonly thresholds: Thresholds | null;
}

/** What can be read of an environment, and a sentence for everything that is wrong with the rest. */
export function readSettings(environment: Environment, unread: Unread = {}): SettingsRead {
  // Read one by one so that what depends on several settings is checked even where another one is wrong.
  const { settings, problems } = readEach(environment, unread);
  problems.push(
    ...discordProblems(settings, { ...environment, ...unread }),
    ...roleProblems(settings, { ...environment, ...unread }),
    ...heartbeatProblems(settings),
    ...envQueueProblems(settings, valueIn(environment, 'QUEUE_SOURCE') !== undefined),
    ...relatedProblems(settings),
    ...(isKeyToken(settings) ? [KEY_IS_TOKEN] : []),
  );
  if (isComplete(settings, problems)) {
    problems.push(...thresholdProblems(toThresholds(settings)).map((problem) => THRESHOLD_PROBLEM_SENTENCES[problem]));
  }
  const file =
    settings.MONITOR_FILE === undefined
      ? null
      : readFile(settings.MONITOR_FILE, settings, (name) => secretCalled(name, environment));
  problems.push(...(file?.problems ?? []));
  const content = file?.content ?? null;
  const thresholds = isComplete(settings, problems) ? (content?.thresholds ?? toThresholds(settings)) : null;
  return { settings, problems, content, thresholds };
}

const KEY_IS_TOKEN =
  'INGEST_TOKEN is the CaptchaAI API key, which every worker would know. Make one up, for example with: openssl rand -hex 24.';

function isKeyToken({ CAPTCHAAI_API_KEY: key, INGEST_TOKEN: token }: Partial<Settings>): boolean {
  return key !== undefined && key === token;
}

function readEach(environment: Environment, unread: Unread): { settings: Partial<Settings>; problems: string[] } {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  const hasFile = valueIn(environment, 'MONITOR_FILE') !== undefined;
  for (const [name, schema] of Object.entries(Settings.shape)) {
    if (hasFile && IN_FILE.includes(name)) continue;
    const parsed = schema.safeParse(valueIn(environment, name));
    const problem = unread[name];
    if (problem !== undefined) problems.push(problem);
    else if (parsed.success) values[name] = parsed.data;
    else problems.push(`${name} ${parsed.error.issues[0]?.message ?? 'is invalid'}.`);
  }
  return { settings: values as Partial<Settings>, problems };
}

/** Without a problem every setting was read. */
export function isComplete(_settings: Partial<Settings>, problems: readonly string[]): _settings is Settings {
  return problems.length === 0;
}

export function refusal(problems: readonly string[]): ConfigError {
  const lines = problems.map((problem) => `  ${problem}`).join('\n');
  return new ConfigError(
    `The settings cannot be used:\n${lines}\nSet them in the file .env or in the environment; .env.example explains each.`,
    { problems },
  );
}
