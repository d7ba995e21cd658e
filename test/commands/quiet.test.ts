import { beforeEach, describe, expect, test } from 'vitest';
import quiet from '../../commands/quiet.ts';
import type { CommandContext } from '../../src/discord/command.ts';
import { failureWords } from '../../src/discord/embeds/failure.ts';
import { incidentsEmbed } from '../../src/discord/embeds/incidents.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import { MonitorError, type MonitorFailure } from '../../src/monitor/errors.ts';
import { type CommandStage, GUILD, NOW, setUpCommands } from '../fixtures/commands.ts';

let stage: CommandStage;
let context: CommandContext;

beforeEach(async () => {
  stage = await setUpCommands();
  context = stage.context;
  await context.monitor.setUp(GUILD, { timeZone: 'Europe/Berlin' }, context.by);
});

const NOTHING = { from: null, to: null, days: null, alerts: null, passes: null, remove: null } as const;
const NIGHT = { ...NOTHING, from: '22:00', to: '07:00' } as const;
const run = (args: Partial<Parameters<typeof quiet.run>[0]> = {}) => quiet.run({ ...NOTHING, ...args }, context);
const kept = async () => (await context.monitor.settings(GUILD)).guild.quietHours;
const shown = async () => (await run()).embeds?.[0]?.description ?? '';

test('the moment of these tests is a Monday, 13:00 in Berlin', () => {
  expect(new Date(NOW).toUTCString()).toBe('Mon, 23 Nov 2026 12:00:00 GMT');
});

describe('/quiet', () => {
  test('says that there are none, and how to add some', async () => {
    expect(await shown()).toBe(
      'There are no quiet hours: messages are sent at any time.\n`/quiet from:22:00 to:07:00` adds some, `/quiet remove:` removes them.',
    );
  });

  test('adds some, and says when it is quiet next', async () => {
    const { content } = await run({ ...NIGHT, days: 'mon-fri' });
    expect(content).toBe(
      [
        '🌙 Quiet hours added: `1` Mon–Fri 22:00–07:00: **Everything**, critical alerts are still sent.',
        'Next: Mon 22:00 – Tue 07:00 (<t:1795467600:R>).',
        'Times are in `Europe/Berlin`.',
        'The daily summary is still sent.',
      ].join('\n'),
    );
    expect(await kept()).toEqual([
      { id: 1, weekdays: [1, 2, 3, 4, 5], from: 1_320, to: 420, kinds: null, passes: 'critical' },
    ]);
  });

  test('joins what touches in what it says of the next time', async () => {
    await run({ ...NOTHING, from: '00:00', to: '24:00', days: 'sun' });
    const { content } = await run({ ...NOTHING, from: '22:00', to: '00:00', days: 'sat' });
    expect(content).toContain('Next: Sat 22:00 – Mon 00:00');
  });

  test('lists them with the next time, and until when it is quiet now', async () => {
    await run({ from: '12:00', to: '14:00', alerts: 'latency, QUEUE', passes: 'nothing' });
    expect(await shown()).toBe(
      [
        '`1` every day 12:00–14:00: **Queue, Latency**, critical alerts wait too',
        '',
        'Quiet until Mon 14:00 (<t:1795438800:R>).',
        'Times are in `Europe/Berlin`.',
      ].join('\n'),
    );
  });

  test('removes the ones that are meant, and says what holds then', async () => {
    await run(NIGHT);
    await run({ ...NIGHT, from: '23:00', days: 'sat' });
    expect((await run({ remove: '1' })).content).toMatch(
      /^🔔 Quiet hours removed: every day 22:00–07:00: .*\nNext: Sat 23:00 – Sun 07:00/,
    );
    expect((await run({ remove: '2' })).content).toContain('There are no quiet hours');
    expect(await kept()).toEqual([]);
  });

  test('gives each a number that no other has, whatever was removed', async () => {
    await run(NIGHT);
    await run({ ...NIGHT, days: 'sat', from: '21:00' });
    await run({ remove: '1' });
    await run({ ...NIGHT, days: 'sun' });
    expect((await kept()).map(({ id }) => id)).toEqual([2, 3]);
  });

  test.each([
    ['a time that is none', { ...NIGHT, from: '25:00' }, 'badTimeOfDay', '`25:00` is not a time of day.'],
    ['no time', { ...NIGHT, to: ' ' }, 'badTimeOfDay', 'is not a time of day.'],
    ['a day that is none', { ...NIGHT, days: 'someday' }, 'badWeekdays', '`someday` does not name weekdays.'],
    [
      'a kind that is none',
      { ...NIGHT, alerts: 'queue, ballance' },
      'badKinds',
      '`ballance` is not a kind of alert. Available: `balance`',
    ],
    ['no end', { from: '22:00' }, 'quietNeedsTimes', 'Quiet hours need both `from` and `to`.'],
    ['no beginning', { to: '22:00', days: 'sat' }, 'quietNeedsTimes', 'both'],
    ['all of the time', { from: '07:00', to: '07:00' }, 'quietEndless', '**Everything** would be quiet for ever.'],
    [
      'all of the time for one kind',
      { from: '0:00', to: '24:00', alerts: 'queue' },
      'quietEndless',
      '**Queue** would be quiet',
    ],
    ['both at once', { ...NIGHT, remove: '1' }, 'quietBoth', 'Either add'],
    ['to remove what is not there', { remove: '1' }, 'unknownQuiet', '`1` is none of the quiet hours.'],
    ['to go back to what never was left', { remove: 'settings' }, 'unknownQuiet', '`settings`'],
  ] as const)('refuses %s in words, and changes nothing', async (_name, args, code, words) => {
    const failure = await run(args).catch((err: unknown) => err);
    if (!(failure instanceof MonitorError)) throw new Error('it was not refused');
    expect(failure.code).toBe(code);
    expect(failureWords(failure as MonitorFailure, context.language)).toContain(words);
    for (const language of LANGUAGES) expect(failureWords(failure as MonitorFailure, language)).not.toBe('');
    expect([await kept(), (await context.monitor.changes(GUILD, 5)).length]).toEqual([[], 1]);
  });

  test('refuses the same again, and an eleventh', async () => {
    await run(NIGHT);
    await expect(run({ ...NIGHT, from: '10pm', to: '7' })).rejects.toMatchObject({ code: 'quietTwice' });
    for (let hour = 8; hour < 17; hour += 1) await run({ from: `${hour}:00`, to: `${hour}:30` });
    expect(await kept()).toHaveLength(10);
    await expect(run({ from: '18:00', to: '18:30' })).rejects.toMatchObject({
      code: 'tooManyQuiet',
      details: { most: 10 },
    });
  });

  test('says in /incidents who added and removed what', async () => {
    await run({ ...NIGHT, days: 'mon-fri', alerts: 'queue' });
    await run({ remove: '1' });
    await run({ remove: 'settings' });
    const changes = await context.monitor.changes(GUILD, 3);
    const lines = incidentsEmbed([], changes, NOW, context.language).fields?.[0]?.value ?? '';
    expect(lines).toMatch(/restored the quiet hours of the settings\.\n/);
    expect(lines).toMatch(
      /removed quiet hours: Mon–Fri 22:00–07:00: \*\*Queue\*\*, critical alerts are still sent\.\n/,
    );
    expect(lines).toMatch(/added quiet hours: Mon–Fri 22:00–07:00/);
  });

  test('names days in the language of whoever asks', async () => {
    await run({ ...NIGHT, days: 'mon-fri' });
    const texts = await Promise.all(
      LANGUAGES.map(async (language) => (await quiet.run(NOTHING, { ...context, language })).embeds?.[0]?.description),
    );
    expect(texts.every((text) => text?.includes('22:00–07:00'))).toBe(true);
    expect(texts.filter((text) => text?.includes('lun'))).not.toEqual([]);
    expect(texts.filter((text) => text?.includes('周一'))).not.toEqual([]);
  });
});

describe('what is offered while somebody types', () => {
  const suggest = async (option: string, typed: string) =>
    (await quiet.suggest?.(option, typed, context, {}))?.map(({ value }) => value);

  test.each([
    ['from', '2', ['20:00', '22:00', '23:00']],
    ['to', '0', ['00:00', '06:00', '07:00', '08:00', '09:00']],
    ['days', 'we', ['weekend']],
    ['days', 'mon,thu', ['mon,thu']],
    ['alerts', 'la', ['latency']],
    ['alerts', 'queue, lat', ['queue,latency']],
    ['alerts', 'al', ['all']],
    ['remove', '', []],
  ])('for %s after %j', async (option, typed, values) => {
    expect(await suggest(option, typed)).toEqual(values);
  });

  test('to remove: those that there are, and those of the settings', async () => {
    await run(NIGHT);
    await run({ ...NIGHT, days: 'sat', from: '20:00' });
    expect(await suggest('remove', '')).toEqual(['1', '2', 'settings']);
    expect(await suggest('remove', 'sat')).toEqual(['2']);
    const [first] = (await quiet.suggest?.('remove', '', context, {})) ?? [];
    expect(first?.name).toBe('1: every day 22:00–07:00: Everything, critical alerts are still sent');
  });
});
