import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from './app.ts';
import { type CommandLine, parseCommandLine, USAGE, UsageError } from './cli/commandLine.ts';
import { envFileTrouble } from './cli/doctor/runtime.ts';
import { createLogOutput } from './cli/logOutput.ts';
import { standardOutput } from './cli/logSink.ts';
import { type Config, parseConfig } from './config/config.ts';
import { readOuterSettings } from './config/environment.ts';
import { ConfigError } from './config/readSettings.ts';
import { secretsOf } from './config/secretsOf.ts';
import { RegistrationError } from './discord/registrationError.ts';
import { listenErrorWords } from './http/listenErrors.ts';
import { tryToListen } from './http/tryToListen.ts';
import { createLog, missingLinesNotice } from './log.ts';
import { createGrowingHider } from './redaction/growingHider.ts';
import { createHider } from './redaction/secretPattern.ts';
import type { SettingsWatch } from './roles/settingsWatch.ts';
import { StoreOpenError } from './store/openError.ts';

// What only one command needs is loaded by that command alone: the whole program is the larger part of a start.

/** A supervisor waits about 10 seconds before it kills, and the last lines of the log need their time. */
const STOP_WITHIN_MS = 9_500;
const LAST_LINES_WITHIN_MS = 500;
const LAST_WORDS_WITHIN_MS = 1_000;

// The log of another process may be full or unread; that must not become a failure of this one.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
const output = createLogOutput({
  sink: standardOutput(),
  missing: (lines) => missingLinesNotice(lines, Date.now()),
});

/** Before the file .env was added to it: a reload reads that again. */
const ownEnvironment = { ...process.env };
const { environment, unread, envFileError, unknown, secrets } = readOuterSettings(process.env);

async function leave(exitCode: number): Promise<never> {
  await output.flushed(LAST_LINES_WITHIN_MS);
  process.exit(exitCode);
}

/** Ends the process with a sentence for the person who started it, without a stack that would only hide it. */
function refuseToStart(err: unknown): Promise<never> {
  const listening = listenErrorWords(err);
  if (listening !== null) console.error(listening);
  else if (isInWords(err)) console.error(createHider(secrets)(err.message));
  else createLog({ level: 'fatal', secrets, destination: output }).fatal({ err }, 'cannot go on');
  return leave(1);
}

function isInWords(err: unknown): err is Error {
  return [ConfigError, StoreOpenError, RegistrationError, UsageError].some((words) => err instanceof words);
}

/** What does not keep the settings from being used. */
function warnOfSettings(): void {
  const trouble = envFileTrouble(envFileError);
  if (trouble !== null) console.error(`The file .env ${trouble} Only the environment counts.`);
  for (const warning of unknown) console.error(warning);
}

async function readConfig(): Promise<Config> {
  try {
    warnOfSettings();
    return parseConfig(environment, unread);
  } catch (err) {
    return refuseToStart(err);
  }
}

async function readCommandLine(): Promise<CommandLine> {
  try {
    return parseCommandLine(process.argv.slice(2), process.env['npm_config_dry_run'] === 'true');
  } catch (err) {
    return refuseToStart(err);
  }
}

/** Says what the settings are, or what is wrong with them, and starts nothing. */
async function runConfig(names: readonly string[]): Promise<void> {
  warnOfSettings();
  const { runConfigCommand } = await import('./cli/configCommand.ts');
  const hideAll = createHider(secrets);
  const printHidden = (line: string) => console.log(hideAll(line));
  await runConfigCommand(names, { environment, ownEnvironment, unread, print: printHidden, now: Date.now });
}

const asked = await readCommandLine();
if (asked.command === 'help') {
  console.log(USAGE);
  process.exit(0);
}
if (asked.command === 'doctor') {
  const { runDoctor } = await import('./cli/doctor.ts');
  const options = { environment, unread, envFileError, unknown, secrets, print: console.log, now: Date.now };
  process.exit(await runDoctor(options));
}
if (asked.command === 'health') {
  const { askReady } = await import('./cli/askReady.ts');
  const { isReady, words } = await askReady(environment);
  console.log(words);
  process.exit(isReady ? 0 : 1);
}

if (asked.command === 'config') {
  await runConfig(asked.names).catch(refuseToStart);
  process.exit(0);
}

const config = await readConfig();
const hide = createHider(secretsOf(config));
const print = (line: string) => console.log(hide(line));
if (asked.command === 'register') {
  const { registerAlone } = await import('./cli/register.ts');
  await registerAlone(config, { dryRun: asked.dryRun, print }).catch(refuseToStart);
  process.exit(0);
}
if (asked.command === 'db') {
  const { runDatabaseCommand } = await import('./cli/databaseCommand.ts');
  await runDatabaseCommand(asked.names, { database: config.database, environment, print }).catch(refuseToStart);
  process.exit(0);
}

const hider = createGrowingHider(secretsOf(config));
const log = createLog({ level: config.logLevel, secrets: hider, destination: output });
// Node would write them to the error output, and wait there for its reader.
process.removeAllListeners('warning').on('warning', (err) => log.warn({ err }, 'warning of Node.js'));

let stopping = false;
let app: App | null = null;
let isStarted = false;
let settingsWatch: SettingsWatch | null = null;

/** Stops in order, and ends the process with the code even where something hangs. */
async function end(exitCode: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  const overdue = setTimeout(() => {
    log.error({ afterMs: STOP_WITHIN_MS }, 'not stopped in time');
    void leave(exitCode === 0 ? 1 : exitCode);
  }, STOP_WITHIN_MS).unref();
  await Promise.race([settingsWatch?.stop(), sleep(LAST_WORDS_WITHIN_MS, null, { ref: false })]);
  await app?.stop().catch((err: unknown) => log.error({ err }, 'stopping failed'));
  clearTimeout(overdue);
  log.info({ exitCode }, 'stopped');
  await leave(exitCode);
}

const { writtenSettings } = await import('./cli/processCommands.ts');
const { createReload } = await import('./cli/reload.ts');
const { createSettingsWatch } = await import('./roles/settingsWatch.ts');
/** Nobody can try out secrets on the hashes of another process. */
const salt = randomUUID();
let inForce = writtenSettings(environment, config, salt);
const reload = createReload({
  readOuter: () => readOuterSettings({ ...ownEnvironment }),
  hasEnvFile: envFileError === null,
  running: { config, environment },
  hider,
  log,
  async apply(next, environmentNow) {
    const why = 'The monitor is still starting: reload again once it is ready.';
    if (app === null || !isStarted) throw new ConfigError(why, { problems: [why] });
    await app.reload(next);
    inForce = writtenSettings(environmentNow, next, salt);
  },
});
// In a terminal, and on Windows, it says that the window was closed.
if (process.platform !== 'win32' && !process.stdin.isTTY) process.on('SIGHUP', () => void reload());

// Ctrl-C comes twice: from the terminal, and passed on by npm. The second one must not cut the stop short.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0));

// A copy that was started by mistake changes nothing, not even an older database, before it notices.
await tryToListen(config.http.host, config.http.port).catch(refuseToStart);
const { openWithRetry } = await import('./store/openWithRetry.ts');
const { createApp } = await import('./app.ts');
/** Tells this process from others, before and beside it, and people where it runs. */
const holder = `${hostname()}-${process.pid}-${randomUUID().slice(0, 4)}`;
const store = await openWithRetry(config.database, log).catch(refuseToStart);
app = await createApp(config, {
  store,
  log,
  droppedLogLines: output.dropped,
  clock: { now: Date.now },
  elapsed: () => performance.now(),
  holder,
  random: Math.random,
}).catch(refuseToStart);

// A promise that nobody caught ends here too. The reference tells this line apart from its consequences.
process.once('uncaughtException', (err) => {
  log.fatal({ err, reference: randomUUID() }, 'unexpected failure, ending');
  void end(1);
});
const { port } = await app.start().catch(refuseToStart);
isStarted = true;
settingsWatch = createSettingsWatch({
  processes: store.processes,
  holder,
  roles: config.roles,
  settings: () => inForce,
  reload,
  clock: { now: Date.now },
  log,
});
settingsWatch.start();
log.info({ host: config.http.host, roles: config.roles, port }, 'ready');
