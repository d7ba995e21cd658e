import { expect } from 'vitest';
import type { OpenStore } from '../../src/store/open.ts';
import { actingMember } from '../fixtures/alerts.ts';
import { setUpSeveralCommands } from '../fixtures/severalCommands.ts';
import { test } from '../fixtures/test.ts';
import { HOUR, MINUTE } from '../fixtures/thresholds.ts';

const GUILD = 'g1';

/** Tickets fails, shop is healthy, news has reported nothing; the second account has hardly anything left. */
async function setUp(store: OpenStore) {
  const stage = await setUpSeveralCommands(store);
  await stage.addGuild(GUILD);
  await stage.results('shop', 95, 5, { latencyMs: 20_000, costMicros: 3_000 });
  const slow = { latencyMs: 60_000, costMicros: 9_000 };
  await stage.results('tickets', 30, 0, slow);
  await stage.results('tickets', 0, 10, { ...slow, errorCode: 'ERROR_CAPTCHA_UNSOLVABLE' });
  await stage.queue('shop', 40);
  await stage.queue('tickets', 700);
  await stage.balance('main', 142.3);
  await stage.balance('shop', 1.5);
  stage.wait(5_000);
  const ask = async (command: string, values = {}) => (await stage.slash(GUILD, command, values)).embed;
  return {
    ...stage,
    ask,
    lines: async (command: string) => (await ask(command))?.description?.split('\n') ?? [],
    field: async (command: string, called: string) =>
      (await ask(command))?.fields?.find(({ name }) => name === called)?.value.split('\n'),
  };
}

test('/status tells how many fire, the worst first, then the accounts', async ({ store }) => {
  const { ask, lines, field } = await setUp(store);
  expect(await ask('status')).toMatchObject({
    title: '🔎 1 of 3 pipelines firing, 1 of 2 accounts firing',
    color: 0xe74c3c,
  });
  expect(await lines('status')).toEqual([
    '🔴 `tickets`: **Error rate** 25.0% (10/40)',
    '⚪ `news`: not enough data yet',
    '🟢 `shop`: no alerts',
    '-# The option `pipeline` shows one pipeline in detail.',
  ]);
  expect(await field('status', 'Accounts')).toEqual([
    '🔴 `shop` (`news`): **Balance** $1.50 (threshold $10.00) · **CaptchaAI** answers',
    '🟢 `main` (`shop`, `tickets`): **Balance** $142.30 (threshold $10.00) · **CaptchaAI** answers',
  ]);
});

test('/status puts what is muted or acknowledged behind what nobody has in hand, and still counts it', async ({
  store,
}) => {
  const { ask, lines, results, evaluateAll, monitor, now, mute } = await setUp(store);
  await results('shop', 0, 100);
  await evaluateAll();
  await mute({ scope: 'errors', pipeline: 'tickets' }, HOUR);
  const until = `<t:${(now() + HOUR) / 1_000}:t>`;
  expect((await lines('status')).slice(0, 2)).toEqual([
    '🔴 `shop`: **Error rate** 52.5% (105/200)',
    `🔴 \`tickets\`: **Error rate** 25.0% (10/40), muted until ${until} by <@u1>`,
  ]);
  const incident = (await monitor.incidents(GUILD, 9)).find(
    ({ pipeline, kind }) => pipeline === 'shop' && kind === 'errors',
  );
  await monitor.acknowledge(GUILD, incident?.id ?? 0, actingMember({ userId: '7', name: 'ada' }));
  expect(await ask('status')).toMatchObject({ title: '🔎 2 of 3 pipelines firing, 1 of 2 accounts firing' });
  expect((await lines('status'))[0]).toMatch(
    /^🔴 `shop`: \*\*Error rate\*\* 52\.5% \(105\/200\), acknowledged by <@7> since <t:\d+:t>$/,
  );
});

test('/status of one pipeline reads as ever', async ({ store }) => {
  const { ask } = await setUp(store);
  expect(await ask('status', { pipeline: 'tickets' })).toMatchObject({
    title: '🔎 Pipeline Status',
    description: expect.stringContaining('**Error rate**: 25.0% (10/40)'),
  });
});

test.for([
  ['de', '🔎 1 von 3 Pipelines schlägt an, 1 von 2 Konten schlägt an'],
  ['fr', '🔎 1 pipeline sur 3 en alerte, 1 compte sur 2 en alerte'],
  ['ru', '🔎 1 из 3 конвейеров с тревогой, 1 из 2 аккаунтов с тревогой'],
  ['zh-CN', '🔎 3 条流水线中有 1 条报警、2 个账户中有 1 个报警'],
])('/status in %s', async ([locale = '', title], { store }) => {
  const { slash } = await setUp(store);
  expect((await slash(GUILD, 'status', {}, locale)).embed?.title).toBe(title);
});

test('/balance has a line an account, the worst first', async ({ store }) => {
  const { ask, lines } = await setUp(store);
  expect((await lines('balance')).map((line) => line.slice(0, 17))).toEqual([
    '🔴 `shop` (`news`',
    '🟢 `main` (`shop`',
    '-# The option `pi',
  ]);
  expect((await ask('balance', { pipeline: 'tickets' }))?.description).toContain('**$142.30**');
});

test('/summary adds all up, with a line a pipeline, the lowest success rate first', async ({ store }) => {
  const { ask, field } = await setUp(store);
  expect(await ask('summary')).toMatchObject({ description: '**140** tasks processed' });
  expect(await field('summary', 'Pipelines')).toEqual([
    '`tickets`: 40 tasks, 75.0%',
    '`shop`: 100 tasks, 95.0%',
    '`news`: 0 tasks',
  ]);
  expect(await field('summary', 'Success Rate')).toEqual(['89.3%']);
  expect(await field('summary', 'Balance')).toEqual(['$143.80']);
  expect(await field('summary', 'Peak Queue')).toEqual(['700 (`tickets`)']);
});

test('/summary compares all with all of the period before', async ({ store }) => {
  const { ask, wait, results } = await setUp(store);
  wait(36 * HOUR - 10_000);
  await results('news', 280, 0);
  wait(5_000);
  const fields = (await ask('summary', { period: '24h' }))?.fields ?? [];
  const compared = fields.find(({ name }) => name === 'Against the Period Before')?.value.split('\n');
  expect(compared?.[0]).toBe('Success Rate: 100.0% (+10.7 pt)');
});

test('/errors has all codes together, and a line a pipeline by its own threshold', async ({ store }) => {
  const { ask, lines, field } = await setUp(store);
  expect((await lines('errors')).slice(0, 3)).toEqual([
    'Error rate: **10.7%** (15/140)',
    '',
    expect.stringContaining('**10** `ERROR_CAPTCHA_UNSOLVABLE`'),
  ]);
  expect(await field('errors', 'Pipelines')).toEqual([
    '🔴 `tickets`: 25.0% (10/40)',
    '🟢 `shop`: 5.0% (5/100)',
    '⚪ `news`: No data',
  ]);
  expect(await ask('errors')).toMatchObject({ color: 0xe74c3c });
});

test('/queue adds the depths up, the worst queue first', async ({ store }) => {
  const { lines, wait, queue } = await setUp(store);
  wait(2 * MINUTE);
  await queue('shop', 41);
  await queue('tickets', 700);
  const [total, , worst, next, silent] = await lines('queue');
  expect(total).toBe('Queue depth: **741** pending tasks');
  expect(worst).toMatch(/^🔴 `tickets`: 700 pending/);
  expect(next).toMatch(/^🟢 `shop`: 41 pending/);
  expect(silent).toBe('⚪ `news`: nothing reported yet');
});

test('/latency has a line a pipeline, the slowest first', async ({ store }) => {
  const { lines } = await setUp(store);
  const shown = await lines('latency');
  expect(shown[1]).toMatch(/^🟢 `tickets`: (59|60)\.\ds/);
  expect(shown[2]).toMatch(/^🟢 `shop`: (19|20)\.\ds/);
  expect(shown[3]).toBe('⚪ `news`: No data');
});

test('/cost adds all up, the dearest pipeline first', async ({ store }) => {
  const { lines } = await setUp(store);
  expect(await lines('cost')).toEqual([
    '**$0.66** reported for 140 tasks',
    '',
    '`tickets`: $0.36 (40 tasks, $9.00 per 1,000)',
    '`shop`: $0.30 (100 tasks, $3.00 per 1,000)',
    '`news`: no tasks',
  ]);
});
