import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { readSettings } from '../../src/config/readSettings.ts';
import { secretsOf } from '../../src/config/secretsOf.ts';
import { createHider } from '../../src/redaction/secretPattern.ts';
import { secretsIn } from '../../src/redaction/secretsIn.ts';

const REQUIRED = {
  DISCORD_TOKEN: 'x'.repeat(20),
  CAPTCHAAI_API_KEY: '0123456789abcdef0123456789abcdef',
  INGEST_TOKEN: 'a-token-of-the-tests',
};
const UUID = '5a9f3c1e-0b7d-4e52-9a1c-6f0d2b8e7c43';
const PUSH = 'QbYk7m0ZsW1pXe4TnR8uVj2LcGd5HfAo';
const KUMA = `https://kuma.example/api/push/${PUSH}`;
const GATUS = 'https://gatus.example/api/v1/endpoints/core_captcha-monitor/external';

const target = (url: string, token = '') =>
  parseConfig({ ...REQUIRED, HEARTBEAT_URL: url, HEARTBEAT_TOKEN: token }).heartbeat?.target;

describe('the address tells what it belongs to', () => {
  test.each([
    ['Healthchecks', `https://hc-ping.com/${UUID}`, 'other', 'GET', `https://hc-ping.com/${UUID}`],
    [
      'its slug',
      `https://hc-ping.com/kEy0/monitor?create=1`,
      'other',
      'GET',
      `https://hc-ping.com/kEy0/monitor?create=1`,
    ],
    ['one of your own', `https://hc.example/ping/${UUID}`, 'other', 'GET', `https://hc.example/ping/${UUID}`],
    [
      'Uptime Kuma, as it shows it',
      `${KUMA}?status=up&msg=OK&ping=`,
      'uptimeKuma',
      'GET',
      `${KUMA}?status=up&msg=OK&ping=`,
    ],
    ['Uptime Kuma, without a query', KUMA, 'uptimeKuma', 'GET', `${KUMA}?status=up&msg=OK&ping=`],
    ['Uptime Kuma with words of your own', `${KUMA}?msg=fine`, 'uptimeKuma', 'GET', `${KUMA}?msg=fine&status=up&ping=`],
    ['Gatus', GATUS, 'gatus', 'POST', `${GATUS}?success=true`],
    ['Gatus, with its query', `${GATUS}?success=true`, 'gatus', 'POST', `${GATUS}?success=true`],
    [
      'on this machine',
      `http://127.0.0.1:3001/api/push/${PUSH}`,
      'uptimeKuma',
      'GET',
      `http://127.0.0.1:3001/api/push/${PUSH}?status=up&msg=OK&ping=`,
    ],
  ])('%s', (_name, address, form, method, url) => {
    expect(target(address, 'gatus-token')).toEqual({ form, method, url, token: 'gatus-token' });
  });

  test('without an address there is no heartbeat, and none is called without a token by default', () => {
    expect(parseConfig(REQUIRED).heartbeat).toBeNull();
    expect(target(KUMA)).toMatchObject({ token: null });
    expect(parseConfig({ ...REQUIRED, HEARTBEAT_URL: KUMA }).heartbeat?.everyMs).toBe(60_000);
  });
});

describe('a setting that cannot be used is named, and nothing of it is repeated', () => {
  test.each([
    ['HEARTBEAT_URL', { HEARTBEAT_URL: 'hc-ping.com/hidden-word' }, /must be an http\(s\) address/],
    ['HEARTBEAT_URL', { HEARTBEAT_URL: 'http://hc-ping.com/hidden-word' }, /must begin with https:\/\//],
    ['HEARTBEAT_URL', { HEARTBEAT_URL: 'http://10.0.0.5:3001/api/push/hidden-word' }, /must begin with https:\/\//],
    ['HEARTBEAT_URL', { HEARTBEAT_URL: 'https://me:hidden-word@hc.example/x' }, /neither a user nor a password/],
    ['HEARTBEAT_URL', { HEARTBEAT_URL: 'https://hc.example/x#hidden-word' }, /must have no "#"/],
    ['HEARTBEAT_TOKEN', { HEARTBEAT_URL: KUMA, HEARTBEAT_TOKEN: 'hidden word' }, /without spaces/],
    ['HEARTBEAT_TOKEN', { HEARTBEAT_URL: GATUS }, /is missing: .* Gatus/],
    ['HEARTBEAT_SECONDS', { HEARTBEAT_SECONDS: '14' }, /must be at least 15/],
    ['HEARTBEAT_SECONDS', { HEARTBEAT_SECONDS: '86401' }, /must be at most 86,400/],
  ])('%s of %j', (name, changes, why) => {
    const { problems } = readSettings({ ...REQUIRED, ...changes });
    expect(problems).toEqual([expect.stringMatching(why)]);
    expect(problems[0]).toMatch(new RegExp(`^${name} .*\\.$`));
    expect(problems[0]).not.toContain('hidden');
  });

  test.each(['15', '86400'])('HEARTBEAT_SECONDS=%s is accepted', (seconds) => {
    const { heartbeat } = parseConfig({ ...REQUIRED, HEARTBEAT_URL: KUMA, HEARTBEAT_SECONDS: seconds });
    expect(heartbeat?.everyMs).toBe(Number(seconds) * 1_000);
  });
});

describe('what is secret in an address is hidden, and its words are not', () => {
  test.each([
    ['the id of a check', `https://hc-ping.com/${UUID}`, UUID],
    ['a ping key', 'https://hc-ping.com/fqOOd6-F4MMNuCEnzTU01w/captchaai-monitor-2', 'fqOOd6-F4MMNuCEnzTU01w'],
    [
      'a ping key without a dash',
      'https://hc-ping.com/fqOOd6F4MMNuCEnzTU01w/captchaai-monitor',
      'fqOOd6F4MMNuCEnzTU01w',
    ],
    ['a push token', KUMA, PUSH],
    ['a push token of letters', 'https://kuma.example/api/push/abcdEFghijkl', 'abcdEFghijkl'],
    ['a token in the query', 'https://beat.example/api/heartbeat?id=9f8e7d6c5b4a', '9f8e7d6c5b4a'],
  ])('%s', (_name, address, secret) => {
    const settings = { ...REQUIRED, HEARTBEAT_URL: address };
    for (const secrets of [secretsOf(parseConfig(settings)), secretsIn(settings)]) {
      const hide = createHider(secrets);
      expect(hide(`called ${secret}`)).toBe('called [secret]');
      expect(hide(`called ${secret.slice(-9)}`)).toBe('called [secret]');
      expect(hide(`GET ${parseConfig(settings).heartbeat?.target.url}`)).not.toContain(secret.slice(0, 8));
      const words = 'captchaai-monitor posts to /api/push, /api/v1/endpoints and an external heartbeat';
      expect(hide(words)).toBe(words);
    }
  });

  test('the token of Gatus', () => {
    const settings = { ...REQUIRED, HEARTBEAT_URL: GATUS, HEARTBEAT_TOKEN: 'potato-0123' };
    for (const secrets of [secretsOf(parseConfig(settings)), secretsIn(settings)]) {
      expect(createHider(secrets)('with potato-0123')).toBe('with [secret]');
    }
  });
});
