import { beforeEach, describe, expect, test } from 'vitest';
import errors from '../../commands/errors.ts';
import explain from '../../commands/explain.ts';
import help from '../../commands/help.ts';
import incidents from '../../commands/incidents.ts';
import { COMMANDS, MENUS } from '../../commands/index.ts';
import latency from '../../commands/latency.ts';
import mute from '../../commands/mute.ts';
import mutes from '../../commands/mutes.ts';
import queue from '../../commands/queue.ts';
import { ERROR_CODES } from '../../src/captchaai/errorCodes.ts';
import type { CommandContext } from '../../src/discord/command.ts';
import { LANGUAGES, languageOf } from '../../src/discord/words/languages.ts';
import { type CommandStage, GUILD, HOUR, MINUTE, NOW, setUpCommands } from '../fixtures/commands.ts';
import { everywhere } from '../fixtures/everywhere.ts';

let stage: CommandStage;
let context: CommandContext;

beforeEach(async () => {
  stage = await setUpCommands();
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
    expect(hour.embeds?.[0]).toMatchObject({ title: '🧾 Errors in the Last 1 h', color: 0xe74c3c });
    expect(hour.embeds?.[0]?.description).toMatch(
      /^Error rate: \*\*16\.2%\*\* \(30\/185\), threshold 15\.0%\n\n\*\*30\*\* `ERROR_CAPTCHA_UNSOLVABLE`\n-# /,
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
    expect(embeds?.[0]?.description).toBe('No solve results in this time.');
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
    expect((await report('30d')).embeds?.[0]?.title).toBe('🧾 Errors in the Last 30 d');
  });
});

describe('/latency', () => {
  const report = (window: string | null) => latency.run({ window, pipeline: null }, context);

  test.each([
    ['soon', 'badLength'],
    ['31d', 'durationTooLong'],
  ])('%j is refused', async (window, code) => {
    await expect(report(window)).rejects.toMatchObject({ code });
  });

  test.each([
    ['2h', 2 * HOUR, 1],
    ['2h', 2 * HOUR + MINUTE, 0],
    ['1m', MINUTE, 1],
    // By the quarter-hour.
    ['6h', 6 * HOUR, 1],
    ['6h', 6 * HOUR + 1, 0],
  ])('a window of %s counts a task of %d ms ago %d times', async (window, ago, times) => {
    await finish(times + 1, NOW - ago);
    const { embeds, chart } = await report(window);
    expect(embeds?.[0]?.description).toContain(times === 0 ? 'No solved task' : 'over 2 solved tasks');
    expect(chart?.data.type).toBe('latency');
  });
});

describe('/queue', () => {
  const report = async () => (await queue.run({ pipeline: null }, context)).embeds?.[0];

  test('before anything was reported', async () => {
    expect((await report())?.description).toMatch(/^No queue depth is known yet/);
  });

  test('depth, workers, throughput, and when it is empty', async () => {
    await context.monitor.recordQueue('default', { depth: 30, activeWorkers: 3 });
    await finish(50, NOW - MINUTE);
    const { description, fields, color } = (await report()) ?? {};
    expect(description).toBe(`Queue depth: **30** pending tasks, reported <t:${NOW / 1_000}:R>`);
    expect(color).toBe(0x2ecc71);
    expect(fields?.map(({ name, value }) => [name, value])).toEqual([
      ['Active Workers', '3'],
      ['Throughput', '10 tasks per minute'],
      ['Est. Drain Time', expect.stringMatching(/min$/)],
      ['Threshold', '100'],
    ]);
  });

  test('busy workers and the oldest task, where the monitor reads the queue itself', async () => {
    const read = { depth: 30, workers: 3, busy: 2, oldestAt: NOW - 4 * MINUTE };
    await context.monitor.recordOwnQueue('default', { ok: true, reading: read });
    const fields = (await report())?.fields?.map(({ name, value }) => [name, value]);
    expect(fields?.slice(0, 3)).toEqual([
      ['Active Workers', '3'],
      ['Busy', '2'],
      ['Oldest Task', `<t:${(NOW - 4 * MINUTE) / 1_000}:R>`],
    ]);
  });

  test('a queue that cannot be read says so, before the first reading and after', async () => {
    const value = `⚠️ no answer in time, since <t:${NOW / 1_000}:R>. The depth is unknown, not 0.`;
    const trouble = { name: 'Queue Cannot Be Read', value };
    await context.monitor.recordOwnQueue('default', { ok: false, why: 'timeout' });
    expect(await report()).toMatchObject({ color: 0xf39c12, fields: [trouble] });
    await context.monitor.recordQueue('default', { depth: 30, activeWorkers: 3 });
    const { color, fields } = (await report()) ?? {};
    expect(color).toBe(0x3498db);
    expect(fields?.at(-1)).toEqual(trouble);
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
    expect(await embed()).toMatchObject({ description: 'No incidents yet.', fields: [] });
  });

  test('tells who changed what, from what to what', async () => {
    const { monitor, by } = context;
    await monitor.mute(GUILD, everywhere('errors'), '2h', by, null);
    await monitor.unmute(GUILD, everywhere('errors'), by);
    await monitor.setThreshold(GUILD, 'errors.rate', 20, by);
    await monitor.setThreshold(GUILD, 'errors.rate', null, by);
    await monitor.setThreshold(GUILD, 'cooldown', 600, by);
    await monitor.setUp(
      GUILD,
      { channelId: '300000000000000001', mention: { type: 'role', id: '400000000000000001' }, mentionFrom: 'warning' },
      by,
    );
    const [field] = (await embed())?.fields ?? [];
    const head = `<t:${NOW / 1_000}:t>: <@${by.userId}>`;
    const until = `<t:${(NOW + 2 * HOUR) / 1_000}:t>`;
    expect(field?.value.split('\n').toReversed()).toEqual([
      `${head} muted **Error rate** until ${until}.`,
      `${head} unmuted **Error rate**, which was muted until ${until}.`,
      `${head} changed **Error rate: alerts above** from the default 15.0% to 20.0%.`,
      `${head} changed **Error rate: alerts above** from 20.0% to the default 15.0%.`,
      `${head} changed **Cooldown** from the default 5 min to 10 min.`,
      `${head} changed **channel** from the webhook to <#300000000000000001>.`,
      `${head} changed **ping** from none to <@&400000000000000001>.`,
      `${head} changed **ping severity** from Critical to Warning.`,
    ]);
  });

  test('of an earlier version’s change says the default without its value', async () => {
    const { by } = context;
    const change = { at: NOW, by, action: 'threshold', subject: 'errors.rate', before: null, after: '20' } as const;
    await stage.store.guilds.setThreshold(GUILD, 'errors.rate', 20, () => change);
    expect((await embed())?.fields?.[0]?.value).toContain('from the default to 20.0%.');
  });

  test.each([
    [1, 1],
    [2, 2],
    [null, 10],
    [12, 12],
  ])('a limit of %s holds for changes too', async (limit, shown) => {
    for (let n = 1; n <= 13; n++) await context.monitor.setThreshold(GUILD, 'queue.depth', n, context.by);
    const lines = (await embed(limit))?.fields?.flatMap(({ value }) => value.split('\n'));
    expect(lines).toHaveLength(shown);
    expect(lines?.[0]).toMatch(/ to 13\.$/);
  });

  test('fifty changes keep to what Discord allows, and say how many are left out', async () => {
    for (let n = 1; n <= 50; n++) await context.monitor.setThreshold(GUILD, 'queue.depth', n * 1_000, context.by);
    const { fields = [] } = (await embed(50)) ?? {};
    const lines = fields.flatMap(({ value }) => value.split('\n'));
    const left = Number(/^and (\d+) more$/.exec(lines.pop() ?? '')?.[1]);
    expect(lines.length + left).toBe(50);
    expect(fields.every(({ value }) => value.length <= 1_024)).toBe(true);
    expect(lines[0]).toContain('from 49,000 to 50,000.');
  });
});

describe('/mutes', () => {
  const embed = async () => (await mutes.run({}, context)).embeds?.[0];

  test('lists what is muted, until when, by whom and why', async () => {
    expect((await embed())?.description).toBe('Nothing is muted.');
    await context.monitor.mute(GUILD, everywhere('queue'), '2h', context.by, '` @everyone');
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
    expect(fields?.map(({ name }) => name)).toEqual(['What to Do', 'Who Should Act']);
  });

  const withoutBeginning = Object.keys(ERROR_CODES).filter((code) => code.startsWith('ERROR_'));
  test.each(withoutBeginning)('%s without ERROR_, and as people type it', async (code) => {
    const bare = code.slice('ERROR_'.length);
    // Another code is called so itself.
    const title = `📖 ${Object.hasOwn(ERROR_CODES, bare) ? bare : code}`;
    for (const typed of [bare, bare.toLowerCase(), bare.replaceAll('_', ' '), bare.toLowerCase().replaceAll('_', '-')])
      expect((await embed(typed))?.title).toBe(title);
    expect((await embed(code.toLowerCase().replaceAll('_', ' ')))?.title).toBe(`📖 ${code}`);
    expect((await embed(`task 17 failed: {"request":"${code}"}`))?.title).toBe(`📖 ${code}`);
  });

  test.each([
    ['1002', '📖 ERROR: 1002'],
    ['in.php said ERROR: 1003 again', '📖 ERROR: 1003'],
    ['error 1005', '📖 ERROR: 1005'],
  ])('%j is found', async (typed, title) => {
    expect((await embed(typed))?.title).toBe(title);
  });

  test.each([
    ['CAPTCHA_UNSOLVABEL', '`ERROR_CAPTCHA_UNSOLVABLE`'],
    ['UNSOLVABLE', '`ERROR_CAPTCHA_UNSOLVABLE`'],
    ['ERROR_ZERO_BALLANCE', '`ERROR_ZERO_BALANCE`'],
    ['no slot', '`ERROR_NO_SLOT_AVAILABLE`'],
    ['proxy bad', '`ERROR_BAD_PROXY`'],
  ])('%j names the nearest', async (typed, nearest) => {
    const { description = '' } = (await embed(typed)) ?? {};
    expect(description).toMatch(/ is not a code that CaptchaAI documents\./);
    expect(description.split('\n').at(-1)).toContain(`Did you mean ${nearest}`);
  });

  test('what comes near nothing names nothing', async () => {
    expect((await embed('ERROR_COFFEE_MACHINE'))?.description).not.toContain('Did you mean');
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

  test.each(LANGUAGES.map((language) => [language.locale, language] as const))(
    'has room for every command with its description and its id in %s',
    async (_locale, language) => {
      const commandIds = new Map(
        COMMANDS.map(({ data: { name } }, index) => [name, `${9n * 10n ** 18n + BigInt(index)}`]),
      );
      const { embeds: [embed] = [] } = await help.run({}, { ...context, commandIds, language });
      const lines = (embed?.fields ?? []).flatMap(({ value }) => value.trim().split('\n'));
      const { menus } = language.words;
      const expected = [
        ...COMMANDS.map(
          ({ data: { name } }) => `</${name}:${commandIds.get(name)}> ${language.words.commands[name].description}`,
        ),
        ...MENUS.map(({ menu }) => `**${menus[menu].name}** ${menus[menu].description}`),
      ];
      expect(lines.sort()).toEqual(expected.sort());
    },
  );
});
