import { COMMAND_KEYS } from '../../commands/index.ts';
import { createCaptchaAiClient } from '../captchaai/client.ts';
import type { AccountConfig } from '../config/accountConfig.ts';
import { alertMentionOf } from '../config/config.ts';
import { toQueue } from '../config/queueSettings.ts';
import { readSettings } from '../config/readSettings.ts';
import { secretFilesIn } from '../config/secretFiles.ts';
import type { Settings } from '../config/settings.ts';
import { createRest } from '../discord/rest.ts';
import { parseWebhookUrl } from '../discord/webhookUrl.ts';
import { DEFAULT_NAME } from '../monitor/accounts/account.ts';
import type { Millis } from '../monitor/time.ts';
import { request, type SendRequest } from '../network/request.ts';
import { createHider } from '../redaction/secretPattern.ts';
import { isOpenToOthers } from '../store/ownerOnly.ts';
import { judgeBalance } from './doctor/captchaAi.ts';
import { createTimekeeper, judgeClock } from './doctor/clock.ts';
import { checkDatabase } from './doctor/database.ts';
import { createDeadline, type Deadline } from './doctor/deadline.ts';
import { checkDiscord, type DiscordQuestions } from './doctor/discord.ts';
import { createDiscordApi } from './doctor/discordApi.ts';
import { type Finding, findingsAbout, isUsable, lineOf, verdictOn } from './doctor/finding.ts';
import { checkHeartbeat } from './doctor/heartbeat.ts';
import { judgeOwnThresholds } from './doctor/ownThresholds.ts';
import { checkPort } from './doctor/port.ts';
import { checkQueues } from './doctor/queue.ts';
import { checkReceivers } from './doctor/receivers.ts';
import { checkRoles } from './doctor/roles.ts';
import { judgeEnvFile, judgeNode, judgeSecretFiles } from './doctor/runtime.ts';
import { judgeSettings } from './doctor/settings.ts';

export interface DoctorOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A sentence for each secret that could not be read from its file, by its setting. */
  readonly unread: Readonly<Record<string, string>>;
  /** What reading the file .env failed with; null: it was read. */
  readonly envFileError: string | null;
  /** A warning for each unknown name that looks like a misspelt setting. */
  readonly unknown: readonly string[];
  /** What must appear nowhere. */
  readonly secrets: readonly string[];
  readonly print: (line: string) => void;
  readonly now: () => Millis;
}

type Findings = Promise<readonly Finding[]>;

const CALL_MS: Millis = 10_000;
/** Some calls wait for the answers of others. */
const ALL_MS: Millis = 13_000;

/** Looks at everything that alerts need, changes nothing, sends nothing, and answers the exit code. */
export async function runDoctor(options: DoctorOptions): Promise<number> {
  const { environment, unread, envFileError, unknown, now } = options;
  const { settings, problems, content, thresholds } = readSettings(environment, unread);
  const deadline = createDeadline({ callMs: CALL_MS, allMs: ALL_MS });
  const { samples, listenTo } = createTimekeeper(now);
  const send = listenTo(request);

  // All of them are under way from here on; their findings are printed in this order.
  const database = databaseReport(settings);
  const discord = discordFindings(settings, {
    pipelines: content?.pipelines ?? [],
    threads: content?.threads ?? settings.INCIDENT_THREADS ?? 'off',
    deadline,
    send,
    now,
    stored: database.then(({ guilds }) => guilds),
  });
  const captchaAi = content === null ? captchaAiFindings(settings, send) : accountFindings(content.accounts, send);
  const checks: readonly Findings[] = [
    Promise.resolve(judgeSettings(problems, unknown)),
    Promise.resolve([
      judgeNode(process.versions.node),
      judgeEnvFile(envFileError, problems.length === 0, isOpenToOthers('.env')),
      ...judgeSecretFiles(secretFilesIn(environment).filter(({ path }) => isOpenToOthers(path))),
    ]),
    discord,
    captchaAi,
    database.then(({ findings }) => findings),
    roleFindings(settings, now),
    database.then(({ guilds }) => (thresholds === null ? [] : judgeOwnThresholds(guilds ?? [], thresholds))),
    heartbeatFindings(environment, settings, deadline),
    Promise.all([discord, captchaAi]).then(() => [judgeClock(samples())]),
    content === null ? queueFindings(settings, problems, now) : checkQueues(content.pipelines, { now }, CALL_MS),
    checkReceivers(content?.receivers ?? [], deadline),
    portFindings(settings, deadline),
  ];
  return report(checks, options);
}

async function report(
  checks: readonly Findings[],
  { secrets, print }: Pick<DoctorOptions, 'secrets' | 'print'>,
): Promise<number> {
  // Nothing here writes a secret; should an error of a library do so, it is not shown.
  const hide = createHider(secrets);
  const all: Finding[] = [];
  // One that fails by a fault of ours must not keep the others from being printed.
  for (const check of checks.map((findings) => findings.catch(notChecked))) {
    const findings = await check;
    all.push(...findings);
    for (const finding of findings) print(hide(lineOf(finding)));
  }
  print(verdictOn(all));
  return isUsable(all) ? 0 : 1;
}

function notChecked(err: unknown): readonly Finding[] {
  const name = err instanceof Error ? err.name : 'an error';
  return [findingsAbout('Doctor').warning(`a check could not be made (${name}): report this at the project’s issues.`)];
}

function skipped(about: string, setting: keyof Settings): Finding {
  return findingsAbout(about).warning(`not checked until ${setting} is right.`);
}

async function databaseReport({ DATABASE_URL: url, DATABASE_FILE: file }: Partial<Settings>) {
  const location = url ?? file;
  return location === undefined
    ? { findings: [skipped('Database', 'DATABASE_FILE')], guilds: null }
    : checkDatabase(location);
}

async function roleFindings({ DATABASE_URL: url }: Partial<Settings>, now: () => Millis): Findings {
  return url === undefined ? [] : checkRoles(url, now());
}

async function discordFindings(
  settings: Partial<Settings>,
  more: Pick<DiscordQuestions, 'deadline' | 'now' | 'stored' | 'pipelines' | 'threads'> & {
    readonly send: SendRequest;
  },
): Findings {
  const { DISCORD_API_URL: apiUrl, DISCORD_TOKEN: token, DISCORD_WEBHOOK_URL: webhookUrl } = settings;
  if (apiUrl === undefined) return [skipped('Discord', 'DISCORD_API_URL')];
  const webhook = webhookUrl === undefined ? null : parseWebhookUrl(webhookUrl, apiUrl);
  const rest = createRest(apiUrl, token ?? null, { send: more.send });
  const findings = await checkDiscord({
    ...more,
    api: createDiscordApi(rest, more.deadline),
    hasBot: token !== undefined,
    webhook,
    webhookMention: alertMentionOf(settings),
    guildIds: settings.DISCORD_GUILD_IDS ?? [],
    commandsGuildId: settings.DISCORD_COMMANDS_GUILD_ID ?? null,
    commandKeys: COMMAND_KEYS,
  });
  const unread = webhookUrl !== undefined && webhook === null ? [skipped('Webhook', 'DISCORD_WEBHOOK_URL')] : [];
  return [...findings, ...unread];
}

async function captchaAiFindings(
  { CAPTCHAAI_URL: baseUrl, CAPTCHAAI_API_KEY: apiKey, MONITOR_FILE: file }: Partial<Settings>,
  send: SendRequest,
): Findings {
  if (file !== undefined) return [skipped('CaptchaAI', 'MONITOR_FILE')];
  if (apiKey === undefined) return [skipped('CaptchaAI', 'CAPTCHAAI_API_KEY')];
  if (baseUrl === undefined) return [skipped('CaptchaAI', 'CAPTCHAAI_URL')];
  return [judgeBalance(await createCaptchaAiClient({ baseUrl, apiKey, timeoutMs: CALL_MS, send }).getBalance())];
}

/** Each by its name, as there are several. */
async function accountFindings(accounts: readonly AccountConfig[], send: SendRequest): Findings {
  return Promise.all(
    accounts.map(async ({ name, captchaAi: { apiKey, baseUrl } }) => {
      const client = createCaptchaAiClient({ baseUrl, apiKey, timeoutMs: CALL_MS, send });
      return judgeBalance(await client.getBalance(), name);
    }),
  );
}

/** Most monitors have none. */
async function heartbeatFindings(
  { HEARTBEAT_URL: set = '' }: DoctorOptions['environment'],
  { HEARTBEAT_URL: url, HEARTBEAT_SECONDS: seconds }: Partial<Settings>,
  deadline: Deadline,
): Findings {
  if (set.trim() === '') return [];
  if (url === undefined) return [skipped('Heartbeat', 'HEARTBEAT_URL')];
  return [
    seconds === undefined ? skipped('Heartbeat', 'HEARTBEAT_SECONDS') : await checkHeartbeat(url, seconds, deadline),
  ];
}

/** Nothing where the settings name no queue. */
async function queueFindings(settings: Partial<Settings>, problems: readonly string[], now: () => Millis): Findings {
  const { QUEUE_SOURCE: type } = settings;
  if (type === undefined) return [];
  const queue = problems.some((problem) => problem.startsWith('QUEUE_')) ? null : toQueue(settings);
  if (queue === null) return [skipped('Queue', 'QUEUE_SOURCE')];
  return checkQueues([{ name: DEFAULT_NAME, queue }], { now }, CALL_MS);
}

async function portFindings({ HTTP_HOST: host, HTTP_PORT: port }: Partial<Settings>, deadline: Deadline): Findings {
  if (host === undefined) return [skipped('Port', 'HTTP_HOST')];
  return [port === undefined ? skipped('Port', 'HTTP_PORT') : await checkPort(host, port, deadline)];
}
