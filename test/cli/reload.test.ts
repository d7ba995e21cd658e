import { expect, test } from 'vitest';
import { createReload } from '../../src/cli/reload.ts';
import { type Config, parseConfig } from '../../src/config/config.ts';
import type { OuterSettings } from '../../src/config/environment.ts';
import { silentLog } from '../fixtures/constants.ts';

const ENVIRONMENT = {
  DISCORD_TOKEN: 'a-token-of-twenty-letters-or-more',
  CAPTCHAAI_API_KEY: '0123456789abcdef0123456789abcdef',
  INGEST_TOKEN: 'a-token-of-workers-0123456789',
};

/** A process whose file .env is what a test says. */
function setUp(hasEnvFile: boolean) {
  const applied: Config[] = [];
  let envFileError: string | null = null;
  const readOuter = (): OuterSettings => ({
    environment: ENVIRONMENT,
    unread: {},
    envFileError,
    unknown: [],
    secrets: [],
  });
  const reload = createReload({
    readOuter,
    hasEnvFile,
    running: { config: parseConfig(ENVIRONMENT), environment: ENVIRONMENT },
    hider: { add: () => undefined },
    log: silentLog,
    apply: async (next) => {
      applied.push(next);
    },
  });
  return {
    applied,
    reloadWith(error: string | null) {
      envFileError = error;
      return reload();
    },
  };
}

test.each([
  ['UTF-16, or another encoding', 'NOT_UTF8', 'The file .env is not written in UTF-8: save it as UTF-8.'],
  ['a folder', 'EISDIR', 'The file .env is a folder: put the settings into a file of that name.'],
  [
    'a pipe',
    'NOT_A_FILE',
    'The file .env is not a file, but a pipe or a device: put the settings into a file of that name.',
  ],
  ['not for this user', 'EACCES', 'The file .env may not be read by this user: let this user read it.'],
  ['no longer there', 'ENOENT', 'The file .env is gone: put it back, or restart without it.'],
])('a file .env that is %s changes nothing, whatever the environment alone would mean', async (_how, code, problem) => {
  const { applied, reloadWith } = setUp(true);
  expect(await reloadWith(code)).toEqual([problem]);
  expect(applied).toEqual([]);
  expect(await reloadWith(null)).toBeNull();
  expect(applied).toHaveLength(1);
});

test('where there was none at the start, none is needed, until there is one', async () => {
  const { applied, reloadWith } = setUp(false);
  expect(await reloadWith('ENOENT')).toBeNull();
  expect(await reloadWith(null)).toBeNull();
  expect(await reloadWith('ENOENT')).toEqual(['The file .env is gone: put it back, or restart without it.']);
  expect(applied).toHaveLength(2);
});
