import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { change } from '../fixtures/change.ts';
import { setUpDoctor } from '../fixtures/doctor.ts';
import { connected } from '../fixtures/program.ts';
import { runMain } from '../fixtures/runMain.ts';
import { test } from '../fixtures/test.ts';

describe('after a change of the settings that one threshold of a server does not fit', () => {
  async function changed() {
    const stage = await setUpDoctor();
    const store = await openStore(stage.env.DATABASE_FILE);
    await store.guilds.setThreshold(stage.guild.id, 'errors.clearRate', 9, () => change());
    await store.guilds.setThreshold(stage.guild.id, 'queue.depth', 7, () => change());
    await store.close();
    return { ...stage, settings: { ERRORS_RATE_PERCENT: '8', ERRORS_CLEAR_PERCENT: '5' } };
  }

  test('the log and /threshold say so, and its others hold', async () => {
    const { start, settings, guild, owner } = await changed();
    const app = await start(settings);
    await connected(app);
    await app.logged('own thresholds do not fit and are not used');
    expect(app.output()).toContain(`"guildId":"${guild.id}","thresholds":["errors.clearRate"]`);
    const answer = JSON.stringify((await (await owner.slash('threshold')).reply()).embeds);
    expect(answer).toContain(
      'recovers at **5.0%** (9.0% is set here, but not used: it does not fit the other thresholds)',
    );
    expect(answer).toContain('alerts above **7** (set here)');
  });

  test('the doctor says so', async () => {
    const { examine, settings } = await changed();
    expect((await examine(settings)).output).toContain(
      '! Thresholds: errors.clearRate of Scrapers conflict with the settings and are not used: change them there with /threshold, or change the settings.',
    );
    expect((await examine()).output).not.toContain('Thresholds');
  });
});

test('config names what it does not know too, and where what it shows is from', async ({ folder }) => {
  const env = {
    DISCORD_TOKEN: 'a-token-of-the-tests-0123456789',
    CAPTCHAAI_API_KEY: '0'.repeat(32),
    INGEST_TOKEN: '0123456789abcdef',
    HTTP_HOST: '::',
    HTTP_PROT: '9',
    MONITOR_FILE: ' ',
  };
  mkdirSync(join(folder, '.env'));
  const [checked, shown] = await Promise.all([
    runMain(['config', 'check'], env, folder),
    runMain(['config', 'show'], env, folder),
  ]);
  expect([checked.code, shown.code]).toEqual([0, 0]);
  for (const { output } of [checked, shown]) {
    expect(output).toContain('The file .env is a folder');
    expect(output).toMatch(/HTTP_PROT .*HTTP_PORT/);
  }
  expect(shown.output).toContain('Accounts and pipelines, from the environment and .env:');
  expect(shown.output).toContain('HTTP on [::]:8787');
});

describe('a file .env', () => {
  test.for<[string, (path: string) => void, string]>([
    ['is a folder', (path) => mkdirSync(path), 'is a folder: put the settings into a file of that name.'],
    [
      'is written in UTF-16',
      (path) => writeFileSync(path, '\ufeffINGEST_TOKEN=0123456789abcdef\n', 'utf16le'),
      'is not written in UTF-8: save it as UTF-8.',
    ],
  ])('that %s is said at the start and by the doctor', async ([_name, make, what], { folder }) => {
    make(join(folder, '.env'));
    const started = await runMain([], {}, folder);
    expect(started.output).toMatch(`The file .env ${what} Only the environment counts.\nThe settings cannot be used:`);
    expect(started.code).toBe(1);
    expect((await runMain(['doctor'], {}, folder)).output).toContain(`✖ .env: ${what}\n`);
  });

  test('that has a misspelt name gets the one that was meant, at the start and by the doctor', async ({ folder }) => {
    writeFileSync(join(folder, '.env'), 'ERROR_RATE_PERCENT=20\nINGESTTOKEN=0123456789abcdef\n');
    const env = { DISCORD_BOT_TOKEN: 'x'.repeat(20), HTTP_PROXY: 'http://127.0.0.1:1' };
    const words = [
      'DISCORD_BOT_TOKEN is not a setting. Did you mean DISCORD_TOKEN?',
      'ERROR_RATE_PERCENT is not a setting. Did you mean ERRORS_RATE_PERCENT?',
      'INGESTTOKEN is not a setting. Did you mean INGEST_TOKEN?',
    ];
    const [started, examined] = await Promise.all([runMain([], env, folder), runMain(['doctor'], env, folder)]);
    expect(started.output).toMatch(`${words.join('\n')}\nThe settings cannot be used:`);
    expect(examined.output.match(/^! Settings: .*/gm)).toEqual(words.map((line) => `! Settings: ${line}`));
  });

  test('that is not there is not worth a word', async () => {
    expect((await runMain([], {})).output).toMatch(/^The settings cannot be used:/);
  });
});
