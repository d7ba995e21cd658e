import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { readSettings } from '../../src/config/readSettings.ts';

const SETTINGS = {
  DISCORD_TOKEN: 'x'.repeat(20),
  CAPTCHAAI_API_KEY: '0123456789abcdef0123456789abcdef',
  INGEST_TOKEN: 'a-token-of-the-tests',
};
const WEBHOOK = 'https://discord.com/api/webhooks/100000000000000001/webhook-token';
const TLS = /must begin with https:\/\//;
const USER = /must have neither a user nor a password before the host/;
const QUERY = /must have no "\?" and no "#" in it/;
const AFTER_TOKEN = /must have nothing after the token, except \?thread_id=/;

test.each([
  ['CAPTCHAAI_URL', 'http://ocr.captchaai.com', TLS],
  ['CAPTCHAAI_URL', 'http://127.0.0.1.evil.test', TLS],
  ['CAPTCHAAI_URL', 'http://localhost.evil.test', TLS],
  ['CAPTCHAAI_URL', 'http://10.0.0.1', TLS],
  ['CAPTCHAAI_URL', 'https://me@ocr.captchaai.com', USER],
  ['CAPTCHAAI_URL', 'https://me:hidden-word@ocr.captchaai.com', USER],
  ['CAPTCHAAI_URL', 'https://:hidden-word@ocr.captchaai.com', USER],
  ['CAPTCHAAI_URL', 'https://ocr.captchaai.com?key=hidden-word', QUERY],
  ['CAPTCHAAI_URL', 'https://ocr.captchaai.com/?', QUERY],
  ['CAPTCHAAI_URL', 'https://ocr.captchaai.com#hidden-word', QUERY],
  ['DISCORD_API_URL', 'http://discord.com/api', TLS],
  ['DISCORD_API_URL', 'https://me:hidden-word@discord.com/api', USER],
  ['DISCORD_API_URL', 'https://discord.com/api?token=hidden-word', QUERY],
  ['DISCORD_API_URL', 'https://discord.com/api?thread_id=1', QUERY],
  ['DISCORD_WEBHOOK_URL', WEBHOOK.replace('https', 'http'), TLS],
  ['DISCORD_WEBHOOK_URL', WEBHOOK.replace('//', '//me:hidden-word@'), USER],
  ['DISCORD_WEBHOOK_URL', `${WEBHOOK}?wait=true`, AFTER_TOKEN],
  ['DISCORD_WEBHOOK_URL', `${WEBHOOK}?thread_id=100000000000000002&key=hidden-word`, AFTER_TOKEN],
  ['DISCORD_WEBHOOK_URL', `${WEBHOOK}#hidden-word`, AFTER_TOKEN],
])('%s=%s is refused in one sentence that repeats nothing of it', (name, value, why) => {
  const { problems } = readSettings({ ...SETTINGS, [name]: value });
  expect(problems).toEqual([expect.stringMatching(why)]);
  expect(problems[0]).toMatch(new RegExp(`^${name} .*\\.$`));
  expect(problems[0]).not.toMatch(/hidden|webhook-token|evil|10\.0/);
});

test.each([
  ['CAPTCHAAI_URL', 'https://ocr.captchaai.com'],
  ['CAPTCHAAI_URL', 'http://localhost:4000'],
  ['CAPTCHAAI_URL', 'http://127.0.0.1:4000'],
  ['CAPTCHAAI_URL', 'http://127.8.9.10'],
  ['CAPTCHAAI_URL', 'http://[::1]:4000'],
  ['DISCORD_API_URL', 'http://localhost:4000/api'],
  ['DISCORD_WEBHOOK_URL', WEBHOOK],
  ['DISCORD_WEBHOOK_URL', `${WEBHOOK}?thread_id=100000000000000002`],
])('%s=%s is accepted', (name, value) => {
  expect(() => parseConfig({ ...SETTINGS, [name]: value })).not.toThrow();
});
