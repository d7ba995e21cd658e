import { describe, expect } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import type { OpenStore } from '../../src/store/open.ts';
import type { Pipeline } from '../fixtures/severalAccounts.ts';
import { setUpSeveralCommands } from '../fixtures/severalCommands.ts';
import { openAt } from '../fixtures/store.ts';
import { test } from '../fixtures/test.ts';
import { HOUR, MINUTE } from '../fixtures/thresholds.ts';

type Stage = Awaited<ReturnType<typeof setUpSeveralCommands>>;

/** Every command, with what each needs at least and what makes it say most. */
const ASKED: Readonly<Record<string, readonly Readonly<Record<string, string | number>>[]>> = {
  balance: [{}],
  status: [{}],
  summary: [{}, { period: '30d' }],
  errors: [{}, { window: '6h' }],
  latency: [{}],
  cost: [{}, { period: '30d' }],
  queue: [{}],
  incidents: [{ limit: 50 }],
  why: [{ alert: 'errors' }, { alert: 'balance' }],
  mutes: [{}],
  explain: [{ code: 'ERROR_X' }],
  help: [{}],
  privacy: [{}],
  setup: [{}],
  test: [{}],
  threshold: [{}],
  cooldown: [{}],
  export: [{}],
  mute: [{ alert: 'queue', for: '1h' }],
  unmute: [{ alert: 'queue' }],
  quiet: [{}],
  escalation: [{}],
  oncall: [{}],
};

const SEES = 'g1';
const ADA = { userId: '7', name: 'ada' };

/** A guild that sees one of three pipelines, which had an incident; the others may be busy, and may have been its own before. */
async function setUp(store: OpenStore, othersAreBusy: boolean): Promise<Stage> {
  const sees: Partial<Record<string, readonly Pipeline[]>> = { [SEES]: ['tickets'] };
  const stage = await setUpSeveralCommands(store, sees);
  await stage.addGuild(SEES);
  await stage.results('tickets', 40, 10, { latencyMs: 20_000, costMicros: 3_000, captchaType: 'turnstile' });
  await stage.balance('main', 50);
  await stage.queue('tickets', 12);
  await stage.tell();
  sees[SEES] = undefined;
  if (othersAreBusy) await keepBusy(stage);
  await stage.tell();
  sees[SEES] = ['tickets'];
  stage.wait(MINUTE);
  return stage;
}

async function keepBusy(stage: Stage): Promise<void> {
  const { monitor } = stage;
  for (const pipeline of ['shop', 'news'] as const) {
    await stage.results(pipeline, 700, 500, { latencyMs: 99_000, costMicros: 7_000, captchaType: 'secret' });
    await stage.queue(pipeline, 98_765);
    await monitor.mute(SEES, { scope: 'latency', pipeline }, '2h', ADA, null);
    await monitor.setUp(SEES, { mentionFrom: 'warning' }, ADA, pipeline);
    await monitor.setThreshold(SEES, 'errors.rate', 21, ADA, pipeline);
  }
  await stage.balance('shop', 1.25);
}

/** Everything that the guild can be answered, by what was asked. */
async function askAll(stage: Stage): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  const buttons = [1, 2, 3, 4, 5].flatMap((id) => [`m1:details:${id}`, `m1:mute:${id}:3600`, `m1:acknowledge:${id}`]);
  for (const [command, all] of Object.entries(ASKED)) {
    for (const values of all) {
      answers.set(`/${command} ${JSON.stringify(values)}`, (await stage.slash(SEES, command, values)).all);
    }
    for (const { name } of COMMANDS.find(({ data }) => data.name === command)?.data.options ?? []) {
      answers.set(`/${command} ${name}: while it is typed`, (await stage.typing(SEES, command, name)).all);
    }
  }
  for (const id of buttons) answers.set(id, (await stage.click(SEES, id)).all);
  return answers;
}

describe('a guild that sees one of three pipelines', () => {
  test('is answered the same whatever the others do, to every command, button and word that is typed', async ({
    store,
  }) => {
    expect(Object.keys(ASKED).toSorted()).toEqual(COMMANDS.map(({ data }) => data.name as string).toSorted());
    const quiet = await askAll(await setUp(store, false));
    const stage = await setUp(await openAt(':memory:'), true);
    const incidents = await stage.store.incidents.recent(SEES, 99);
    expect(incidents.map(({ pipeline }) => pipeline)).toEqual(expect.arrayContaining(['tickets', 'shop', 'news']));
    const busy = await askAll(stage);
    for (const [asked, answer] of busy) {
      expect(answer, asked).not.toMatch(/shop|news|98,?765/);
      expect(answer, asked).toBe(quiet.get(asked));
    }
    expect(busy.get('m1:details:1')).toContain('20.0%');
  });

  test.for(
    COMMANDS.filter(({ data }) => data.options?.some(({ name }) => name === 'pipeline')).map(({ data }) => data.name),
  )('/%s says of one that it does not see what it says of one that does not exist', async (command, { store }) => {
    const stage = await setUp(store, true);
    const values = { ...ASKED[command]?.[0] };
    const [hidden, missing] = [
      await stage.slash(SEES, command, { ...values, pipeline: 'shop' }),
      await stage.slash(SEES, command, { ...values, pipeline: 'bakery' }),
    ];
    expect(hidden.all).toContain('tickets');
    expect(hidden.all).toBe(missing.all.replaceAll('bakery', 'shop'));
  });
});

test('what a guild sees of an account is held against its own pipelines alone', async ({ store }) => {
  const stage = await setUpSeveralCommands(store, { g1: ['tickets', 'news'] });
  await stage.addGuild('g1');
  await stage.results('shop', 0, 901);
  await stage.balance('main', 50);
  stage.wait(HOUR);
  for (const command of ['status', 'summary', 'errors', 'queue', 'latency', 'cost', 'balance']) {
    // The account of news is called that too.
    expect((await stage.slash('g1', command)).all.replaceAll('`shop` (`news`)', ''), command).not.toMatch(/shop|901/);
  }
});
