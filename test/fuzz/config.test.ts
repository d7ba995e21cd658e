import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { ConfigError, SETTINGS } from '../../src/config/readSettings.ts';
import { runs } from '../fixtures/runs.ts';

/** Stands in every value that is wrong: no message may ever show it. */
const MARK = 'zQ7xVw';

const GOOD: Readonly<Record<string, readonly string[]>> = {
  QUEUE_SOURCE: ['celery'],
  QUEUE_URL: ['redis://user:password@127.0.0.1:6379'],
  QUEUE_NAME: ['celery, urgent'],
  QUEUE_SOURCE_SECONDS: ['5', '300'],
  DISCORD_TOKEN: [`MTIz${MARK}.bot-token.0123456789`],
  DISCORD_WEBHOOK_URL: [`https://discord.com/api/webhooks/1122334455667788990/${MARK}-token_0`],
  CAPTCHAAI_API_KEY: [`${MARK}${'0'.repeat(32 - MARK.length)}`],
  INGEST_TOKEN: [`ingest-${MARK}-0123456789`],
  HTTP_HOST: ['0.0.0.0', '::'],
  TIME_ZONE: ['UTC', 'Europe/Berlin'],
  SUMMARY_TIME: ['00:00', '23:59'],
};
const anyGood = fc.constantFrom('on', 'off', '1', '10', '60', '100', '0.5', 'debug', 'https://discord.com/api');

const wrong = fc.oneof(
  fc.constantFrom(
    MARK,
    `${MARK}:${MARK}@host`,
    `https://${MARK}@discord.com/api/webhooks/1/x`,
    `-${MARK}`,
    `${MARK}\n${MARK}`,
  ),
  fc.constantFrom(`http://[${MARK}`, `https://discord.com/api/webhooks/1122334455667788990/${MARK}%`, `%${MARK}`),
  fc.string({ unit: 'binary' }).map((text) => `${text}${MARK}`),
  fc.string({ unit: 'binary' }).map((text) => `${MARK}${text}`),
);
const odd = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\t',
    '0',
    '-1',
    '-0',
    '1e999',
    'NaN',
    'Infinity',
    '0x10',
    '1_000',
    '٣',
    '9'.repeat(400),
    '99:99',
    '\0',
  ),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'Etc/Unknown',
    'http://',
    'javascript:alert(1)',
    'https://discord.com/api/webhooks/',
  ),
  fc.string(),
);

const anything = fc
  .tuple(
    ...SETTINGS.map((name) =>
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(undefined, ...(GOOD[name] ?? [])) },
        { weight: 1, arbitrary: fc.oneof(wrong, odd, anyGood) },
      ),
    ),
  )
  .map((values) => Object.fromEntries(SETTINGS.map((name, i) => [name, values[i]])));
/** Nothing missing, and one setting that may be wrong. */
const almostSound = fc
  .tuple(
    fc.tuple(...SETTINGS.map((name) => fc.constantFrom(...(GOOD[name] ?? [undefined])))),
    fc.constantFrom(...SETTINGS),
    fc.oneof(odd, anyGood),
  )
  .map(([values, name, value]) => ({
    ...Object.fromEntries(SETTINGS.map((each, i) => [each, values[i]])),
    [name]: value,
  }));
const environment = fc.oneof(anything, almostSound);
const foreign = fc.dictionary(fc.string(), fc.string(), { maxKeys: 5 });

/** Everything in it that is a number. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

test('any environment is a usable configuration, or is refused by the names of its settings and none of their values', () => {
  let usable = 0;
  fc.assert(
    fc.property(environment, foreign, (env, more) => {
      try {
        const config = parseConfig({ ...more, ...env });
        usable += 1;
        expect(numbersIn(config).every(Number.isFinite)).toBe(true);
        expect(config.discord.token !== null || config.discord.webhook !== null).toBe(true);
      } catch (err) {
        if (!(err instanceof ConfigError)) throw err;
        expect(err.message).not.toContain(MARK);
        expect(String(err.stack)).not.toContain(MARK);
        expect(err.cause).toBeUndefined();
        const accusations = err.message.split('\n').slice(1, -1);
        expect(accusations.length).toBeGreaterThan(0);
        for (const line of accusations)
          expect(
            SETTINGS.some((name) => line.startsWith(`  ${name}`)),
            line,
          ).toBe(true);
      }
    }),
    runs(500),
  );
  expect(usable).toBeGreaterThan(0);
});
