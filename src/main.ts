import dotenv from 'dotenv';
import { type App, createApp } from './app.ts';
import { type Config, ConfigError, parseConfig } from './config.ts';
import { runDatabaseVerb } from './databaseVerb.ts';
import { RegistrationError } from './discord/register.ts';
import { createLog } from './log.ts';
import { openPatiently } from './openPatiently.ts';
import { registerAlone } from './registerAlone.ts';
import { StoreOpenError } from './store/open.ts';
import { isPostgresUrl, postgresSecrets } from './store/postgresUrl.ts';

/** A supervisor waits about this long before it kills. */
const STOP_WITHIN_MS = 10_000;

/** Why the address of HTTP_HOST and HTTP_PORT cannot be listened on, and what to do. */
const LISTEN_ERRORS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'The address is in use by another program. Set HTTP_PORT to a free port, or end that program.',
  EACCES: 'This user may not listen on that port. Set HTTP_PORT to one above 1023.',
  EADDRNOTAVAIL:
    'This machine does not have the address in HTTP_HOST. Set it to 127.0.0.1, or to 0.0.0.0 for all addresses.',
  ENOTFOUND: 'The name in HTTP_HOST is not known. Set it to 127.0.0.1, or to 0.0.0.0 for all addresses.',
};

/** Ends the process with a sentence for whoever started it, without a stack that would only hide it. */
function refuseToStart(err: unknown): never {
  const code = err instanceof Error && 'code' in err ? String(err.code) : '';
  const listening = LISTEN_ERRORS[code];
  if (listening !== undefined) console.error(listening);
  else if (isInWords(err)) console.error(err.message);
  else console.error(err);
  process.exit(1);
}

function isInWords(err: unknown): err is Error {
  return err instanceof ConfigError || err instanceof StoreOpenError || err instanceof RegistrationError;
}

function readConfig(): Config {
  try {
    dotenv.config({ quiet: true });
    return parseConfig(process.env);
  } catch (err) {
    refuseToStart(err);
  }
}

const config = readConfig();
const [verb, ...flags] = process.argv.slice(2);
if (verb === 'register') {
  await registerAlone(config, { dryRun: flags.includes('--dry-run'), print: console.log }).catch(refuseToStart);
  process.exit(0);
}
if (verb === 'db') {
  await runDatabaseVerb(flags, { database: config.database, print: console.log }).catch(refuseToStart);
  process.exit(0);
}

const { discord, captchaAi, http } = config;
const ofDatabase = isPostgresUrl(config.database) ? postgresSecrets(config.database) : [];
const secrets = [discord.token, discord.webhook?.token, captchaAi.apiKey, http.ingestToken, ...ofDatabase];
const log = createLog({ level: config.logLevel, secrets: secrets.filter((secret) => secret != null) });

let stopping = false;
let app: App | null = null;

/** Stops in order, and ends the process with the code even where something hangs. */
async function end(exitCode: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => {
    log.error({ afterMs: STOP_WITHIN_MS }, 'not stopped in time');
    process.exit(exitCode === 0 ? 1 : exitCode);
  }, STOP_WITHIN_MS).unref();
  await app?.stop().catch((err: unknown) => log.error({ err }, 'stopping failed'));
  log.info({ exitCode }, 'stopped');
  process.exit(exitCode);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(0));

const store = await openPatiently(config.database, log).catch(refuseToStart);
app = await createApp(config, {
  store,
  log,
  clock: { now: Date.now },
  random: Math.random,
  onFatal: (why) => {
    log.fatal({ why }, 'cannot go on, ending');
    void end(1);
  },
});

process.once('uncaughtException', (err) => {
  log.fatal({ err }, 'unexpected failure, ending');
  void end(1);
});
const { port } = await app.start().catch(refuseToStart);
log.info({ host: http.host, port }, 'ready');
