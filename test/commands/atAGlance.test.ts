import { beforeEach, describe, expect, test } from 'vitest';
import balance from '../../commands/balance.ts';
import status from '../../commands/status.ts';
import type { CommandContext } from '../../src/discord/command.ts';
import { type CommandStage, GUILD, HOUR, MINUTE, NOW, setUpCommands } from '../fixtures/commands.ts';

let stage: CommandStage;
let context: CommandContext;

beforeEach(async () => {
  stage = await setUpCommands();
  context = stage.context;
});

const solved = {
  outcome: 'solved',
  errorCode: null,
  latencyMs: 20_000,
  costMicros: 3_000,
  captchaType: null,
} as const;

/** A balance that falls by 2 dollars an hour, read every ten minutes, down to what it is now. */
async function spend(hours: number, usdNow: number): Promise<void> {
  for (let minutes = hours * 60; minutes >= 0; minutes -= 10) {
    const usd = usdNow + (minutes / 60) * 2;
    await stage.read('balance', NOW - minutes * MINUTE, Math.round(usd * 1_000_000));
  }
}

describe('/balance', () => {
  const embed = async () => (await balance.run({ pipeline: null }, context)).embeds?.[0];
  const fields = async () => Object.fromEntries((await embed())?.fields?.map(({ name, value }) => [name, value]) ?? []);

  test('does not show the balance of the account before, once the API key is another one', async () => {
    await stage.read('balance', NOW - 30_000, 8_420_000);
    await stage.store.providerHealth.begin('default', 'another', NOW - 20_000);
    expect((await embed())?.description).toBe('The balance has not been read yet');
    expect(await context.monitor.glance()).toMatchObject({ balanceMicros: null });
    const { report } = await context.monitor.of(GUILD, null).summary('today');
    expect(report.balanceMicros).toBeNull();
  });

  test('before the first poll, and after it', async () => {
    expect((await embed())?.description).toBe('The balance has not been read yet');
    await stage.read('balance', NOW - 30_000, 8_420_000);
    expect(await embed()).toMatchObject({
      description: `CaptchaAI balance is **$8.42**, read <t:${(NOW - 30_000) / 1_000}:R>`,
      color: 0xf39c12,
    });
  });

  test('has no runway while there is too little history', async () => {
    await stage.read('balance', NOW - MINUTE, 8_420_000);
    expect(Object.keys(await fields())).toEqual(['Threshold', 'Critical Below']);
  });

  test('has burn rate and runway where the history tells them', async () => {
    await spend(12, 20);
    const { 'Burn Rate': burn, Runway: left } = await fields();
    expect(burn).toMatch(/^\$(1\.9\d|2\.0\d) an hour$/);
    expect(left).toMatch(/^(9 h \d+ min|10 h( \d+ min)?) \(confidence: (low|medium|high)\)$/);
  });

  test("is judged by the guild's own thresholds", async () => {
    await stage.read('balance', NOW, 8_420_000);
    await context.monitor.setThreshold(GUILD, 'balance.warning', 5, context.by);
    expect((await embed())?.color).toBe(0x2ecc71);
    expect(await fields()).toMatchObject({ Threshold: '$5.00', 'Critical Below': '$2.00' });
  });

  test('says what keeps it from being read', async () => {
    const failure = {
      class: 'account',
      code: 'IP_BANNED',
      meaning: 'Too many calls',
      advice: 'Correct the key',
    } as const;
    stage.providerSays({ failure, failuresInRow: 2, since: NOW - HOUR, nextPollAt: NOW + MINUTE });
    expect((await fields())['Problem with CaptchaAI']).toBe(
      `\`IP_BANNED\`, since <t:${(NOW - HOUR) / 1_000}:R>: Too many calls. Correct the key. Next try <t:${(NOW + MINUTE) / 1_000}:R>.`,
    );
  });
});

describe('/status', () => {
  const embed = async () => (await status.run({ pipeline: null }, context)).embeds?.[0];
  const lines = async () => ((await embed())?.description ?? '').split('\n');

  test('shows all kinds, each with why it is not judged', async () => {
    expect(await lines()).toEqual([
      '⚪ **Balance**: nothing reported yet',
      expect.stringMatching(/^⚪ \*\*Error rate\*\*: \w/),
      '⚪ **CAPTCHA types**: too few results to judge',
      '⚪ **Queue**: nothing reported yet',
      '⚪ **Workers**: nothing reported yet',
      expect.stringMatching(/^⚪ \*\*Silence\*\*: \w/),
      '🟢 **CaptchaAI**: answers',
      expect.stringMatching(/^⚪ \*\*Latency\*\*: \w/),
      expect.stringMatching(/^⚪ \*\*Threads\*\*: \w/),
      expect.stringMatching(/^⚪ \*\*Runway\*\*: \w/),
    ]);
  });

  test('shows all kinds as they are', async () => {
    await spend(12, 20);
    await stage.read('queueDepth', NOW - 5 * MINUTE, 3);
    await stage.read('queueDepth', NOW, 3);
    await stage.read('activeWorkers', NOW, 4);
    await stage.read('threadsTotal', NOW, 15);
    await stage.read('threadsBusy', NOW, 4);
    await context.monitor.record(
      'default',
      Array.from({ length: 40 }, (_, i) => ({ ...solved, at: NOW - i * 1_000 })),
    );
    expect(await lines()).toEqual([
      '🟢 **Balance**: $20.00 (threshold $10.00)',
      '🟢 **Error rate**: 0.0% (0/40)',
      '🟢 **CAPTCHA types**: no type fails',
      '🟢 **Queue**: 3 pending',
      '🟢 **Workers**: 4 active, 3 pending',
      expect.stringMatching(/^🟢 \*\*Silence\*\*: last result \d+ s ago$/),
      '🟢 **CaptchaAI**: answers',
      expect.stringMatching(/^🟢 \*\*Latency\*\*: p95 (19\.[89]|20\.[012])s$/),
      '🟢 **Threads**: 4/15 busy, 0.0% of tasks refused',
      expect.stringMatching(/^(🟠|🟢) \*\*Runway\*\*: /),
    ]);
  });

  test('takes its colour from the worst of them, and stays within what Discord takes', async () => {
    await stage.read('balance', NOW, 1_000_000);
    const shown = await embed();
    expect(shown?.color).toBe(0xe74c3c);
    expect(shown?.description?.length).toBeLessThanOrEqual(4_096);
    for (const { value } of shown?.fields ?? []) expect(value.trim()).not.toBe('');
  });

  test('says that nothing can be sent while the place cannot be used, and no more after /setup', async () => {
    await stage.store.guilds.setUnusable(GUILD, { why: 'destinationGone', until: NOW + 1 });
    const goesTo = async () => (await embed())?.fields?.find(({ name }) => name === 'Alerts Go To')?.value;
    expect(await goesTo()).toMatch(/^Nowhere: /);
    await context.monitor.setUp(GUILD, { channelId: '300000000000000001', mention: null }, context.by);
    expect(await goesTo()).toBe('<#300000000000000001>');
  });
});
