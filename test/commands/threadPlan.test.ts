import { expect } from 'vitest';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import { glanceAt } from '../../src/monitor/reports/glance.ts';
import { readVitals } from '../../src/monitor/reports/vitals.ts';
import type { OpenStore } from '../../src/store/open.ts';
import { EU } from '../fixtures/severalAccounts.ts';
import { setUpSeveralCommands } from '../fixtures/severalCommands.ts';
import { test } from '../fixtures/test.ts';

const [ALL, ONE, MAIN] = ['sees-all', 'sees-news', 'sees-main'];

/** CaptchaAI answers with what little is left on a thread plan, and it is kept: nothing may make anything of it. */
async function setUp(store: OpenStore) {
  const stage = await setUpSeveralCommands(store, { [ONE]: ['news'], [MAIN]: ['shop', 'tickets'] }, ['shop']);
  for (const guild of [ALL, ONE, MAIN]) await stage.addGuild(guild);
  await stage.balance('main', 142.3);
  await stage.balance('shop', 0.5);
  await stage.results('news', 9, 0);
  stage.wait(5_000);
  const fieldsOf = async (guild: string, command: string, values = {}, locale = 'en-US') =>
    Object.fromEntries(
      (await stage.slash(guild, command, values, locale)).embed?.fields?.map(({ name, value }) => [name, value]) ?? [],
    );
  return { ...stage, fieldsOf };
}

test('/balance says that it is switched off, with neither a balance nor a chart', async ({ store }) => {
  const { slash } = await setUp(store);
  for (const [guild, values] of [
    [ONE, {}],
    [ALL, { pipeline: 'news' }],
  ] as const) {
    const { embed, all } = await slash(guild, 'balance', values);
    expect(embed).toMatchObject({
      description: 'Switched off for this account: on a thread plan a balance of 0 is healthy',
      fields: [
        { name: 'Threshold', value: 'Switched off' },
        { name: 'Critical Below', value: 'Switched off' },
      ],
    });
    expect(JSON.parse(all)).toMatchObject({ drawn: [] });
  }
  const { embed, all } = await slash(ALL, 'balance', { pipeline: 'shop' });
  expect(embed?.description).toContain('CaptchaAI balance is **$142.30**');
  expect(JSON.parse(all).drawn).toHaveLength(1);
});

test.for(LANGUAGES.map(({ locale, words }) => [locale, words.balance] as const))(
  '/balance in %s',
  async ([locale, { threadPlan, switchedOff }], { store }) => {
    const { slash } = await setUp(store);
    const { embed } = await slash(ONE, 'balance', {}, locale);
    expect(embed).toMatchObject({ description: threadPlan, fields: [{ value: switchedOff }, { value: switchedOff }] });
  },
);

test('/status says that balance and runway are switched off', async ({ store }) => {
  const { slash, fieldsOf } = await setUp(store);
  const one = (await slash(ONE, 'status')).embed?.description?.split('\n') ?? [];
  expect(one).toContain('⚪ **Balance**: switched off');
  expect(one).toContain('⚪ **Runway**: switched off');
  expect((await fieldsOf(ALL, 'status'))['Accounts']?.split('\n').toSorted()).toEqual([
    '🟢 `main` (`shop`, `tickets`): **Balance** $142.30 (threshold $10.00) · **CaptchaAI** answers',
    '🟢 `shop` (`news`): **Balance** switched off · **CaptchaAI** answers',
  ]);
});

test('/balance of several accounts says which has none', async ({ store }) => {
  const { slash } = await setUp(store);
  expect((await slash(ALL, 'balance')).embed?.description).toContain('`shop` (`news`): **Balance** switched off');
});

test('/summary leaves it out of the sum, and says so where nothing is left', async ({ store }) => {
  const { fieldsOf } = await setUp(store);
  const balanceOf = async (guild: string) => (await fieldsOf(guild, 'summary', { period: '24h' }))['Balance'];
  expect(await balanceOf(ALL)).toBe('$142.30');
  expect(await balanceOf(MAIN)).toBe('$142.30');
  expect(await balanceOf(ONE)).toBe('Switched off');
});

test('the presence and the gauges show no balance', async ({ store }) => {
  const { accounts, now, ports } = await setUp(store);
  expect(await glanceAt(store, [EU], now())).toMatchObject({ balanceMicros: 500_000 });
  expect(await glanceAt(store, [{ ...EU, hasBalance: false }], now())).toMatchObject({
    balanceMicros: null,
    solved: 9,
  });
  const vitals = await readVitals(now(), { ...ports, accounts });
  expect(vitals.accounts).toMatchObject([
    { account: 'main', balance: { micros: 142_300_000 } },
    { account: 'shop', balance: null, runwayMs: null },
  ]);
});

test('an alert that is open when the account changes to a thread plan ends without a word', async ({ store }) => {
  const before = await setUpSeveralCommands(store);
  await before.addGuild(ALL);
  await before.balance('shop', 1.5);
  expect(await before.tell()).toHaveLength(1);
  const after = await setUpSeveralCommands(store, {}, ['shop']);
  expect(await after.tell()).toEqual([]);
  expect(await after.monitor.incidents(ALL, 9)).toMatchObject([{ kind: 'balance', endedAt: expect.any(Number) }]);
});
