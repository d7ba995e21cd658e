import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { stringify } from 'yaml';
import { type Config, parseConfig } from '../../../src/config/config.ts';
import { monitorFileSchema } from '../../../src/config/file/schema.ts';
import { fileFor } from '../../../src/config/file/writeMonitorFile.ts';
import { ConfigError } from '../../../src/config/readSettings.ts';
import { secretsOf } from '../../../src/config/secretsOf.ts';
import { ALERT_KINDS } from '../../../src/monitor/types.ts';
import { test } from '../../fixtures/test.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const OTHER_KEY = 'fedcba9876543210fedcba9876543210';
const ENVIRONMENT = {
  DISCORD_TOKEN: 'a-token-of-twenty-letters-or-more',
  CAPTCHAAI_API_KEY: KEY,
  CAPTCHAAI_API_KEY_EU: OTHER_KEY,
  INGEST_TOKEN_SHOP: 'shop-token-0123456789',
  INGEST_TOKEN_TICKETS: 'tickets-token-0123456789',
  TICKETS_WEBHOOK:
    'https://discord.com/api/webhooks/123456789012345678/a-token-of-a-webhook-0123456789?thread_id=223456789012345678',
  PAGERDUTY_ROUTING_KEY: 'R0123456789abcdefR0123456789abcd',
};

/** As product.md shows it. */
const FILE = `accounts:
  main:  { apiKey: \${CAPTCHAAI_API_KEY} }
  eu:    { apiKey: \${CAPTCHAAI_API_KEY_EU}, plan: threads }      # balance and runway off
pipelines:
  shop:
    account: main
    ingestToken: \${INGEST_TOKEN_SHOP}
    thresholds: { errors.rate: 20 }
    links: { errors: [{ label: Runbook, url: https://wiki.example/captcha }] }
  tickets: { account: eu, ingestToken: \${INGEST_TOKEN_TICKETS}, guilds: ["12345678901234567"], webhook: \${TICKETS_WEBHOOK} }
receivers:
  pager: { pagerduty: \${PAGERDUTY_ROUTING_KEY} }
escalation: [{ after: 5m, mention: "role:12345678901234567" }, { after: 15m, receiver: pager }]
`;

function configOf(folder: string, text: string, more: Readonly<Record<string, string>> = {}): Config {
  const path = join(folder, 'monitor.yaml');
  writeFileSync(path, text);
  return parseConfig({ ...ENVIRONMENT, ...more, MONITOR_FILE: path });
}

/** The lines of the refusal, without the folder. */
function refusalOf(folder: string, text: string, more: Readonly<Record<string, string>> = {}): readonly string[] {
  try {
    configOf(folder, text, more);
  } catch (err) {
    if (!(err instanceof ConfigError)) throw err;
    const lines = err.message.split('\n').filter((line) => line.startsWith('  '));
    return lines.map((line) => line.trim().replace(`${join(folder, 'monitor.yaml')}:`, ''));
  }
  throw new Error('it was taken');
}

describe('a file of accounts and pipelines', () => {
  test('is read with the secrets that it names', ({ folder }) => {
    const { accounts, pipelines, thresholds } = configOf(folder, FILE);
    expect(accounts).toMatchObject([
      { name: 'main', pipelines: ['shop'], hasBalance: true, captchaAi: { apiKey: KEY, pollMs: 60_000 } },
      { name: 'eu', pipelines: ['tickets'], hasBalance: false, captchaAi: { apiKey: OTHER_KEY } },
    ]);
    expect(pipelines).toMatchObject([
      { name: 'shop', account: 'main', ingestToken: 'shop-token-0123456789', guildIds: null },
      { name: 'tickets', account: 'eu', ingestToken: 'tickets-token-0123456789', guildIds: ['12345678901234567'] },
    ]);
    expect(pipelines.map(({ webhook }) => webhook)).toEqual([
      null,
      { id: '123456789012345678', token: 'a-token-of-a-webhook-0123456789', threadId: '223456789012345678' },
    ]);
    expect(pipelines.map((each) => each.thresholds.errors.rate)).toEqual([0.2, 0.15]);
    expect(pipelines[1]?.thresholds).toBe(thresholds);
  });

  test('says what is silent and in which form, before the settings', ({ folder }) => {
    expect(configOf(folder, FILE).noise).toEqual({ silent: [], format: 'full' });
    const text = `${FILE}silent: [summaries]\nformat: compact\n`;
    expect(configOf(folder, text).noise).toEqual({ silent: ['summaries'], format: 'compact' });
    const lines = refusalOf(folder, `${FILE}silent: [critical]\nformat: long\n`);
    expect(lines).toEqual([
      expect.stringMatching(/14:10: silent\.0 must be one of warnings, recoveries, summaries\.$/),
      expect.stringMatching(/15:1: format must be full or compact\.$/),
    ]);
  });

  test('says whether incidents have threads, before the settings', ({ folder }) => {
    expect(configOf(folder, FILE).threads).toBe('off');
    expect(configOf(folder, `${FILE}incidentThreads: thread\n`).threads).toBe('thread');
    expect(refusalOf(folder, `${FILE}incidentThreads: forum\n`)).toEqual([
      expect.stringMatching(/14:1: incidentThreads must be one of off, thread, post\.$/),
    ]);
  });

  test('has quiet hours, every day and for all kinds where it says nothing else', ({ folder }) => {
    const text = `${FILE}quietHours:
  - { from: 22:00, to: "07:00" }
  - { days: "sat, sun", from: "00:00", to: "00:00", alerts: [latency, queue], passes: nothing }
`;
    expect(configOf(folder, text).quietHours).toEqual([
      { id: 1, weekdays: [1, 2, 3, 4, 5, 6, 7], from: 1_320, to: 420, kinds: null, passes: 'critical' },
      { id: 2, weekdays: [6, 7], from: 0, to: 0, kinds: ['queue', 'latency'], passes: 'nothing' },
    ]);
    expect(configOf(folder, FILE).quietHours).toEqual([]);
  });

  test.for([
    [
      'a time',
      '- { from: "24:00", to: "07:00" }',
      '15:7: quietHours.0.from must be a time of day in quotes, such as "22:00".',
    ],
    [
      'days',
      '- { days: someday, from: "22:00", to: "07:00" }',
      '15:7: quietHours.0.days must name weekdays, such as mon-fri, sat, weekend or daily.',
    ],
    [
      'a kind',
      '- { from: "22:00", to: "07:00", alerts: [ballance] }',
      /^15:\d+: quietHours\.0\.alerts\.0 must be one of balance, errors/,
    ],
    [
      'what passes',
      '- { from: "22:00", to: "07:00", passes: all }',
      '15:35: quietHours.0.passes must be critical or nothing.',
    ],
    ['no end', '- { from: "22:00" }', '15:5: quietHours.0.to is missing.'],
    [
      'no time left',
      '- { from: "07:00", to: "07:00", alerts: [queue] }',
      '14:1: quietHours leave no time of the week in which alerts about queue can be sent. Leave some time free.',
    ],
  ] as const)('refuses quiet hours with %s that is wrong, by line and column', ([, line, refusal], { folder }) => {
    const lines = refusalOf(folder, `${FILE}quietHours:\n  ${line}\n`);
    expect(lines).toEqual([typeof refusal === 'string' ? refusal : expect.stringMatching(refusal)]);
  });

  test('has its secrets kept out of everything', ({ folder }) => {
    const secrets = secretsOf(configOf(folder, FILE));
    for (const name of [
      'CAPTCHAAI_API_KEY',
      'CAPTCHAAI_API_KEY_EU',
      'INGEST_TOKEN_SHOP',
      'INGEST_TOKEN_TICKETS',
    ] as const)
      expect(secrets).toContain(ENVIRONMENT[name]);
    expect(secrets).toContain('a-token-of-a-webhook-0123456789');
  });

  test.for<[string, (text: string) => string, string | RegExp]>([
    [
      'a key',
      (text) => text.replace('account: main', 'acount: main'),
      '6:5: pipelines.shop.acount is not known. Did you mean account?',
    ],
    ['what is missing', (text) => text.replace('    account: main\n', ''), '5:3: pipelines.shop.account is missing.'],
    [
      'a secret',
      (text) => text.replace(`\${CAPTCHAAI_API_KEY}`, KEY),
      /^2:12: accounts\.main\.apiKey is a secret and must not stand in this file\..*\$\{CAPTCHAAI_API_KEY\}/,
    ],
    [
      'a threshold',
      (text) => text.replace('errors.rate: 20', 'errors.rate: 101'),
      '8:19: pipelines.shop.thresholds.errors.rate must be at most 100.',
    ],
    [
      'thresholds together',
      (text) => text.replace('errors.rate: 20', 'errors.rate: 5'),
      /^8:5: pipelines\.shop\.thresholds do not fit one another\. /,
    ],
    [
      'an account',
      (text) => text.replace('account: main', 'account: mainn'),
      '6:5: pipelines.shop.account is mainn, which is not an account of this file. Did you mean main?',
    ],
    ['a name', (text) => text.replace('  shop:', '  Shop:'), /^5:3: pipelines\.Shop must be a name such as shop/],
    [
      'a server',
      (text) => text.replace('["12345678901234567"]', '["12"]'),
      /^10:\d+: pipelines\.tickets\.guilds\.0 must be a Discord id/,
    ],
    [
      'a step',
      (text) => text.replace('{ after: 5m, mention: "role:12345678901234567" }', '{ after: 5m }'),
      /^13:14: escalation\.0 must say whom to notify/,
    ],
    [
      'a plan',
      (text) => text.replace('plan: threads', 'plan: thread'),
      '3:45: accounts.eu.plan must be balance (pay as you go) or threads.',
    ],
    [
      'an address that would show the key to everybody on the way',
      (text) => text.replace('plan: threads', 'plan: threads, url: "http://captchaai.example"'),
      /^3:\d+: accounts\.eu\.url must begin with https/,
    ],
    [
      'an address with something after it',
      (text) => text.replace('plan: threads', 'plan: threads, url: "https://captchaai.example/res.php"'),
      /^3:\d+: accounts\.eu\.url must be the base address of the server/,
    ],
    [
      'a link',
      (text) => text.replace('https://wiki.example/captcha', 'wiki'),
      /^9:\d+: pipelines\.shop\.links\.errors\.0\.url must be an http\(s\) address/,
    ],
    [
      'a link with a secret in it',
      (text) => text.replace('https://wiki.example/captcha', '"https://wiki.example/?token=abcdefgh12345678"'),
      /^9:\d+: pipelines\.shop\.links\.errors\.0\.url holds a secret/,
    ],
    [
      'a link that is too long for Discord',
      (text) => text.replace('https://wiki.example/captcha', `https://wiki.example/${'x'.repeat(492)}`),
      /^9:\d+: pipelines\.shop\.links\.errors\.0\.url must be at most 512 characters/,
    ],
    [
      'four links',
      (text) => text.replace(/\[(\{ label.*\})\]/, '[$1, $1, $1, $1]'),
      /^9:\d+: pipelines\.shop\.links\.errors must be at most three links/,
    ],
    [
      'a note of a kind that there is not',
      (text) => `${text}notes: { error: "Call Ann." }\n`,
      /^14:10: notes\.error is not known\. Did you mean errors\?/,
    ],
    [
      'a note of nothing but spaces',
      (text) => `${text}notes: { errors: "  " }\n`,
      /^14:10: notes\.errors must not be empty/,
    ],
    ['what is no YAML', (text) => text.replace('shop:\n', 'shop\n'), /^\d+:\d+: /],
    [
      'an account without a pipeline',
      (text) => text.replace('account: eu', 'account: main'),
      /^3:3: accounts\.eu has no pipeline/,
    ],
    [
      'a token that another pipeline has',
      (text) => text.replace('INGEST_TOKEN_TICKETS', 'INGEST_TOKEN_SHOP'),
      /^10:\d+: pipelines\.tickets\.ingestToken has the same value as pipelines\.shop\.ingestToken/,
    ],
    [
      'a name that is not set',
      (text) => text.replace('INGEST_TOKEN_TICKETS', 'INGEST_TOKEN_TICKET'),
      /^10:\d+: pipelines\.tickets\.ingestToken names INGEST_TOKEN_TICKET, which is not set/,
    ],
  ])('that is wrong is refused by line and column: %s', ([_name, spoil, expected], { folder }) => {
    const spoiled = spoil(FILE);
    expect(spoiled).not.toBe(FILE);
    expect(refusalOf(folder, spoiled)).toContainEqual(
      expect.stringMatching(
        typeof expected === 'string' ? new RegExp(`^${expected.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) : expected,
      ),
    );
  });

  test('has everything that is wrong with it named at once, beside what is wrong with the settings', ({ folder }) => {
    const text = FILE.replace('errors.rate: 20', 'errors.rte: 20').replace('plan: threads', 'plan: thread');
    const lines = refusalOf(folder, text, { HTTP_PORT: 'x' });
    expect(lines).toHaveLength(3);
    expect(lines.join('\n')).toMatch(/HTTP_PORT[\s\S]*accounts\.eu\.plan[\s\S]*Did you mean errors\.rate\?/);
  });

  test('has links and notes for all pipelines, over which a pipeline may have its own', ({ folder }) => {
    const text = `${FILE}notes: { errors: "Call Ann.", balance: "Ask Bob." }
links: { errors: [{ label: "All $<ERRORS>", url: "https://all.example" }], queue: [{ label: Queue, url: "https://q.example" }] }
`.replace('    links:', '    notes: { errors: "Call Eve." }\n    links:');
    const [shop, tickets] = configOf(folder, text).pipelines;
    expect(shop?.notes).toEqual({ errors: 'Call Eve.', balance: 'Ask Bob.' });
    expect(tickets?.notes).toEqual({ errors: 'Call Ann.', balance: 'Ask Bob.' });
    expect(shop?.links.errors).toEqual([{ label: 'Runbook', url: 'https://wiki.example/captcha' }]);
    expect(shop?.links.queue).toEqual(tickets?.links.queue);
    expect(tickets?.links.errors).toEqual([{ label: 'All $<ERRORS>', url: 'https://all.example' }]);
  });

  test.for([
    ['a file that is not there', 'nowhere.yaml', 'does not exist'],
    ['a folder', '.', 'is a folder'],
    ['what never ends', '/dev/zero', 'is not a file, but a pipe or a device'],
  ] as const)('%s is said, without what it names', ([_what, name, why], { folder }) => {
    const MONITOR_FILE = name.startsWith('/') ? name : join(folder, name);
    expect(() => parseConfig({ ...ENVIRONMENT, MONITOR_FILE })).toThrow(`MONITOR_FILE names a file that ${why}.`);
  });

  test('in another encoding than UTF-8 is not guessed at', ({ folder }) => {
    const path = join(folder, 'monitor.yaml');
    writeFileSync(path, Buffer.from(`${FILE}notes: { errors: J\xf6rg }\n`, 'latin1'));
    expect(() => parseConfig({ ...ENVIRONMENT, MONITOR_FILE: path })).toThrow('is not written in UTF-8');
  });

  test.for([
    ['the API key in a note', `notes: { errors: "The key is ${KEY}" }`, 'notes.errors holds a secret, which'],
    [
      'a token in the address of a link',
      `links: { queue: [{ label: a, url: "https://w.example/?t=${ENVIRONMENT.INGEST_TOKEN_SHOP}" }] }`,
      'links.queue.0.url holds a secret, which',
    ],
    [
      'a token as a label',
      `links: { queue: [{ label: ${ENVIRONMENT.INGEST_TOKEN_SHOP}, url: "https://w.example" }] }`,
      'links.queue.0.label holds',
    ],
    ['the token of the bot', `notes: { queue: "${ENVIRONMENT.DISCORD_TOKEN}" }`, 'notes.queue holds a secret, which'],
    [
      'what calls itself a secret',
      'notes: { queue: "log in with password=hunter2hunter2" }',
      'notes.queue holds a secret, which',
    ],
    [
      'the name of a secret',
      'notes: { queue: "see $' + '{CAPTCHAAI_API_KEY}" }',
      'notes.queue names CAPTCHAAI_API_KEY, which is not put in here',
    ],
  ] as const)('%s, which everybody would see, is refused without showing it', ([_what, lines, refusal], { folder }) => {
    const problems = refusalOf(folder, `${FILE}${lines}\n`);
    expect(problems).toEqual([expect.stringContaining(refusal)]);
    for (const secret of Object.values(ENVIRONMENT)) expect(problems.join()).not.toContain(secret);
  });

  test('a key that is a token too is refused', ({ folder }) => {
    expect(refusalOf(folder, FILE, { INGEST_TOKEN_SHOP: KEY })).toEqual([
      expect.stringContaining('pipelines.shop.ingestToken has the same value as accounts.main.apiKey'),
    ]);
  });

  test.for([
    [
      'a word that begins with a star',
      'notes: { errors: *ask }',
      /^14:\d+: \*ask refers to a part of the file that does not exist\. Text that begins with \* stands in quotes\.$/,
    ],
    [
      'a name that JavaScript keeps for itself',
      'thresholds: { __proto__: { errors.rate: 5 } }',
      /^14:\d+: __proto__ cannot be a name\.$/,
    ],
    [
      'a second document',
      '---\naccounts: {}',
      /^14:\d+: the file holds several documents: remove the lines that say ---\.$/,
    ],
    [
      'what repeats itself without end',
      `x: &a [1,1,1,1,1,1,1,1,1]\ny: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nz: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nw: [*c,*c,*c,*c,*c,*c,*c,*c,*c]`,
      /^1:1: The file repeats parts of itself too often\.$/,
    ],
  ] as const)('%s is said in words', ([_what, lines, refusal], { folder }) => {
    expect(refusalOf(folder, `${FILE}${lines}\n`)).toEqual([expect.stringMatching(refusal)]);
  });

  test('may use one part twice, as YAML can', ({ folder }) => {
    const text = FILE.replace('thresholds: { errors.rate: 20 }', 'thresholds: &usual { errors.rate: 20 }').replace(
      'tickets: { account: eu,',
      'tickets: { thresholds: *usual, account: eu,',
    );
    expect(configOf(folder, text).pipelines.map(({ thresholds }) => thresholds.errors.rate)).toEqual([0.2, 0.2]);
  });

  test('with a secret of the wrong form says so without it', ({ folder }) => {
    const lines = refusalOf(folder, FILE, { CAPTCHAAI_API_KEY: 'too-short-to-be-a-key' });
    expect(lines).toEqual([
      '2:12: accounts.main.apiKey names CAPTCHAAI_API_KEY, which must hold the 32 characters of a CaptchaAI API key.',
    ]);
  });

  test.for([
    ['https://discord.com/api/webhooks/1/x', /must be the whole address that Discord shows/],
    ['https://example.com/api/webhooks/123456789012345678/secret-token', /must be the whole address/],
    ['http://discord.com/api/webhooks/123456789012345678/secret-token', /must begin with https/],
    ['https://discord.com/api/webhooks/123456789012345678/secret-token?wait=true', /must have nothing after the token/],
  ] as const)('with %s as a webhook says so without it', ([address, why], { folder }) => {
    const lines = refusalOf(folder, FILE, { TICKETS_WEBHOOK: address });
    expect(lines).toEqual([
      expect.stringMatching(/^10:\d+: pipelines\.tickets\.webhook names TICKETS_WEBHOOK, which /),
    ]);
    expect(lines[0]).toMatch(why);
    expect(lines[0]).not.toContain('secret-token');
  });

  test('written from the settings of today says the same as they do', ({ folder }) => {
    const settings = { ...ENVIRONMENT, INGEST_TOKEN: 'only-token-0123456789' };
    const alone = parseConfig(settings);
    const withFile = configOf(folder, fileFor(settings), settings);
    expect(withFile).toEqual(alone);
  });
});

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,31}$/);
const kind = fc.constantFrom(...ALERT_KINDS);
/** Without spaces at its ends, which the file does not keep, and without a reference. */
const words = (maxLength: number) =>
  fc.string({ minLength: 1, maxLength }).filter((text) => text.trim() === text && !text.includes('${'));
const path = fc.stringMatching(/^[a-z]{1,20}$/);
const link = fc.record({ label: words(80), url: path.map((end) => `https://wiki.example/${end}`) });
const own = {
  links: fc.dictionary(kind, fc.array(link, { maxLength: 3 }), { noNullPrototype: true }),
  notes: fc.dictionary(kind, words(300), { noNullPrototype: true }),
};
const queueName = fc.stringMatching(/^[\w:.,# -]{1,20}$/);
const queue = fc.oneof(
  fc.record({
    kind: fc.constantFrom('redis', 'bullmq', 'rq', 'celery'),
    name: fc.oneof(queueName, fc.array(queueName, { minLength: 1, maxLength: 3 })),
    seconds: fc.integer({ min: 5, max: 300 }),
  }),
  fc.constant(null),
);
const drawnPipeline = (accounts: readonly string[]) =>
  fc.record({
    name,
    account: fc.constantFrom(...accounts),
    rate: fc.integer({ min: 20, max: 100 }),
    hasWebhook: fc.boolean(),
    queue,
    ...own,
  });

test('whatever accounts and pipelines are printed into a file, they are read as they were', ({ folder }) => {
  const drawn = fc.uniqueArray(name, { minLength: 1, maxLength: 4 }).chain((accounts) =>
    fc.record({
      accounts: fc.constant(accounts),
      pipelines: fc.uniqueArray(drawnPipeline(accounts), { selector: (one) => one.name, minLength: 1, maxLength: 8 }),
    }),
  );
  const address = (index: number) => `redis://reader:p4ssword-${index}@redis-${index}`;
  fc.assert(
    fc.property(drawn, ({ accounts, pipelines }) => {
      const used = accounts.filter((account) => pipelines.some((one) => one.account === account));
      const text = stringify({
        accounts: Object.fromEntries(used.map((each, index) => [each, { apiKey: `\${KEY_${index}}` }])),
        pipelines: Object.fromEntries(
          pipelines.map((one, index) => [
            one.name,
            {
              account: one.account,
              ingestToken: `\${TOKEN_${index}}`,
              thresholds: { 'errors.rate': one.rate },
              links: one.links,
              notes: one.notes,
              ...(one.hasWebhook ? { webhook: `\${WEBHOOK_${index}}` } : {}),
              ...(one.queue === null
                ? {}
                : {
                    queue: { [one.queue.kind]: `\${URL_${index}}`, name: one.queue.name, seconds: one.queue.seconds },
                  }),
            },
          ]),
        ),
      });
      const keys = used.map((_, index) => [`KEY_${index}`, String(index).padStart(32, '0')]);
      const secrets = pipelines.flatMap((_, index) => [
        [`TOKEN_${index}`, `token-number-${String(index).padStart(9, '0')}`],
        [`WEBHOOK_${index}`, `https://discord.com/api/webhooks/12345678901234567${index}/webhook-token-${index}`],
        [`URL_${index}`, address(index)],
      ]);
      const config = configOf(folder, text, Object.fromEntries([...keys, ...secrets]));
      expect(
        config.pipelines.map((one) => ({
          name: one.name,
          account: one.account,
          rate: Math.round(one.thresholds.errors.rate * 100),
          links: one.links,
          notes: one.notes,
          webhook: one.webhook,
          queue: one.queue === null ? null : [one.queue.options, one.queue.everyMs],
        })),
      ).toEqual(
        pipelines.map((one, index) => ({
          name: one.name,
          account: one.account,
          rate: one.rate,
          links: one.links,
          notes: one.notes,
          webhook: one.hasWebhook
            ? { id: `12345678901234567${index}`, token: `webhook-token-${index}`, threadId: null }
            : null,
          queue:
            one.queue === null
              ? null
              : [
                  {
                    type: one.queue.kind,
                    url: address(index),
                    names: [one.queue.name].flat(),
                    ...{ bullmq: { prefix: 'bull' }, celery: { prefix: '' }, redis: {}, rq: {} }[one.queue.kind],
                  },
                  one.queue.seconds * 1_000,
                ],
        })),
      );
      expect(config.accounts.map((one) => one.name)).toEqual(used);
    }),
    { numRuns: 100 },
  );
});

test('docs/monitor.schema.json is what editors get', () => {
  const written = JSON.parse(readFileSync(new URL('../../../docs/monitor.schema.json', import.meta.url), 'utf8'));
  expect(written).toEqual(monitorFileSchema());
});
