import type { Interaction } from 'discord.js';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { COMPONENTS } from '../../src/discord/components/index.ts';
import { createDispatch } from '../../src/discord/dispatch.ts';
import { createSeenInteractions } from '../../src/discord/seenInteractions.ts';
import { createLog } from '../../src/log.ts';
import { opening } from '../fixtures/alerts.ts';
import { type CommandStage, GUILD, NOW, setUpCommands } from '../fixtures/commands.ts';

const OTHER_GUILD = '100000000000000009';
const OLD_BUTTON = 'This button is from an older version. Use a command instead: `/help` lists them.';

let stage: CommandStage;
let dispatch: (interaction: Interaction) => Promise<void>;
let interactions = 0;

/** In each of two servers one incident, the first of which has the id 1. */
beforeEach(async () => {
  stage = await setUpCommands();
  await stage.store.guilds.see([{ id: OTHER_GUILD, name: 'Other' }], NOW);
  await stage.store.alertStates.commit([opening(GUILD), opening(OTHER_GUILD)], NOW);
  dispatch = createDispatch({
    commands: [],
    components: COMPONENTS,
    monitor: stage.context.monitor,
    charts: { render: async () => new Uint8Array() },
    clock: { now: () => NOW },
    log: createLog({ level: 'fatal', secrets: [], destination: { write: () => true } }),
    hide: (text) => text,
    accessOf: () => 'allowed',
    viewOf: () => stage.context.view,
    rolesOf: () => new Set(),
    operator: { contact: null, policyUrl: null },
    commandIds: () => new Map(),
    isNew: createSeenInteractions(async () => true),
  });
});

/** Everything that an interaction could change, of both servers. */
const state = async () => {
  const { store } = stage;
  const of = async (id: string) => [await store.guilds.get(id), await store.incidents.recent(id, 9)];
  return JSON.stringify([await store.mutes.activeAt(NOW), await of(GUILD), await of(OTHER_GUILD)]);
};

/** Uses a component as somebody who may do everything; answers what they alone see. */
async function interact(
  customId: string,
  values: readonly string[] | null,
  form: string | null = null,
): Promise<string> {
  const said: string[] = [];
  const say = async ({ content }: { content?: string }) => void said.push(content ?? '');
  interactions += 1;
  await dispatch({
    id: String(interactions),
    customId,
    guildId: GUILD,
    guildLocale: 'en-US',
    locale: 'en-US',
    user: { id: '200000000000000001', username: 'ada' },
    memberPermissions: { has: () => true },
    message: { id: '900000000000000001', embeds: [], components: [] },
    values: values ?? [],
    roles: new Map(),
    isChatInputCommand: () => false,
    isAutocomplete: () => false,
    isMessageComponent: () => form === null,
    isModalSubmit: () => form !== null,
    isFromMessage: () => true,
    fields: { getTextInputValue: () => form },
    showModal: async ({ title }: { title: string }) => void said.push(title),
    isAnySelectMenu: () => values !== null,
    isMentionableSelectMenu: () => values !== null,
    inGuild: () => true,
    reply: say,
    followUp: say,
    editReply: say,
    deferUpdate: async () => undefined,
    deferReply: async () => undefined,
  } as unknown as Interaction);
  return said.join(' ');
}

const NUMBERS = [
  '-1',
  '0',
  '-0',
  '1.5',
  '1e9',
  '01',
  '+1',
  ' 1',
  '1 ',
  '0x1',
  'NaN',
  'Infinity',
  '',
  'x',
  '١',
  '9'.repeat(20),
];

test.each<[customId: string, values: readonly string[] | null]>([
  ...NUMBERS.flatMap((number): [string, null][] => [
    [`m1:mute:${number}:3600`, null],
    [`m1:mute:1:${number}`, null],
    [`m1:acknowledge:${number}`, null],
    [`m1:unacknowledge:${number}`, null],
    [`m1:stillOnIt:${number}`, null],
    [`m1:note:${number}`, null],
    [`m1:details:${number}`, null],
  ]),
  ...NUMBERS.filter((number) => number !== '0').map((number): [string, string[]] => ['m1:setupSummaryTime', [number]]),
  ['m1:mute:1:59', null],
  ['m1:mute:1:31536001', null],
  ['m1:mute:1:99999999999', null],
  ['m1:mute:2147483648:3600', null],
  ['m1:mute:1', null],
  ['m1:mute', null],
  ['m1:mute:1:3600:7', null],
  ['m1:acknowledge', null],
  ['m1:acknowledge:1:1', null],
  ['m1:details:1:1', null],
  ['m1:unknown:1', null],
  ['m1', null],
  ['mute:1:3600', null],
  ['m1:setupSummaryTime', ['1440']],
  ['m1:setupSummaryTime', ['540', '600']],
  ['m1:setupSummaryTime', null],
  ['m1:setupSummaryTime:1', ['540']],
  ['m1:setupMentionFrom', ['fatal']],
  ['m1:setupMentionFrom', []],
  ['m1:setupMention', null],
  ['m1:setupMention', ['@everyone']],
  ['m1:setupMention', ['1']],
  ['m1:setupChannel', ['general']],
  ['m1:setupChannel', []],
  ['m1:setupTimeZone', []],
  ['m1:setupWebhook', ['1']],
  ['m1:setupTest:1', null],
  ['m1:forgetNow:1', null],
  ['m1:forgetNow:200000000000000002', null],
  ['m1:forgetNow', ['200000000000000002']],
  ['m1:forget:1', null],
  ['m1:forget', ['1']],
  ['m1:privacy:1', null],
])('an interaction with %s with %j is answered with a sentence, and changes nothing', async (customId, values) => {
  const before = await state();
  expect(await interact(customId, values)).toBe(OLD_BUTTON);
  expect(await state()).toBe(before);
});

test.each([
  ['m1:mute:2:3600', 'This incident was not found. It may have been deleted.'],
  ['m1:acknowledge:2', 'This incident was not found. It may have been deleted.'],
  ['m1:unacknowledge:2', 'This incident was not found. It may have been deleted.'],
  ['m1:stillOnIt:2', 'This incident was not found. It may have been deleted.'],
  ['m1:details:2', 'This incident was not found. It may have been deleted.'],
  ['m1:mute:2147483647:3600', 'This incident was not found. It may have been deleted.'],
])('an interaction with %s on an incident of another server changes nothing', async (customId, sentence) => {
  const before = await state();
  expect(await interact(customId, null)).toBe(sentence);
  expect(await state()).toBe(before);
});

test.each([
  ['m1:note:2', 'hello', 'This incident was not found. It may have been deleted.'],
  ['m1:note:1', '   ', OLD_BUTTON],
  ['m1:note:1', 'x'.repeat(501), OLD_BUTTON],
  ['m1:note:0', 'hello', OLD_BUTTON],
  ['m1:note:1:1', 'hello', OLD_BUTTON],
  ['m1:acknowledge:9', 'hello', 'This incident was not found. It may have been deleted.'],
])('a form that comes back as %s with "%s" changes nothing', async (customId, text, sentence) => {
  const before = await state();
  expect(await interact(customId, null, text)).toBe(sentence);
  expect(await state()).toBe(before);
});

test('a note is kept as it was written, with 500 characters at most', async () => {
  expect(await interact('m1:note:1', null)).toBe('Note on the Incident');
  await interact('m1:note:1', null, ` ${'x'.repeat(500)} `);
  const [incident] = await stage.store.incidents.recent(GUILD, 1);
  expect(incident?.notes).toEqual([
    { at: NOW, by: { userId: '200000000000000001', name: 'ada' }, text: 'x'.repeat(500) },
  ]);
});

test('the webhook cannot be chosen where there is none any more: alerts would go nowhere', async () => {
  await stage.store.guilds.choose(GUILD, { channelId: '300000000000000001' }, []);
  await stage.store.guilds.see([{ id: GUILD, name: 'Scrapers', webhookId: '999999999999999999' }], NOW);
  await interact('m1:setupWebhook', null);
  expect((await stage.store.guilds.get(GUILD))?.channelId).toBe('300000000000000001');
});

test.each([
  ['m1:mute:1:60', 60_000],
  ['m1:mute:1:3600', 3_600_000],
  ['m1:mute:1:31536000', 31_536_000_000],
])('%s mutes for just as long', async (customId, ms) => {
  await interact(customId, null);
  expect((await stage.mutes()).map(({ until }) => until - NOW)).toEqual([ms]);
});

test('whatever an interaction carries, it is answered in words, and only what is ours changes anything', async () => {
  const part = fc.oneof(
    fc.constantFrom('m1', ...COMPONENTS.map(({ name }) => name), '1', '2', '3600', ...NUMBERS),
    fc.string({ maxLength: 20 }),
    fc.integer().map(String),
    fc.double().map(String),
  );
  const ids = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(':'));
  const known = fc.tuple(fc.constantFrom(...COMPONENTS.map(({ name }) => name)), fc.array(part, { maxLength: 3 }));
  const mutes = fc
    .oneof(fc.constantFrom(...NUMBERS), fc.nat({ max: 40_000_000 }).map(String))
    .map((seconds) => `m1:mute:1:${seconds}`);
  const forged = fc.oneof(
    ids,
    mutes,
    known.map(([name, args]) => ['m1', name, ...args].join(':')),
  );
  const OURS = /^m1:(?:(?:mute:1:[1-9]\d+|(?:un)?acknowledge:1|stillOnIt:1)|setup\w+|forgetNow)$/;
  await fc.assert(
    fc.asyncProperty(forged, fc.option(fc.array(part, { maxLength: 3 })), async (customId, values) => {
      const before = await state();
      const said = await interact(customId, values);
      expect(said).not.toContain('Something went wrong');
      if (!OURS.test(customId)) expect(await state()).toBe(before);
      for (const { until } of await stage.mutes()) expect(until - NOW).toBeLessThanOrEqual(31_536_000_000);
    }),
    { numRuns: 300 },
  );
  expect(await stage.mutes()).not.toEqual([]);
});
