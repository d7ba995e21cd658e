import { beforeEach, expect, test } from 'vitest';
import oncall from '../../commands/oncall.ts';
import { type CommandStage, GUILD, NOW, setUpCommands } from '../fixtures/commands.ts';

let stage: CommandStage;
beforeEach(async () => {
  stage = await setUpCommands();
});

const NOTHING = { add: null, remove: null, day: null, time: null, cover: null, until: null };
const person = (id: string) => ({ type: 'user', id }) as const;
const say = async (args: Partial<Parameters<typeof oncall.run>[0]> = {}) =>
  (await oncall.run({ ...NOTHING, ...args }, stage.context)).embeds?.[0]?.description ?? '';
const refusal = (args: Partial<Parameters<typeof oncall.run>[0]>) =>
  say(args).then(
    () => null,
    (err: { code?: string }) => err.code,
  );

test('people are added, take turns from now on, and are removed; the last one ends it', async () => {
  await stage.store.guilds.choose(GUILD, { mention: { type: 'role', id: '5' } }, []);
  expect(await say()).toBe('Nobody takes turns yet. `/oncall add:@ada` adds somebody. Alerts ping <@&5>.');
  // 2026-11-23 is a Monday, and 09:00 is over.
  const until = `<t:${(NOW - 3 * 3_600_000) / 1_000 + 7 * 86_400}:f>`;
  expect(await say({ add: person('71') })).toBe(`<@71> is on call until ${until}.\n\n1. <@71>`);
  expect(await say({ add: person('72') })).toBe(`<@71> is on call until ${until}.\n\n1. <@71>\n2. <@72>`);
  expect(await refusal({ add: person('72') })).toBe('onCallAlready');
  expect(await say({ remove: person('71') })).toContain('<@72> is on call');
  expect(await refusal({ remove: person('71') })).toBe('notOnCall');
  expect(await say({ remove: person('72') })).toContain('Nobody takes turns yet.');
});

test('the handover is on the day and at the time that are chosen', async () => {
  await say({ add: person('71') });
  await say({ add: person('72') });
  const { embeds } = await oncall.run({ ...NOTHING, day: 'fri', time: '18:30' }, stage.context);
  expect(embeds?.[0]?.fields).toEqual([{ name: 'Handover', value: 'every Friday at 18:30 (`UTC`)' }]);
  expect(embeds?.[0]?.description).toContain(`<@71> is on call until <t:${Date.UTC(2026, 10, 27, 18, 30) / 1_000}:f>`);
  expect(await refusal({ day: 'mon-fri' })).toBe('badWeekdays');
  expect(await refusal({ time: '25:00' })).toBe('badTimeOfDay');
});

test('somebody covers until a time, and the turns stay as they are', async () => {
  expect(await refusal({ cover: person('73'), until: '4h' })).toBe('nobodyOnCall');
  await say({ add: person('71') });
  expect(await refusal({ cover: person('73') })).toBe('coverNeedsUntil');
  const until = `<t:${(NOW + 4 * 3_600_000) / 1_000}:f>`;
  expect(await say({ cover: person('73'), until: '4h' })).toBe(
    `<@73> is on call instead of <@71> until ${until}.\n\n1. <@71>`,
  );
  const { guild } = await stage.context.monitor.settings(GUILD);
  expect(guild.mention).toEqual({ type: 'user', id: '73' });
  expect((await stage.store.changes.recent(GUILD, 1))[0]).toMatchObject({ action: 'onCall', subject: 'onCall' });
});

test('several options are one change: all of it, or nothing where one of them is refused', async () => {
  await say({ add: person('71') });
  const lines = async () => (await stage.store.changes.recent(GUILD, 20)).length;
  const before = await lines();
  const shown = await say();
  for (const refused of [
    { add: person('72'), time: '25:00' },
    { add: person('72'), remove: person('79') },
    { add: person('72'), remove: person('71'), cover: person('73'), until: 'soonish' },
    { add: person('72'), day: 'fri', cover: person('73') },
  ])
    expect(await refusal(refused)).not.toBeNull();
  expect([await say(), await lines()]).toEqual([shown, before]);
  const all = { add: person('72'), remove: person('71'), day: 'fri', time: '18:30', cover: person('73'), until: '4h' };
  expect(await say(all)).toContain('<@73> is on call instead of <@72>');
  expect(await lines()).toBe(before + 1);
});

test('a cover that is running is lengthened, shortened, and ended: the turn goes on', async () => {
  await say({ add: person('71') });
  const hours = (count: number) => `<t:${(NOW + count * 3_600_000) / 1_000}:f>`;
  await say({ cover: person('73'), until: '4h' });
  expect(await say({ until: '8h' })).toContain(`<@73> is on call instead of <@71> until ${hours(8)}.`);
  expect(await say({ until: '1h' })).toContain(`<@73> is on call instead of <@71> until ${hours(1)}.`);
  const offered = async () => (await oncall.suggest?.('until', 'n', stage.context, {}))?.map(({ value }) => value);
  expect(await offered()).toEqual(['now']);
  expect(await say({ until: 'now' })).toContain('<@71> is on call until');
  const { guild } = await stage.context.monitor.settings(GUILD);
  expect(guild.mention).toEqual({ type: 'user', id: '71' });
  expect(await offered()).toEqual([]);
  expect(await refusal({ until: '4h' })).toBe('coverNeedsUntil');
  expect(await refusal({ until: 'now' })).toBe('coverNeedsUntil');
  expect(await refusal({ cover: person('73'), until: 'now' })).toBe('badDuration');
});
