import { stringify } from 'yaml';
import { DEFAULT_NAME } from '../../monitor/accounts/account.ts';
import { referenceTo } from './references.ts';

const HEAD = `# yaml-language-server: $schema=https://unpkg.com/captchaai-discord-monitor/docs/monitor.schema.json
# What is watched: accounts with CaptchaAI, and the pipelines that spend from them. docs/pipelines.md explains every line.
# Keys and tokens stay in the environment or in .env; here they are named as \${NAME}.
`;

/** The file that says what settings alone say today: a database goes on with it as it is. */
export function fileFor(environment: Readonly<Record<string, string | undefined>>): string {
  const isOff = environment['BALANCE_ALERTS']?.trim() === 'off';
  const account = { apiKey: referenceTo('CAPTCHAAI_API_KEY'), ...(isOff ? { plan: 'threads' } : {}) };
  const pipeline = { account: DEFAULT_NAME, ingestToken: referenceTo('INGEST_TOKEN') };
  return HEAD + stringify({ accounts: { [DEFAULT_NAME]: account }, pipelines: { [DEFAULT_NAME]: pipeline } });
}
