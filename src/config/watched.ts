import { CAPTCHAAI_ADDRESS } from '../captchaai/address.ts';
import { DEFAULT_NAME } from '../monitor/accounts/account.ts';
import type { Thresholds } from '../monitor/types.ts';
import type { FileDefaults } from './file/fileDefaults.ts';
import { type MonitorFileRead, readMonitorFile } from './file/readMonitorFile.ts';
import type { FileContent } from './file/toAccounts.ts';
import { toNoise } from './noiseSettings.ts';
import { toQueue } from './queueSettings.ts';
import type { Settings } from './settings.ts';
import { ThresholdSettings, toThresholds } from './thresholdSettings.ts';

/** What is watched, and by which thresholds. */
export type Watched = Pick<
  FileContent,
  'accounts' | 'pipelines' | 'receivers' | 'thresholds' | 'quietHours' | 'escalation' | 'noise' | 'threads'
>;

/** Settings alone describe one account with one pipeline. */
export function onlyAccount(env: Settings, thresholds: Thresholds): Watched {
  const captchaAi = { apiKey: env.CAPTCHAAI_API_KEY, ...askingBy(env) };
  const named = { name: DEFAULT_NAME, guildIds: null, links: {}, notes: {} };
  return {
    accounts: [{ name: DEFAULT_NAME, pipelines: [DEFAULT_NAME], hasBalance: true, captchaAi }],
    pipelines: [
      {
        ...named,
        account: DEFAULT_NAME,
        ingestToken: env.INGEST_TOKEN,
        thresholds,
        queue: toQueue(env),
        webhook: null,
      },
    ],
    receivers: [],
    thresholds,
    quietHours: [],
    escalation: [],
    noise: toNoise(env),
    threads: env.INCIDENT_THREADS,
  };
}

function askingBy(
  env: Pick<Settings, 'CAPTCHAAI_URL' | 'BALANCE_POLL_SECONDS' | 'THREADS_PROBE'>,
): FileDefaults['captchaAi'] {
  return {
    baseUrl: env.CAPTCHAAI_URL,
    pollMs: env.BALANCE_POLL_SECONDS * 1_000,
    threadsProbe: env.THREADS_PROBE === 'on',
  };
}

/** Beside settings that are wrong, the file is still looked at, so that everything is named at once. */
export function readFile(
  path: string,
  settings: Partial<Settings>,
  secretCalled: FileDefaults['secretCalled'],
): MonitorFileRead {
  const standard = ThresholdSettings.parse({});
  const read = { CAPTCHAAI_URL: CAPTCHAAI_ADDRESS, ...standard, ...settings };
  return readMonitorFile(path, {
    captchaAi: askingBy(read),
    thresholds: toThresholds(read),
    queue: toQueue(settings),
    noise: toNoise(settings),
    threads: settings.INCIDENT_THREADS ?? 'off',
    apiUrl: settings.DISCORD_API_URL ?? null,
    secretCalled,
  });
}
