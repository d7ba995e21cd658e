import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { type Config, parseConfig } from '../../../src/config/config.ts';
import { fileSecrets } from '../../../src/config/fileSecrets.ts';
import { ConfigError } from '../../../src/config/readSettings.ts';
import { secretsOf } from '../../../src/config/secretsOf.ts';
import { createHider } from '../../../src/redaction/secretPattern.ts';
import { secretsIn } from '../../../src/redaction/secretsIn.ts';
import { test } from '../../fixtures/test.ts';

const ENVIRONMENT = {
  DISCORD_TOKEN: 'a-token-of-twenty-letters-or-more',
  CAPTCHAAI_API_KEY: '0123456789abcdef0123456789abcdef',
  INGEST_TOKEN: 'shop-token-0123456789',
  PAGERDUTY_ROUTING_KEY: 'R0123456789abcdefR0123456789abcd',
  WEBHOOK_URL: 'https://hooks.example/T0AB1CD2EF/x?k=1',
  WEBHOOK_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  INCIDENT_IO_TOKEN: 'incident-io-token-0123456789',
  NTFY_TOPIC: 'captcha-Zx81QpLm77',
  NTFY_TOKEN: 'tk_0123456789abcdefghijklmnopqrs',
};

const FILE = `accounts: { main: { apiKey: \${CAPTCHAAI_API_KEY} } }
pipelines: { shop: { account: main, ingestToken: \${INGEST_TOKEN} } }
receivers:
`;

/** A file with these lines of receivers. */
function configOf(folder: string, lines: string, more: Readonly<Record<string, string>> = {}): Config {
  const path = join(folder, 'monitor.yaml');
  writeFileSync(path, `${FILE}${lines}\n`);
  return parseConfig({ ...ENVIRONMENT, ...more, MONITOR_FILE: path });
}

/** What is wrong, from its line on. */
function refusalOf(folder: string, lines: string, more: Readonly<Record<string, string>> = {}): string {
  try {
    configOf(folder, lines, more);
  } catch (err) {
    if (!(err instanceof ConfigError)) throw err;
    const found = err.message.split('\n').filter((line) => line.includes('receivers'));
    return found.map((line) => line.trim().replace(`${join(folder, 'monitor.yaml')}:`, '')).join('\n');
  }
  return 'it was taken';
}

const CRITICAL = { from: 'critical', guildIds: null, allowPrivate: false };

describe('each kind of receiver is read', () => {
  test.for<[string, object]>([
    [`{ pagerduty: \${PAGERDUTY_ROUTING_KEY} }`, { type: 'pagerduty', routingKey: ENVIRONMENT.PAGERDUTY_ROUTING_KEY }],
    [
      `{ pagerduty: \${PAGERDUTY_ROUTING_KEY}, url: "https://events.eu.pagerduty.com/v2/enqueue" }`,
      {
        type: 'pagerduty',
        routingKey: ENVIRONMENT.PAGERDUTY_ROUTING_KEY,
        url: 'https://events.eu.pagerduty.com/v2/enqueue',
      },
    ],
    [
      `{ webhook: \${WEBHOOK_URL}, secret: \${WEBHOOK_SECRET} }`,
      { type: 'webhook', url: ENVIRONMENT.WEBHOOK_URL, secret: ENVIRONMENT.WEBHOOK_SECRET },
    ],
    [
      '{ alertmanagerWebhook: "https://oncall.example/alerts?team=1" }',
      { type: 'alertmanagerWebhook', url: 'https://oncall.example/alerts?team=1' },
    ],
    [
      `{ incidentio: "https://api.incident.io/v2/alert_events/http/01GW2G3V0S59R238FAHPDS1R66", token: \${INCIDENT_IO_TOKEN} }`,
      {
        type: 'incidentio',
        url: 'https://api.incident.io/v2/alert_events/http/01GW2G3V0S59R238FAHPDS1R66',
        token: ENVIRONMENT.INCIDENT_IO_TOKEN,
      },
    ],
    [
      `{ ntfy: "https://ntfy.sh", topic: \${NTFY_TOPIC}, token: \${NTFY_TOKEN} }`,
      { type: 'ntfy', url: 'https://ntfy.sh', topic: ENVIRONMENT.NTFY_TOPIC, token: ENVIRONMENT.NTFY_TOKEN },
    ],
    [
      '{ alertmanager: "https://alertmanager.example/base" }',
      { type: 'alertmanager', url: 'https://alertmanager.example/base' },
    ],
  ])('%s', ([line, target], { folder }) => {
    expect(configOf(folder, `  pager: ${line}`).receivers).toEqual([{ name: 'pager', ...CRITICAL, target }]);
  });

  test('with the servers that it is notified of, and from what severity', ({ folder }) => {
    const more = 'from: warning, guilds: ["12345678901234567"], allowPrivate: true';
    expect(configOf(folder, `  inside: { alertmanager: "http://10.0.0.5:9093", ${more} }`).receivers).toMatchObject([
      { name: 'inside', from: 'warning', guildIds: ['12345678901234567'], allowPrivate: true },
    ]);
  });

  test('a file without any has none', ({ folder }) => expect(configOf(folder, '  {}').receivers).toEqual([]));
});

describe('what is wrong is named', () => {
  test.for<[string, string, RegExp]>([
    ['a key itself', '{ pagerduty: R0123456789abcdefR0123456789abcd }', /pager\.pagerduty is a secret and must not/],
    ['nothing', '{ from: warning }', /^4:3: receivers\.pager must have exactly one of pagerduty, webhook, /],
    [
      'two of them',
      `{ ntfy: "https://ntfy.sh", topic: \${NTFY_TOPIC}, pagerduty: \${PAGERDUTY_ROUTING_KEY} }`,
      /exactly one of/,
    ],
    ['no secret', '{ webhook: "https://hooks.example" }', /receivers\.pager\.secret is missing/],
    ['no token', '{ incidentio: "https://api.incident.io/x" }', /receivers\.pager\.token is missing/],
    ['no topic', '{ ntfy: "https://ntfy.sh" }', /receivers\.pager\.topic is missing/],
    [
      'one too many',
      `{ pagerduty: \${PAGERDUTY_ROUTING_KEY}, token: \${NTFY_TOKEN} }`,
      /pager\.token does not belong to pagerduty/,
    ],
    [
      'another severity',
      `{ pagerduty: \${PAGERDUTY_ROUTING_KEY}, from: error }`,
      /pager\.from must be critical or warning/,
    ],
    [
      'a mistyped one',
      `{ pagerdutty: \${PAGERDUTY_ROUTING_KEY} }`,
      /pagerdutty is not known\. Did you mean pagerduty\?/,
    ],
    [
      'a name that is not set',
      `{ pagerduty: \${PAGERDUTY_KEY} }`,
      /pager\.pagerduty names PAGERDUTY_KEY, which is not set/,
    ],
    ['no address', '{ alertmanager: alertmanager:9093 }', /pager\.alertmanager must be an http\(s\) address/],
    [
      'a secret in an address',
      '{ alertmanagerWebhook: "https://x.example/aB3dE5fG7h" }',
      /has a part that looks like a secret/,
    ],
    ['a user in an address', '{ alertmanager: "https://u:p@x.example" }', /must have neither a user nor a password/],
    ['a query where there is none', '{ alertmanager: "https://x.example/?a=b" }', /must have no "\?"/],
    ['plain http', '{ alertmanager: "http://x.example" }', /must begin with https:/],
    [
      'plain http for a token',
      `{ alertmanager: "http://10.0.0.5", token: \${NTFY_TOKEN}, allowPrivate: true }`,
      /must begin with https:/,
    ],
    ['this machine', '{ alertmanager: "http://localhost:9093" }', /add allowPrivate: true where that is meant/],
    ['a private network', '{ alertmanager: "https://10.0.0.5" }', /add allowPrivate: true where that is meant/],
  ])('%s', ([, line, expected], { folder }) => {
    expect(refusalOf(folder, `  pager: ${line}`)).toMatch(expected);
  });

  test.for<[keyof typeof ENVIRONMENT, string, string]>([
    ['PAGERDUTY_ROUTING_KEY', 'R0123456789abcdefR0123456789abc', `{ pagerduty: \${PAGERDUTY_ROUTING_KEY} }`],
    [
      'WEBHOOK_SECRET',
      'no-base64-but-long-enough-to-be-it',
      `{ webhook: "https://x.example", secret: \${WEBHOOK_SECRET} }`,
    ],
    [
      'WEBHOOK_SECRET',
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS',
      `{ webhook: "https://x.example", secret: \${WEBHOOK_SECRET} }`,
    ],
    ['NTFY_TOPIC', 'two words', `{ ntfy: "https://ntfy.sh", topic: \${NTFY_TOPIC} }`],
    ['NTFY_TOKEN', 'short', `{ alertmanager: "https://x.example", token: \${NTFY_TOKEN} }`],
    ['WEBHOOK_URL', 'hooks.example/secret', `{ webhook: \${WEBHOOK_URL}, secret: \${WEBHOOK_SECRET} }`],
    ['WEBHOOK_URL', 'http://hooks.example/a-secret-part', `{ webhook: \${WEBHOOK_URL}, secret: \${WEBHOOK_SECRET} }`],
  ])('a value of %s that cannot be one, without the value', ([name, value, line], { folder }) => {
    const refusal = refusalOf(folder, `  pager: ${line}`, { [name]: value });
    expect(refusal).toMatch(/^4:\d+: receivers\.pager\.\w+ (?:names|must)/);
    expect(refusal).not.toContain(value);
  });
});

test('the secrets of receivers appear nowhere', ({ folder }) => {
  const lines = `  a: { pagerduty: \${PAGERDUTY_ROUTING_KEY} }
  b: { webhook: \${WEBHOOK_URL}, secret: \${WEBHOOK_SECRET} }
  c: { incidentio: "https://api.incident.io/x", token: \${INCIDENT_IO_TOKEN} }
  d: { ntfy: "https://ntfy.sh", topic: \${NTFY_TOPIC}, token: \${NTFY_TOKEN} }`;
  const hide = createHider(secretsOf(configOf(folder, lines)));
  const { PAGERDUTY_ROUTING_KEY, WEBHOOK_URL, WEBHOOK_SECRET, INCIDENT_IO_TOKEN, NTFY_TOPIC, NTFY_TOKEN } = ENVIRONMENT;
  for (const secret of [
    PAGERDUTY_ROUTING_KEY,
    WEBHOOK_URL,
    'T0AB1CD2EF',
    WEBHOOK_SECRET,
    WEBHOOK_SECRET.slice('whsec_'.length),
    INCIDENT_IO_TOKEN,
    NTFY_TOPIC,
    NTFY_TOKEN,
  ])
    expect(hide(`it is ${secret} there`)).toBe('it is [secret] there');
});

test('nor where the file cannot be used', ({ folder }) => {
  const path = join(folder, 'monitor.yaml');
  const key = join(folder, 'key');
  writeFileSync(
    path,
    `receivers: { a: { pagerduty: \${KEY} }, b: { webhook: \${WEBHOOK_URL} }, c: { token: \${SHORT} } }`,
  );
  writeFileSync(key, ENVIRONMENT.PAGERDUTY_ROUTING_KEY);
  const environment = { ...ENVIRONMENT, MONITOR_FILE: path, KEY_FILE: key, SHORT: '12345' };
  expect(() => parseConfig(environment)).toThrow(ConfigError);
  const { PAGERDUTY_ROUTING_KEY, WEBHOOK_URL } = ENVIRONMENT;
  expect(secretsIn({}, fileSecrets(environment))).toEqual([PAGERDUTY_ROUTING_KEY, WEBHOOK_URL, 'T0AB1CD2EF']);
  expect(fileSecrets({})).toEqual([]);
});
