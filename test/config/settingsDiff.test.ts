// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the file of settings has such names.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { sealedSettings } from '../../src/config/inForce.ts';
import { environmentInForce } from '../../src/config/reload.ts';
import { differences } from '../../src/config/settingsDiff.ts';
import { test } from '../fixtures/test.ts';

const FILE = `accounts:
  main: { apiKey: \${KEY_MAIN} }
pipelines:
  shop:
    account: main
    ingestToken: \${TOKEN_SHOP}
    webhook: \${HOOK}
    queue: { rq: \${REDIS}, name: captcha }
    links: { errors: [{ label: Runbook, url: "https://wiki.example" }] }
    notes: { errors: Call Ann. }
    thresholds: { errors.rate: 20 }
`;
const SECRETS = {
  KEY_MAIN: '0123456789abcdef0123456789abcdef',
  TOKEN_SHOP: 'shop-token-0123456789',
  HOOK: 'https://discord.com/api/webhooks/123456789012345678/a-token-of-a-webhook',
  REDIS: 'redis://reader:hunter22-password@redis',
  DISCORD_TOKEN: 'a-token-of-twenty-letters-or-more',
};
type Changes = { readonly text?: (text: string) => string; readonly env?: Readonly<Record<string, string>> };

test.for<[string, Changes, readonly string[]]>([
  ['nothing', {}, []],
  ['a threshold', { text: (text) => text.replace('20', '30') }, ['pipelines.shop.thresholds.errors.rate: 20 → 30']],
  ['a note', { text: (text) => text.replace('Ann', 'Eve') }, ['pipelines.shop.notes.errors: Call Ann. → Call Eve.']],
  [
    'guilds',
    { text: (text) => `${text}    guilds: ["12345678901234567"]\n` },
    ['pipelines.shop.guilds: all → 12345678901234567'],
  ],
  ['a key', { env: { KEY_MAIN: 'f'.repeat(32) } }, ['accounts.main.apiKey: another value (a secret)']],
  [
    'a token',
    { env: { TOKEN_SHOP: 'other-token-0123456789' } },
    ['pipelines.shop.ingestToken: another value (a secret)'],
  ],
  [
    'a webhook that is gone',
    { text: (text) => text.replace(/ +webhook:.*\n/, '') },
    ['pipelines.shop.webhook: a secret → not set'],
  ],
  [
    'a password of a queue',
    { env: { REDIS: 'redis://reader:hunter23-password@redis' } },
    ['pipelines.shop.queue.rq: another value (a secret)'],
  ],
  [
    'the pause of a queue',
    { text: (text) => text.replace('name: captcha', 'name: captcha, seconds: 30') },
    ['pipelines.shop.queue.seconds: 15 → 30'],
  ],
  ['a port', { env: { HTTP_PORT: '9000' } }, ['HTTP_PORT: not set → 9000 (restart)']],
  [
    'a bot',
    { env: { DISCORD_TOKEN: 'another-token-of-twenty-letters' } },
    ['DISCORD_TOKEN: another value (a secret) (restart)'],
  ],
  [
    'a setting that holds at once',
    { env: { BALANCE_POLL_SECONDS: '30' } },
    ['BALANCE_POLL_SECONDS: not set → 30', 'accounts.main.pollSeconds: 60 → 30'],
  ],
])('%s is what differs', ([_name, changes, expected], { folder }) => {
  const { text = (same: string) => same, env = {} } = changes;
  const path = join(folder, 'monitor.yaml');
  const sealed = (file: string, more: Readonly<Record<string, string>>) => {
    writeFileSync(path, file);
    const environment = { ...SECRETS, MONITOR_FILE: path, ...more };
    return sealedSettings(environment, parseConfig(environment), 'salt');
  };
  const [before, after] = [sealed(FILE, {}), sealed(text(FILE), env)];
  const lines = differences(before, after).map(
    ({ name, change, needsRestart }) => `${name}: ${change}${needsRestart ? ' (restart)' : ''}`,
  );
  expect(lines).toEqual(expected);
  const everything = JSON.stringify([before, after]) + lines.join();
  for (const secret of [...Object.values(SECRETS), 'hunter22', 'a-token-of-a-webhook', ...Object.values(env)])
    if (secret.length > 8) expect(everything).not.toContain(secret);
});

test('hashes of one secret differ from process to process', () => {
  const environment = { ...SECRETS, CAPTCHAAI_API_KEY: SECRETS.KEY_MAIN, INGEST_TOKEN: SECRETS.TOKEN_SHOP };
  const sealed = (salt: string) => sealedSettings(environment, parseConfig(environment), salt);
  expect(sealed('a')['INGEST_TOKEN']).not.toEqual(sealed('b')['INGEST_TOKEN']);
  expect(sealed('a')).toEqual(sealed('a'));
});

test('after a reload, what needs a restart is in force as it was at the start', () => {
  expect(
    environmentInForce({ HTTP_PORT: '1', THREADS_PROBE: 'on' }, { HTTP_PORT: '2', THREADS_PROBE: 'off' }),
  ).toMatchObject({
    HTTP_PORT: '1',
    THREADS_PROBE: 'off',
  });
});
