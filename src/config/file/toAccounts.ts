import {
  LIMIT_PROBLEM_SENTENCES,
  type LimitOverrides,
  limitProblems,
  withOverrides,
} from '../../monitor/settings/limits.ts';
import { didYouMean, nearestName } from '../../monitor/text/nearest.ts';
import { SECOND } from '../../monitor/time.ts';
import type { Limits } from '../../monitor/types.ts';
import type { AccountConfig, PipelineConfig } from '../accountConfig.ts';
import type { ParsedFile } from './parseFile.ts';
import { referenceIn } from './references.ts';
import type { MonitorFile } from './schema.ts';

/** What holds where the file says nothing. */
export interface FileDefaults {
  readonly captchaAi: Pick<AccountConfig['captchaAi'], 'baseUrl' | 'pollMs' | 'threadsProbe'>;
  readonly limits: Limits;
  /** A secret by its name, or why it cannot be read; null where it is not set. */
  readonly secretCalled: (name: string) => { readonly value: string } | { readonly problem: string } | null;
}

export interface FileContent {
  readonly accounts: readonly AccountConfig[];
  readonly pipelines: readonly PipelineConfig[];
  readonly limits: Limits;
  readonly problems: readonly string[];
}

type Path = readonly string[];
type Say = (path: Path, sentence: string) => void;

/** What an API key and a token must look like; as in `.env`. */
const API_KEY = { form: /^\w{32}$/, words: 'must hold the 32 characters of a CaptchaAI API key' };
const TOKEN = { form: /^[\x21-\x7e]{16,}$/, words: 'must hold at least 16 characters without spaces' };

/** The accounts and pipelines of a file, with the secrets that it names. */
export function toAccounts(file: MonitorFile, problemAt: ParsedFile['problemAt'], defaults: FileDefaults): FileContent {
  const problems: string[] = [];
  const say: Say = (path, sentence) => problems.push(problemAt(path, `${path.join('.')} ${sentence}`));
  const secretAt = secretReader(defaults.secretCalled, say);
  const limits = limitsAt(['thresholds'], defaults.limits, file.thresholds, say);
  const pipelines = Object.entries(file.pipelines).map(([name, given]): PipelineConfig => {
    const path = ['pipelines', name];
    checkAccount([...path, 'account'], given.account, Object.keys(file.accounts), say);
    return {
      name,
      account: given.account,
      ingestToken: secretAt([...path, 'ingestToken'], given.ingestToken, TOKEN),
      guildIds: given.guilds ?? null,
      limits: limitsAt([...path, 'thresholds'], limits, given.thresholds, say),
      links: given.links ?? {},
      notes: given.notes ?? {},
    };
  });
  const accounts = Object.entries(file.accounts).map(([name, given]): AccountConfig => {
    const path = ['accounts', name];
    const own = pipelines.filter(({ account }) => account === name).map((pipeline) => pipeline.name);
    if (own.length === 0) say(path, 'has no pipeline: add one that names it, or leave the account out.');
    return {
      name,
      pipelines: own,
      hasBalance: given.plan === 'balance',
      captchaAi: {
        apiKey: secretAt([...path, 'apiKey'], given.apiKey, API_KEY),
        baseUrl: given.url ?? defaults.captchaAi.baseUrl,
        pollMs: given.pollSeconds === undefined ? defaults.captchaAi.pollMs : given.pollSeconds * SECOND,
        threadsProbe: given.threadsProbe ?? defaults.captchaAi.threadsProbe,
      },
    };
  });
  refuseSame(
    pipelines.map(({ name, ingestToken }) => [['pipelines', name, 'ingestToken'], ingestToken]),
    say,
  );
  refuseSame(
    accounts.map(({ name, captchaAi }) => [['accounts', name, 'apiKey'], captchaAi.apiKey]),
    say,
  );
  if (pipelines.length === 0) say(['pipelines'], 'must name at least one pipeline.');
  return { accounts, pipelines, limits, problems };
}

function secretReader(secretCalled: FileDefaults['secretCalled'], say: Say) {
  return (path: Path, reference: string, { form, words }: typeof API_KEY): string => {
    const name = referenceIn(reference) ?? '';
    const found = secretCalled(name);
    const value = found !== null && 'value' in found ? found.value : null;
    if (found === null)
      say(path, `names ${name}, which is not set: set it in the environment or in .env, or ${name}_FILE.`);
    else if ('problem' in found) say(path, `names ${name}. ${found.problem}`);
    else if (!form.test(found.value)) say(path, `names ${name}, which ${words}.`);
    return value ?? '';
  };
}

function limitsAt(path: Path, base: Limits, own: LimitOverrides | undefined, say: Say): Limits {
  if (own === undefined) return base;
  const limits = withOverrides(base, own);
  for (const problem of limitProblems(limits)) say(path, `do not fit one another. ${LIMIT_PROBLEM_SENTENCES[problem]}`);
  return limits;
}

function checkAccount(path: Path, name: string, known: readonly string[], say: Say): void {
  if (known.includes(name)) return;
  say(path, `is ${name}, which is no account of this file.${didYouMean(nearestName(name, known))}`);
}

/** A token tells which pipeline a result belongs to, a key which account is meant. */
function refuseSame(secrets: readonly (readonly [Path, string])[], say: Say): void {
  const seen = new Map<string, Path>();
  for (const [path, value] of secrets) {
    const before = seen.get(value);
    if (before === undefined) seen.set(value, path);
    else if (value !== '') say(path, `has the same value as ${before.join('.')}: each needs one of its own.`);
  }
}
