import { isPostgresUrl, postgresSecrets } from '../store/postgresUrl.ts';
import { addressSecrets } from './addressSecrets.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings that hold a secret. Each may be in a file instead. */
export const SECRETS: readonly string[] = [
  'DISCORD_TOKEN',
  'DISCORD_WEBHOOK_URL',
  'CAPTCHAAI_API_KEY',
  'INGEST_TOKEN',
  'DATABASE_URL',
  'QUEUE_URL',
  'QUEUE_PASSWORD',
  'QUEUE_TOKEN',
  'HEARTBEAT_URL',
  'HEARTBEAT_TOKEN',
];
/** Read by the AWS SDK alone, which knows files of its own. */
const OTHERS: readonly string[] = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
/** A setting of fewer characters is no secret of anybody, and would be found in any text. */
const SHORTEST_SECRET = 6;

/**
 * The secrets of an environment, also where its settings cannot be used; of a webhook's address the end is one too.
 * @param referred what a file calls secrets of its own.
 */
export function secretsIn(environment: Environment, referred: readonly string[] = []): readonly string[] {
  const own = [...SECRETS, ...OTHERS].flatMap((name) => {
    const value = environment[name]?.trim() ?? '';
    if (name === 'DISCORD_WEBHOOK_URL') return [value, webhookToken(value)];
    if (name === 'HEARTBEAT_URL') return addressSecrets(value);
    return name.endsWith('_URL') ? postgresSecrets(value) : [value];
  });
  return [...own, ...referred.flatMap(secretsOfAny)].filter(({ length }) => length >= SHORTEST_SECRET);
}

/** Of an address, what was drawn by chance is one too; the ids in that of a webhook of Discord are none. */
function secretsOfAny(value: string): readonly string[] {
  if (value.includes('/webhooks/')) return [value, webhookToken(value)];
  return isPostgresUrl(value) || !value.includes('://') ? postgresSecrets(value) : addressSecrets(value);
}

function webhookToken(address: string): string {
  const [path = ''] = address.split(/[?#]/);
  return path.replace(/\/+$/, '').split('/').at(-1) ?? '';
}
