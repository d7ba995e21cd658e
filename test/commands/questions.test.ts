import { beforeEach, describe, expect, test } from 'vitest';
import errors from '../../commands/errors.ts';
import explain from '../../commands/explain.ts';
import help from '../../commands/help.ts';
import incidents from '../../commands/incidents.ts';
import { COMMANDS } from '../../commands/index.ts';
import mute from '../../commands/mute.ts';
import mutes from '../../commands/mutes.ts';
import queue from '../../commands/queue.ts';
import { ERROR_CODES } from '../../src/captchaai/errorCodes.ts';
import type { CommandContext } from '../../src/discord/command.ts';
import { languageOf } from '../../src/discord/words/languages.ts';
import { type CommandStage, GUILD, HOUR, MINUTE, NOW, setCommandStage } from './commandStage.ts';

let stage: CommandStage;
let context: CommandContext;

beforeEach(async () => {
  stage = await setCommandStage();
  context = stage.context;
});

const result = { errorCode: null, latencyMs: 20_000, costMicros: 3_000, captchaType: null } as const;

async function finish(count: number, at: number, errorCode: string | null = null): Promise<void> {
  const outcome = errorCode === null ? 'solved' : 'failed';
  const each = { ...result, outcome, errorCode, at } as const;
  await context.monitor.record(
    'default',
    Array.from({ length: count }, () => each),
  );
}

describe('/errors', () => {
  const report = (window: string | null) => errors.run({ window, pipeline: null }, context);

  test('names each code with what it means and what to do, and keeps to its window', async () => {
    await finish(155, NOW - MINUTE);
    await finish(30, NOW - MINUTE, 'ERROR_CAPTCHA_UNSOLVABLE');
    await finish(15, NOW - 2 * HOUR, 'TIMEOUT');
    const hour = await report(null);
    expect(hour.embeds?.[0]).toMatchObject({ title: '🧾 Errors of the Last 1 h', color: 0xe74c3c });
    expect(hour.embeds?.[0]?.description).toMatch(
      /^Error rate: \*\*16\.2%\*\* \(30\/185\), limit 15\.0%\n\n\*\*30\*\* `ERROR_CAPTCHA_UNSOLVABLE`\n-# /,
    );
    expect(hour.embeds?.[0]?.description).not.toContain('TIMEOUT');
    expect(hour.chart).toMatchObject({
      data: { type: 'errors' },
      altText: expect.stringContaining('30 of 185 tasks failed'),
    });
    expect((await report('6h')).embeds?.[0]?.description).toContain('**15** `TIMEOUT`');
  });

  test('says so where nothing arrived', async () => {
    const { embeds, chart } = await report('15m');
    expect(embeds?.[0]?.description).toBe('No solve result arrived in this time.');
    expect(chart?.altText).toBe('No data over 1 h.');
  });

  test.each([
    ['soon', 'badLength'],
    ['0m', 'badLength'],
    ['31d', 'durationTooLong'],
  ])('%j is refused', async (window, code) => {
    await expect(report(window)).rejects.toMatchObject({ code });
  });

  test('30 days are the longest', async () => {
    expect((await report('30d')).embeds?.[0]?.title).toBe('🧾 Errors of the Last 30 d');
  });
});

describe('/queue', () => {
  const report = async () => (await queue.run({ pipeline: null }, context)).embeds?.[0];

  test('before anything was reported', async () => {
    expect((await report())?.description).toMatch(/^No queue depth has been reported yet/);
  });

  test('depth, workers, throughput, and when it is empty', async () => {
    await context.monitor.recordQueue('default', { depth: 30, activeWorkers: 3 });
    await finish(50, NOW - MINUTE);
    const { description, fields, color } = (await report()) ?? {};
    expect(description).toBe(`Queue depth: **30** pending tasks, reported <t:${NOW / 1_000}:R>`);
    expect(color).toBe(0x2ecc71);
    expect(fields?.map(({ name, value }) => [name, value])).toEqual([
      ['Active Workers', '3'],
      ['Throughput', '10 tasks a minute'],
      ['Est. Drain Time', expect.stringMatching(/min$/)],
      ['Threshold', '100'],
    ]);
  });

  test('an empty queue needs no time', async () => {
    await context.monitor.recordQueue('default', { depth: 0, activeWorkers: null });
    const values = (await report())?.fields?.map(({ value }) => value);
    expect(values).toEqual(['Unknown', 'Unknown', 'Empty', '100']);
  });
});

describe('/incidents', () => {
  const embed = async (limit: number | null = null) => (await incidents.run({ limit }, context)).embeds?.[0];

  test('of a server in which nothing happened', async () => {
    expect(await embed()).toMatchObject({ description: 'Nothing has happened yet.', fields: [] });
  });

  test('tells who changed what, from what to what', async () => {
    const { monitor, by } = context;
    await monitor.mute(GUILD, 'errors', '2h', by, null);
    await monitor.unmute(GUILD, 'errors', by);
    await monitor.setLimit(GUILD, 'errors.rate', 20, by);
    await monitor.setLimit(GUILD, 'errors.rate', null, by);
    await monitor.setLimit(GUILD, 'cooldown', 600, by);
    await monitor.setUp(
      GUILD,
      { channelId: '300000000000000001', mention: { type: 'role', id: '400000000000000001' } },
      by,
    );
    const [field] = (await embed())?.fields ?? [];
    const now = `<t:${NOW / 1_000}:f>`;
    const until = `<t:${(NOW + 2 * HOUR) / 1_000}:f>`;
    expect(field?.value.split('\n').toReversed()).toEqual([
      `${now} <@${by.userId}>: muted Error rate → ${until}`,
      `${now} <@${by.userId}>: unmuted Error rate ${until} → none`,
      `${now} <@${by.userId}>: threshold \`errors.rate\` \`default\` → 20.0%`,
      `${now} <@${by.userId}>: threshold \`errors.rate\` 20.0% → \`default\``,
      `${now} <@${by.userId}>: cooldown \`default\` → 10 min`,
      `${now} <@${by.userId}>: set up channel the webhook → <#300000000000000001>`,
      `${now} <@${by.userId}>: set up ping none → <@&400000000000000001>`,
    ]);
  });
});

describe('/mutes', () => {
  const embed = async () => (await mutes.run({}, context)).embeds?.[0];

  test('lists what is muted, until when, by whom and why', async () => {
    expect((await embed())?.description).toBe('Nothing is muted.');
    await context.monitor.mute(GUILD, 'queue', '2h', context.by, '` @everyone');
    const [at, relative] = ['f', 'R'].map((style) => `<t:${(NOW + 2 * HOUR) / 1_000}:${style}>`);
    expect((await embed())?.description).toBe(
      `**Queue** until ${at} (${relative}) by <@${context.by.userId}>\n-# \`ˋ @everyone\``,
    );
  });
});

describe('/mute suggests', () => {
  const names = async (typed: string, language = context.language) =>
    (await mute.suggest?.('for', typed, { ...context, language }, {}))?.map(({ name, value }) => [name, value]);

  test.each([
    ['2h30', 'Mon 02:30 PM'],
    ['90m', 'Mon 01:30 PM'],
    ['1d12h', 'Wed 12:00 AM'],
    ['2 hours', 'Mon 02:00 PM'],
    ['90', 'Mon 01:30 PM'],
    ['until tomorrow 9:00', 'Tue 09:00 AM'],
  ])('%j as it is understood, and when that ends', async (typed, ends) => {
    const [first] = (await names(typed)) ?? [];
    expect(first).toEqual([expect.stringMatching(new RegExp(`, until ${ends}$`)), typed]);
  });

  test('when that ends in the time zone of the server', async () => {
    await context.monitor.setUp(GUILD, { timeZone: 'Asia/Kolkata' }, context.by);
    expect((await names('2h'))?.[0]?.[0]).toBe('2 h, until Mon 07:30 PM');
    expect((await names('2h', languageOf('de')))?.[0]?.[0]).toMatch(/19:30/);
  });

  test('the usual ones at first, times of day too, and nothing for nonsense', async () => {
    expect((await names(''))?.map(([, value]) => value)).toEqual([
      ...['30m', '1h', '2h', '4h', '8h', '1d', '3d', '7d'],
      ...['until 09:00', 'until 18:00', 'until monday'],
    ]);
    expect(await names('until 1')).toEqual([
      ['13 h, until Tue 01:00 AM', 'until 1'],
      ['6 h, until Mon 06:00 PM', 'until 18:00'],
    ]);
    expect(await names('until t')).toEqual([]);
    expect(await names('soon')).toEqual([]);
  });
});

describe('/explain', () => {
  const embed = async (code: string, language = context.language) =>
    (await explain.run({ code }, { ...context, language })).embeds?.[0];

  test.each(Object.keys(ERROR_CODES))('%s', async (code) => {
    const { title, description, fields } = (await embed(code)) ?? {};
    expect(title).toBe(`📖 ${code}`);
    expect(description).not.toBe('');
    expect(fields?.map(({ name }) => name)).toEqual(['What to Do', 'Whose Turn']);
  });

  test('small letters and spaces are forgiven', async () => {
    expect((await embed(' timeout '))?.title).toBe('📖 TIMEOUT');
  });

  test('a code that nobody documents is said to be so, harmlessly', async () => {
    expect((await embed('`@everyone`'))?.description).toMatch(/^`ˋ@everyoneˋ` is not a code that CaptchaAI documents/);
  });

  test('offers the codes that hold what was typed', async () => {
    const offered = await explain.suggest?.('code', 'proxy_conn', context, {});
    expect(offered).toEqual([{ name: 'ERROR_PROXY_CONNECTION_FAILED', value: 'ERROR_PROXY_CONNECTION_FAILED' }]);
  });
});

describe('/help', () => {
  test('lists every command once, clickable as far as Discord has given it an id', async () => {
    const text = JSON.stringify((await help.run({}, context)).embeds);
    for (const { data } of COMMANDS)
      expect(text.match(new RegExp(`(?:</|\`/)${data.name}[:\`]`, 'g')), data.name).toHaveLength(1);
    expect(text).toContain('</mute:900000000000000001>');
    expect(text).toContain('`/balance`');
  });
});
