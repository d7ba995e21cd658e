import { describe, expect, test } from 'vitest';
import { SETTINGS } from '../../src/config/readSettings.ts';
import { unknownSettings } from '../../src/config/unknownSettings.ts';

const inFile = (...names: readonly string[]) =>
  unknownSettings(Object.fromEntries(names.map((name) => [name, 'x'])), names);
const inEnvironment = (environment: Readonly<Record<string, string>>) => unknownSettings(environment, []);

describe('a name in .env that is no setting', () => {
  test.each([
    ['ERROR_RATE_PERCENT', 'Did you mean ERRORS_RATE_PERCENT?'],
    ['ERRORS_RATE', 'Did you mean ERRORS_RATE_PERCENT?'],
    ['discord_token', 'Did you mean DISCORD_TOKEN?'],
    ['DISCORD_BOT_TOKEN', 'Did you mean DISCORD_TOKEN?'],
    ['CAPTCHAAI_KEY', 'Did you mean CAPTCHAAI_API_KEY?'],
    ['API_KEY', 'Did you mean CAPTCHAAI_API_KEY?'],
    ['WEBHOOK_URL', 'Did you mean DISCORD_WEBHOOK_URL?'],
    ['ALERT_COOLDOWN', 'Did you mean ALERT_COOLDOWN_SECONDS?'],
    ['TIMEZONE', 'Did you mean TIME_ZONE?'],
    ['LOGLEVEL', 'Did you mean LOG_LEVEL?'],
    ['BALANCE_WARN_USD', 'Did you mean BALANCE_WARNING_USD?'],
    ['PORT', 'Did you mean HTTP_PORT?'],
    ['DISCORD_TOKENFILE', 'Did you mean DISCORD_TOKEN_FILE?'],
    ['CAPTCHAAI_KEY_FILE', 'Did you mean CAPTCHAAI_API_KEY_FILE?'],
  ])('%s is named with the nearest one', (name, guess) => {
    expect(inFile(name)).toEqual([`${name} is not a setting. ${guess}`]);
  });

  test('is named without a guess where it begins like one of ours', () => {
    expect(inFile('DISCORD_CLIENT_ID', 'LATENCY_COLOUR')).toEqual([
      'DISCORD_CLIENT_ID is not a setting.',
      'LATENCY_COLOUR is not a setting.',
    ]);
  });

  test.each(['COMPOSE_PROJECT_NAME', 'TZ', 'NODE_OPTIONS', 'PGPASSWORD'])('%s is left alone', (name) => {
    expect(inFile(name)).toEqual([]);
  });

  test('is not named where it is empty', () => {
    expect(unknownSettings({ ERROR_RATE_PERCENT: ' ' }, ['ERROR_RATE_PERCENT'])).toEqual([]);
  });
});

describe('a name in the environment', () => {
  test('that comes near a setting that is not set is named', () => {
    expect(inEnvironment({ ERROR_RATE_PERCENT: '20' })).toEqual([
      'ERROR_RATE_PERCENT is not a setting. Did you mean ERRORS_RATE_PERCENT?',
    ]);
  });

  test('is other people’s business where that setting is set', () => {
    expect(inEnvironment({ DISCORD_BOT_TOKEN: 'of another bot', DISCORD_TOKEN: 'ours' })).toEqual([]);
  });

  test.each(['HTTP_PROXY', 'DISCORD_CLIENT_ID', 'PORT', 'HOST', 'PATH', 'LOG_DIR', 'npm_config_loglevel', 'DATABASE'])(
    '%s frightens nobody',
    (name) => {
      expect(inEnvironment({ [name]: 'x' })).toEqual([]);
    },
  );
});

test('every setting is known', () => {
  expect(inFile(...SETTINGS)).toEqual([]);
});
