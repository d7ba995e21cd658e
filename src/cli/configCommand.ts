import { existsSync, writeFileSync } from 'node:fs';
import { type Config, parseConfig } from '../config/config.ts';
import { fileFor } from '../config/file/writeMonitorFile.ts';
import { ConfigError } from '../config/readSettings.ts';
import { valueIn } from '../config/valueIn.ts';
import { hostAndPort } from '../http/ownAddress.ts';
import { UsageError } from './commandLine.ts';
import { type ProcessCommandPorts, runDiff, runReload } from './processCommands.ts';

export interface ConfigCommandPorts extends ProcessCommandPorts {
  /** A sentence for each secret that could not be read from its file. */
  readonly unread: Readonly<Record<string, string>>;
}

const CONFIG_USAGE = 'config takes check, show, diff, reload or init, such as: npm run config -- check.';
const STANDARD_FILE = 'monitor.yaml';

/**
 * Looks at the settings without starting anything, has running processes read them, or writes a file from them.
 * @throws ConfigError that names all that is wrong, StoreOpenError, UsageError.
 */
export async function runConfigCommand(names: readonly string[], ports: ConfigCommandPorts): Promise<void> {
  const { environment, unread, print } = ports;
  const [subcommand, path = STANDARD_FILE, ...more] = names;
  if (more.length > 0 || (subcommand !== 'init' && names.length > 1)) throw new UsageError(CONFIG_USAGE);
  switch (subcommand) {
    case 'check':
      print(checked(parseConfig(environment, unread)));
      return;
    case 'show':
      for (const line of shown(parseConfig(environment, unread), environment)) print(line);
      return;
    case 'diff':
      return runDiff(parseConfig(environment, unread), ports);
    case 'reload':
      return runReload(parseConfig(environment, unread).database, ports);
    case 'init':
      print(written(path, environment));
      return;
    default:
      throw new UsageError(CONFIG_USAGE);
  }
}

function checked({ accounts, pipelines }: Config): string {
  const words = [counted(accounts.length, 'account'), counted(pipelines.length, 'pipeline')];
  return `The settings are right: ${words.join(', ')}.`;
}

function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** What is watched and by which thresholds; no secret, and no address that may hold one. */
function shown(config: Config, environment: ConfigCommandPorts['environment']): readonly string[] {
  const from = valueIn(environment, 'MONITOR_FILE') ?? 'the environment and .env';
  return [
    `Accounts and pipelines, from ${from}:`,
    ...config.accounts.map(({ name, pipelines, hasBalance, captchaAi }) => {
      const plan = hasBalance === false ? 'threads' : 'balance';
      return `  account ${name}: ${pipelines.join(', ')} (plan ${plan}, asked every ${captchaAi.pollMs / 1_000} s)`;
    }),
    ...config.pipelines.map(({ name, account, guildIds, thresholds }) => {
      const seenBy = guildIds === null ? 'every server' : `servers ${guildIds.join(', ')}`;
      const own = thresholds === config.thresholds ? '' : ', with thresholds of its own';
      return `  pipeline ${name}: on ${account}, seen by ${seenBy}${own}`;
    }),
    `Alerts: ${[config.discord.token === null ? null : 'bot', config.discord.webhook === null ? null : 'webhook'].filter((way) => way !== null).join(' and ')}`,
    `Time zone ${config.timeZone}, log level ${config.logLevel}, HTTP on ${hostAndPort(config.http.host, config.http.port)}`,
  ];
}

/** @throws ConfigError where there is a file already, or where it cannot be written. */
function written(path: string, environment: ConfigCommandPorts['environment']): string {
  if (existsSync(path))
    throw new ConfigError(`${path} is there already. Nothing was written. Give another name, or remove it.`);
  try {
    writeFileSync(path, fileFor(environment), { flag: 'wx' });
  } catch (err) {
    const why = err instanceof Error && 'code' in err ? ` (${String(err.code)})` : '';
    throw new ConfigError(`${path} cannot be written${why}.`, { cause: err });
  }
  return `Wrote ${path}. Set MONITOR_FILE=${path} to use it; the keys and tokens stay in the environment.`;
}
