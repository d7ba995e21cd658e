import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { needsRestart, reloaded } from '../../src/config/reload.ts';

const ENVIRONMENT = {
  DISCORD_TOKEN: 'a-token-of-twenty-letters-or-more',
  CAPTCHAAI_API_KEY: '0123456789abcdef0123456789abcdef',
  INGEST_TOKEN: 'an-ingest-token-0123456789',
};

test.each<[Readonly<Record<string, string>>, readonly string[]]>([
  [{}, []],
  [{ HTTP_PORT: '9000', DATABASE_FILE: 'x.db' }, ['HTTP_PORT', 'DATABASE_FILE']],
  [{ DISCORD_TOKEN: 'another-token-of-twenty-letters' }, ['DISCORD_TOKEN']],
  [
    { TIME_ZONE: 'Europe/Berlin', SUMMARY_TIME: '08:00', LOG_LEVEL: 'debug' },
    ['TIME_ZONE', 'SUMMARY_TIME', 'LOG_LEVEL'],
  ],
  // Spaces and what is empty say nothing.
  [{ HTTP_HOST: '  ', INGEST_TOKEN: ` ${ENVIRONMENT.INGEST_TOKEN} ` }, []],
  // What decides alerts, and which queue is read, holds at once.
  [{ ERRORS_RATE_PERCENT: '30', QUEUE_SOURCE: 'rq', BALANCE_POLL_SECONDS: '20', MONITOR_FILE: 'x.yaml' }, []],
])('%j needs a restart for %j', (changes, names) => {
  expect(needsRestart(ENVIRONMENT, { ...ENVIRONMENT, ...changes })).toEqual(names);
});

test('a setting that was taken away is named as well', () => {
  expect(needsRestart({ ...ENVIRONMENT, HTTP_PORT: '9000' }, ENVIRONMENT)).toEqual(['HTTP_PORT']);
});

test('accounts, pipelines and thresholds are those of the new settings, all else stays', () => {
  const running = parseConfig(ENVIRONMENT);
  const next = parseConfig({
    ...ENVIRONMENT,
    INGEST_TOKEN: 'another-ingest-token-0123456789',
    ERRORS_RATE_PERCENT: '30',
    HTTP_PORT: '9000',
  });
  const both = reloaded(running, next);
  expect(both.pipelines).toBe(next.pipelines);
  expect(both.accounts).toBe(next.accounts);
  expect(both.thresholds).toBe(next.thresholds);
  expect(both.http).toBe(running.http);
});
