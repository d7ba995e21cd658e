import { createHmac } from 'node:crypto';
import { escalationText } from '../monitor/settings/escalationText.ts';
import { THRESHOLDS } from '../monitor/settings/thresholds.ts';
import type { Thresholds } from '../monitor/types.ts';
import { SECRETS } from '../redaction/secretsIn.ts';
import type { AccountConfig, PipelineConfig } from './accountConfig.ts';
import type { Config } from './config.ts';
import type { QueueConfig } from './queueSettings.ts';
import { SETTINGS } from './readSettings.ts';
import type { ReceiverConfig } from './receiverConfig.ts';
import { valueIn } from './valueIn.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A setting as it may be kept and shown; of a secret only whether it is another one. */
export type Sealed = { readonly text: string } | { readonly hash: string };
export type SealedSettings = Readonly<Record<string, Sealed>>;

/** Every setting that is set, by its name in `.env` or its place in the file. `salt`: hashes of two processes say nothing of one another. */
export function sealedSettings(environment: Environment, config: Config, salt: string): SealedSettings {
  const seal = (value: string): Sealed => ({
    hash: createHmac('sha256', salt).update(value).digest('hex').slice(0, 32),
  });
  const named = SETTINGS.flatMap((name): readonly (readonly [string, Sealed])[] => {
    const value = valueIn(environment, name);
    return value === undefined ? [] : [[name, SECRETS.includes(name) ? seal(value) : { text: value }]];
  });
  // Without a file the settings have said all of it.
  if (valueIn(environment, 'MONITOR_FILE') === undefined) return Object.fromEntries(named);
  return Object.fromEntries([
    ...named,
    ...thresholdLines('thresholds', config.thresholds),
    ...config.accounts.flatMap((account) => accountLines(account, seal)),
    ...config.pipelines.flatMap((pipeline) => pipelineLines(pipeline, config.thresholds, seal)),
    ...config.quietHours.map((hours, index) => [`quietHours.${index}`, { text: JSON.stringify(hours) }] as const),
    ...config.escalation.map((step, index) => [`escalation.${index}`, { text: escalationText(step) }] as const),
    ['silent', { text: config.noise.silent.join(', ') }],
    ['format', { text: config.noise.format }],
    ['incidentThreads', { text: config.threads }],
    ...config.receivers.flatMap((receiver) => receiverLines(receiver, seal)),
  ]);
}

function receiverLines({ name, from, guildIds, allowPrivate, target }: ReceiverConfig, seal: Seal): Lines {
  const path = `receivers.${name}`;
  return [
    [path, { text: target.type }],
    [`${path}.from`, { text: from }],
    [`${path}.guilds`, { text: guildIds === null ? 'all' : guildIds.join(', ') }],
    [`${path}.allowPrivate`, { text: String(allowPrivate) }],
    [`${path}.${target.type}`, seal(JSON.stringify(target))],
  ];
}

type Lines = readonly (readonly [string, Sealed])[];
type Seal = (value: string) => Sealed;

function accountLines({ name, hasBalance, captchaAi }: AccountConfig, seal: Seal): Lines {
  const path = `accounts.${name}`;
  return [
    [`${path}.apiKey`, seal(captchaAi.apiKey)],
    [`${path}.plan`, { text: hasBalance === false ? 'threads' : 'balance' }],
    [`${path}.url`, { text: captchaAi.baseUrl }],
    [`${path}.pollSeconds`, { text: String(captchaAi.pollMs / 1_000) }],
    [`${path}.threadsProbe`, { text: String(captchaAi.threadsProbe) }],
  ];
}

function pipelineLines(pipeline: PipelineConfig, ofAll: Thresholds, seal: Seal): Lines {
  const { name, account, ingestToken, guildIds, queue, webhook, links, notes, thresholds } = pipeline;
  const path = `pipelines.${name}`;
  return [
    [`${path}.account`, { text: account }],
    [`${path}.ingestToken`, seal(ingestToken)],
    [`${path}.guilds`, { text: guildIds === null ? 'all' : guildIds.join(', ') }],
    ...(queue === null ? [] : queueLines(`${path}.queue`, queue, seal)),
    ...(webhook === null ? [] : [[`${path}.webhook`, seal(JSON.stringify(webhook))] as const]),
    ...Object.entries(links).map(([kind, own]) => [`${path}.links.${kind}`, { text: JSON.stringify(own) }] as const),
    ...Object.entries(notes).map(([kind, own]) => [`${path}.notes.${kind}`, { text: own ?? '' }] as const),
    ...(thresholds === ofAll ? [] : thresholdLines(`${path}.thresholds`, thresholds)),
  ];
}

/** An address may hold a password, and so may what is asked for. */
function queueLines(path: string, { options, everyMs }: QueueConfig, seal: Seal): Lines {
  return [
    [`${path}`, { text: options.type }],
    [`${path}.seconds`, { text: String(everyMs / 1_000) }],
    [`${path}.${options.type}`, seal(JSON.stringify(options))],
  ];
}

function thresholdLines(path: string, thresholds: Thresholds): Lines {
  return Object.entries(THRESHOLDS).map(([name, { read }]) => [`${path}.${name}`, { text: String(read(thresholds)) }]);
}
