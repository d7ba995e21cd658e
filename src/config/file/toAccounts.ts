import { parseWebhookUrl } from '../../discord/webhookUrl.ts';
import type { QuietHours } from '../../monitor/alerts/quietHours.ts';
import type { Noise } from '../../monitor/delivery/noise.ts';
import type { ThreadMode } from '../../monitor/delivery/threads.ts';
import type { GivenStep } from '../../monitor/settings/guildDefaults.ts';
import {
  THRESHOLD_PROBLEM_SENTENCES,
  type ThresholdOverrides,
  thresholdProblems,
  withOverrides,
} from '../../monitor/settings/thresholds.ts';
import { didYouMean, nearestName } from '../../monitor/text/nearest.ts';
import { SECOND } from '../../monitor/time.ts';
import type { Thresholds } from '../../monitor/types.ts';
import { SECRETS } from '../../redaction/secretsIn.ts';
import type { AccountConfig, PipelineConfig } from '../accountConfig.ts';
import { webhookProblem } from '../discordProblems.ts';
import type { QueueConfig } from '../queueSettings.ts';
import type { ReceiverConfig } from '../receiverConfig.ts';
import { toEscalation } from './escalation.ts';
import type { FileDefaults } from './fileDefaults.ts';
import type { ParsedFile } from './parseFile.ts';
import type { QueueInFile } from './queueSchema.ts';
import { toQuietHours } from './quietHours.ts';
import { referenceIn } from './references.ts';
import type { MonitorFile } from './schema.ts';
import { createSecretAt, knownValue, type Path, type Say, type SecretAt } from './secretAt.ts';
import { checkShownTexts } from './shownTexts.ts';
import { toPipelineQueue } from './toPipelineQueue.ts';
import { toReceivers } from './toReceivers.ts';

export interface FileContent {
  readonly accounts: readonly AccountConfig[];
  readonly pipelines: readonly PipelineConfig[];
  readonly receivers: readonly ReceiverConfig[];
  readonly thresholds: Thresholds;
  readonly quietHours: readonly QuietHours[];
  readonly escalation: readonly GivenStep[];
  readonly noise: Noise;
  readonly threads: ThreadMode;
  readonly problems: readonly string[];
}

/** What an API key and a token must look like; as in `.env`. */
const API_KEY = { form: /^\w{32}$/, words: 'must hold the 32 characters of a CaptchaAI API key' };
const TOKEN = { form: /^[\x21-\x7e]{16,}$/, words: 'must hold at least 16 characters without spaces' };

/** The accounts and pipelines of a file, with the secrets that it names. */
export function toAccounts(file: MonitorFile, problemAt: ParsedFile['problemAt'], defaults: FileDefaults): FileContent {
  const problems: string[] = [];
  const say: Say = (path, sentence) => problems.push(problemAt(path, `${path.join('.')} ${sentence}`));
  const secrets: string[] = SECRETS.flatMap((name) => knownValue(defaults.secretCalled(name)) ?? []);
  const readSecretAt = createSecretAt(defaults.secretCalled, say);
  const secretAt: SecretAt = (...named) => {
    const secret = readSecretAt(...named);
    secrets.push(secret);
    return secret;
  };
  const webhookAt = (path: Path, reference: string) => {
    const address = secretAt(path, reference);
    const wrong = address === '' ? null : webhookProblem(address, defaults.apiUrl);
    if (wrong !== null) say(path, `names ${referenceIn(reference)}, which ${wrong}.`);
    return parseWebhookUrl(address, defaults.apiUrl);
  };
  const thresholds = thresholdsAt(['thresholds'], defaults.thresholds, file.thresholds, say);
  const pipelines = Object.entries(file.pipelines).map(([name, pipeline], index): PipelineConfig => {
    const path = ['pipelines', name];
    checkAccount([...path, 'account'], pipeline.account, Object.keys(file.accounts), say);
    return {
      name,
      account: pipeline.account,
      ingestToken: secretAt([...path, 'ingestToken'], pipeline.ingestToken, TOKEN),
      guildIds: pipeline.guilds ?? null,
      thresholds: thresholdsAt([...path, 'thresholds'], thresholds, pipeline.thresholds, say),
      queue: queueAt([...path, 'queue'], pipeline.queue, index === 0 ? defaults.queue : null, { secretAt, say }),
      webhook: pipeline.webhook === undefined ? null : webhookAt([...path, 'webhook'], pipeline.webhook),
      links: { ...file.links, ...pipeline.links },
      notes: { ...file.notes, ...pipeline.notes },
    };
  });
  const accounts = Object.entries(file.accounts).map(([name, account]): AccountConfig => {
    const path = ['accounts', name];
    const own = pipelines.filter(({ account }) => account === name).map((pipeline) => pipeline.name);
    if (own.length === 0) say(path, 'has no pipeline: add one that names it, or leave the account out.');
    return {
      name,
      pipelines: own,
      hasBalance: account.plan === 'balance',
      captchaAi: {
        apiKey: secretAt([...path, 'apiKey'], account.apiKey, API_KEY),
        baseUrl: account.url ?? defaults.captchaAi.baseUrl,
        pollMs: account.pollSeconds === undefined ? defaults.captchaAi.pollMs : account.pollSeconds * SECOND,
        threadsProbe: account.threadsProbe ?? defaults.captchaAi.threadsProbe,
      },
    };
  });
  refuseSame(
    [
      ...accounts.map(({ name, captchaAi }): [Path, string] => [['accounts', name, 'apiKey'], captchaAi.apiKey]),
      ...pipelines.map(({ name, ingestToken }): [Path, string] => [['pipelines', name, 'ingestToken'], ingestToken]),
    ],
    say,
  );
  if (pipelines.length === 0) say(['pipelines'], 'must name at least one pipeline.');
  const quietHours = toQuietHours(file.quietHours, (sentence) => say(['quietHours'], sentence));
  const receivers = toReceivers(file.receivers, { secretAt, say });
  const escalation = toEscalation(file.escalation, Object.keys(file.receivers ?? {}), say);
  checkShownTexts(file, secrets, say);
  const noise = { silent: file.silent ?? defaults.noise.silent, format: file.format ?? defaults.noise.format };
  const threads = file.incidentThreads ?? defaults.threads;
  return { accounts, pipelines, receivers, thresholds, quietHours, escalation, noise, threads, problems };
}

function thresholdsAt(path: Path, base: Thresholds, own: ThresholdOverrides | undefined, say: Say): Thresholds {
  if (own === undefined) return base;
  const thresholds = withOverrides(base, own);
  for (const problem of thresholdProblems(thresholds))
    say(path, `do not fit one another. ${THRESHOLD_PROBLEM_SENTENCES[problem]}`);
  return thresholds;
}

/** The queue of the settings belongs to the first pipeline, which then has none of its own. */
function queueAt(
  path: Path,
  own: QueueInFile | undefined,
  ofSettings: QueueConfig | null,
  { secretAt, say }: { readonly secretAt: SecretAt; readonly say: Say },
): QueueConfig | null {
  if (own === undefined) return ofSettings;
  if (ofSettings !== null) say(path, 'and QUEUE_SOURCE cannot both be set: keep one of them.');
  return toPipelineQueue(path, own, secretAt, say);
}

function checkAccount(path: Path, name: string, known: readonly string[], say: Say): void {
  if (known.includes(name)) return;
  say(path, `is ${name}, which is not an account of this file.${didYouMean(nearestName(name, known))}`);
}

/** A token tells which pipeline a result belongs to, a key which account is meant; a key that is a token too would be known to every worker. */
function refuseSame(secrets: readonly (readonly [Path, string])[], say: Say): void {
  const seen = new Map<string, Path>();
  for (const [path, value] of secrets) {
    const before = seen.get(value);
    if (before === undefined) seen.set(value, path);
    else if (value !== '') say(path, `has the same value as ${before.join('.')}: each needs one of its own.`);
  }
}
