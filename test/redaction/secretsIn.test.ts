import { expect, test } from 'vitest';
import { secretsIn } from '../../src/redaction/secretsIn.ts';

test.each([
  ['nothing', {}, []],
  ['what is no secret', { HTTP_HOST: '127.0.0.1', DISCORD_GUILD_IDS: '100000000000000001' }, []],
  [
    'secrets, without the space around',
    { DISCORD_TOKEN: ' token-0 ', INGEST_TOKEN: 'ingest-0' },
    ['token-0', 'ingest-0'],
  ],
  ['the address of a webhook', { DISCORD_WEBHOOK_URL: 'https://x/1/token-1' }, ['https://x/1/token-1', 'token-1']],
  ['one that ends with a slash', { DISCORD_WEBHOOK_URL: 'https://x/1/token-1/' }, ['https://x/1/token-1/', 'token-1']],
  [
    'the address of a heartbeat',
    { HEARTBEAT_URL: 'https://hc.example/ping/5a9f3c1e-0b7d-4e52-9a1c-6f0d2b8e7c43', HEARTBEAT_TOKEN: 'gatus-0' },
    ['https://hc.example/ping/5a9f3c1e-0b7d-4e52-9a1c-6f0d2b8e7c43', '5a9f3c1e-0b7d-4e52-9a1c-6f0d2b8e7c43', 'gatus-0'],
  ],
  ['just too few characters', { CAPTCHAAI_API_KEY: '12345' }, []],
  ['just enough', { CAPTCHAAI_API_KEY: '123456' }, ['123456']],
])('%s', (_name, environment, secrets) => {
  expect(secretsIn(environment)).toEqual(secrets);
});
