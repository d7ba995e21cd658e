import { ComponentType } from 'discord-api-types/v10';
import { beforeEach, describe, expect, test } from 'vitest';
import incidents from '../../commands/incidents.ts';
import setup from '../../commands/setup.ts';
import testCommand from '../../commands/test.ts';
import type { CommandContext } from '../../src/discord/command.ts';
import { COMPONENTS } from '../../src/discord/components/index.ts';
import type { PingFailure } from '../../src/monitor/delivery/pingFailure.ts';
import { type CommandStage, GUILD, NOW, setUpCommands } from '../fixtures/commands.ts';

const CHANNEL = '300000000000000001';
const ROLE = '400000000000000001';

let stage: CommandStage;
let context: CommandContext;

beforeEach(async () => {
  stage = await setUpCommands();
  context = stage.context;
});

const screen = async (timeZone: string | null = null) =>
  JSON.stringify((await setup.run({ time_zone: timeZone, pipeline: null }, context)).components);

/** Picks in a menu of the screen, as a component interaction would. */
async function pick(name: string, values: readonly string[], roleIds: readonly string[] = []): Promise<string> {
  const component = COMPONENTS.find((each) => each.name === name);
  const isMenu = !['setupTest', 'setupWebhook', 'setupLiveHere', 'setupLiveOff'].includes(name);
  const interaction = {
    args: [],
    isMenu,
    values,
    roleIds: new Set(roleIds),
    message: { id: '900000000000000001', embeds: [], components: [] },
  };
  return JSON.stringify(await component?.read(interaction, context)?.());
}

describe('/setup', () => {
  test('is one message of menus for channel, ping, severity, time zone and time, and ends with a test', async () => {
    const { components, isComponentsV2 } = await setup.run({ time_zone: null, pipeline: null }, context);
    expect(isComponentsV2).toBe(true);
    const text = JSON.stringify(components);
    for (const name of ['setupChannel', 'setupMention', 'setupMentionFrom', 'setupTimeZone', 'setupSummaryTime']) {
      expect(text).toContain(`"m1:${name}"`);
    }
    expect(text).toContain('"label":"Send a test alert"');
    expect(text).toContain(`"type":${ComponentType.ChannelSelect}`);
    expect(text).toContain(`"type":${ComponentType.MentionableSelect}`);
  });

  test('offers the webhook of the environment in its own server alone', async () => {
    expect(await screen()).toContain('setupWebhook');
    expect(await screen()).toContain('Alerts go to the webhook of this monitor');
    await stage.store.guilds.see([{ id: '100000000000000009', name: 'Other' }], NOW);
    const other = await setup.run({ time_zone: null, pipeline: null }, { ...context, guildId: '100000000000000009' });
    expect(JSON.stringify(other.components)).not.toContain('setupWebhook');
    expect(JSON.stringify(other.components)).toContain('Alerts have no destination yet');
  });

  test('a time zone can be typed; one that is none is refused, and nothing is changed', async () => {
    expect(await screen('Asia/Kathmandu')).toContain('`Asia/Kathmandu`');
    for (const text of ['Mars/Olympus', 'CET', 'est', 'PST8PDT', 'GMT'])
      await expect(screen(text)).rejects.toMatchObject({ code: 'badTimeZone', details: { text } });
    expect(await screen()).toContain('`Asia/Kathmandu`');
  });

  test.each([
    [['SendMessages', 'AttachFiles'] as const, `Missing permissions in <#${CHANNEL}>: **Send Messages, Attach Files**`],
    [['SendMessagesInThreads'] as const, `Missing permissions in <#${CHANNEL}>: **Send Messages in Threads**`],
    [null, `I cannot see <#${CHANNEL}>`],
  ])('a channel where %j is missing is not chosen', async (lacking, said) => {
    stage.lacking.set(CHANNEL, lacking);
    const shown = await pick('setupChannel', [CHANNEL]);
    expect(shown).toContain(said);
    expect(shown).toContain('The channel was not changed.');
    expect((await context.monitor.settings(GUILD)).guild.destination?.type).toBe('webhook');
  });

  test.each([
    ['channelKind', `Alerts cannot be posted in <#${CHANNEL}>: pick a text`],
    ['threadClosed', `<#${CHANNEL}>: the thread is locked or archived`],
  ] as const)('a channel that takes no messages (%s) is not chosen, and why is said', async (why, said) => {
    stage.unfits(why);
    const shown = await pick('setupChannel', [CHANNEL]);
    expect(shown).toContain(said);
    expect(shown).toContain('The channel was not changed.');
    expect((await context.monitor.settings(GUILD)).guild.destination?.type).toBe('webhook');
  });

  test('every kind of channel that takes messages is offered, and no forum', async () => {
    // Text, voice, announcements, threads of all three kinds, and a stage.
    expect(await screen()).toContain('"channel_types":[0,5,2,13,11,12,10]');
  });

  test('why the last mention notified nobody is said on the screen until another is picked', async () => {
    await pick('setupMention', ['200000000000000005']);
    await stage.store.guilds.setPingFailure(GUILD, 'memberGone', NOW);
    expect(await screen()).toContain('this person is not in the server');
    await pick('setupMention', ['200000000000000006']);
    expect(await screen()).not.toContain('this person is not in the server');
  });

  test('what is lost in a chosen channel later is said on the screen', async () => {
    await pick('setupChannel', [CHANNEL]);
    expect(await screen()).toContain(`Alerts go to <#${CHANNEL}>`);
    stage.lacking.set(CHANNEL, ['EmbedLinks']);
    expect(await screen()).toContain(`Missing permissions in <#${CHANNEL}>: **Embed Links**`);
  });

  test('a role that could not be pinged is named, a person always can', async () => {
    await pick('setupChannel', [CHANNEL]);
    stage.pings(false);
    expect(await pick('setupMention', [ROLE], [ROLE])).toContain(`<@&${ROLE}> would be shown but not pinged`);
    await pick('setupWebhook', []);
    expect(await screen()).not.toContain('would be shown');
    await pick('setupMention', []);
    expect((await context.monitor.settings(GUILD)).guild.mention).toBeNull();
  });

  test('each choice is kept', async () => {
    await pick('setupMention', ['200000000000000005']);
    await pick('setupMentionFrom', ['warning']);
    await pick('setupTimeZone', ['Europe/Berlin']);
    await pick('setupSummaryTime', ['450']);
    expect((await context.monitor.settings(GUILD)).guild).toMatchObject({
      mention: { type: 'user', id: '200000000000000005' },
      mentionFrom: 'warning',
      timeZone: 'Europe/Berlin',
      summaryMinute: 450,
    });
    expect(await screen()).toContain('"label":"07:30"');
  });

  test.each(['critical', 'error'])(
    'only critical alerts ping, by a screen of now and by one of before: %s',
    async (from) => {
      await pick('setupMentionFrom', ['warning']);
      await pick('setupMentionFrom', [from]);
      expect((await context.monitor.settings(GUILD)).guild.mentionFrom).toBe('critical');
    },
  );

  test('offers time zones by any part of their name, with the time there', async () => {
    const offered = await setup.suggest?.('time_zone', 'new yor', context, {});
    expect(offered).toEqual([{ name: 'America/New_York (07:00)', value: 'America/New_York' }]);
    expect((await setup.suggest?.('time_zone', 'pst', context, {}))?.[0]?.value).toBe('America/Los_Angeles');
    const places = (await setup.suggest?.('time_zone', 'cet', context, {}))?.map(({ value }) => value);
    expect(places).toEqual(['Europe/Berlin']);
    expect(await setup.suggest?.('time_zone', '', context, {})).toHaveLength(24);
    expect(await setup.suggest?.('time_zone', 'a', context, {})).toHaveLength(25);
    expect(await setup.suggest?.('time_zone', 'atlantis', context, {})).toEqual([]);
  });
});

describe('/test', () => {
  const say = async (severity: 'critical' | 'warning' | null = null) =>
    (await testCommand.run({ severity, escalation: null }, context)).content;
  const arrive = (pingFailure: PingFailure | null = null) =>
    stage.testEnds({
      outcome: 'delivered',
      messageId: '1',
      place: { type: 'channel', channelId: CHANNEL },
      pingFailure,
    });

  test('says where it arrived and whom it pinged', async () => {
    arrive();
    await pick('setupChannel', [CHANNEL]);
    expect(await say()).toMatch(/^🧪 The test alert arrived in <#300000000000000001>\. It pings nobody/);
    await pick('setupMention', [ROLE], [ROLE]);
    expect(await say()).toMatch(new RegExp(`It pinged <@&${ROLE}>\\.$`));
    expect(await say('warning')).toMatch(/Alerts of this severity ping nobody\.$/);
    await pick('setupMentionFrom', ['warning']);
    expect(await say('warning')).toMatch(/It pinged/);
    arrive('notMentionable');
    expect(await say()).toMatch(/was shown but not pinged/);
    arrive('memberGone');
    expect(await say()).toMatch(/Pings do not work: nobody was pinged: this person is not in the server/);
  });

  test('says what it would need, or that it waits', async () => {
    await pick('setupChannel', [CHANNEL]);
    stage.lacking.set(CHANNEL, ['SendMessages', 'EmbedLinks']);
    stage.testEnds({ outcome: 'giveUp', why: 'notAllowed' });
    expect(await say()).toMatch(/^❌ .*\(Send Messages, Embed Links\)\.$/);
    stage.testEnds({ outcome: 'giveUp', why: 'destinationGone' });
    expect(await say()).toMatch(/the webhook or channel is gone/);
    stage.testEnds({ outcome: 'retry', afterMs: null, why: 'discordFailed' });
    expect(await say()).toMatch(/^Discord has not accepted it yet/);
    stage.testEnds({ outcome: 'waiting', before: 3 });
    expect(await say()).toMatch(/waits behind 3 other messages/);
  });
});

describe('the live status in /setup', () => {
  const live = async () => (await context.monitor.settings(GUILD)).guild.live;

  test('is off, and not offered with the alerts while those go to the webhook', async () => {
    expect(await screen()).toContain('One message that always shows how everything stands. It is switched off.');
    expect(await screen()).toMatch(/"custom_id":"m1:setupLiveHere","disabled":true/);
    await pick('setupChannel', [CHANNEL]);
    expect(await screen()).toMatch(/"custom_id":"m1:setupLiveHere","disabled":false/);
  });

  test('is switched on with the alerts and off again by its button, and in a channel of its own by its menu', async () => {
    await pick('setupChannel', [CHANNEL]);
    expect(await pick('setupLiveHere', [])).toContain(`One message in <#${CHANNEL}> is kept up to date.`);
    expect(await live()).toEqual({ channelId: null });
    await pick('setupLiveOff', []);
    expect(await live()).toBeNull();
    const ops = '300000000000000002';
    expect(await pick('setupLive', [ops])).toContain(`One message in <#${ops}> is kept up to date.`);
    expect(await live()).toEqual({ channelId: ops });
    await pick('setupLive', []);
    expect(await live()).toBeNull();
    expect(
      (await context.monitor.changes(GUILD, 9)).map(({ subject, before, after }) => [subject, before, after]),
    ).toEqual([
      ['liveStatus', ops, null],
      ['liveStatus', null, ops],
      ['liveStatus', 'alertChannel', null],
      ['liveStatus', null, 'alertChannel'],
      ['channel', 'webhook', CHANNEL],
    ]);
  });

  test('says when the bot may not pin it, and goes on without', async () => {
    stage.mayPin(false);
    expect(await pick('setupLive', [CHANNEL])).toContain(`grant my role **Pin Messages** in <#${CHANNEL}>`);
    expect(await live()).toEqual({ channelId: CHANNEL });
  });

  test('is not put where the bot cannot post', async () => {
    stage.lacking.set(CHANNEL, ['SendMessages']);
    const shown = await pick('setupLive', [CHANNEL]);
    expect(shown).toContain('**Send Messages**');
    expect(shown).toContain('The live status was not changed.');
    expect(await live()).toBeNull();
  });

  test('says why it is not up to date', async () => {
    await pick('setupLive', [CHANNEL]);
    const [wanted] = await stage.store.live.wanted(NOW);
    if (wanted === undefined) throw new Error('no live status');
    await stage.store.live.write(GUILD, { ...wanted.state, trouble: 'destinationGone', troubleAt: CHANNEL });
    expect(await screen()).toContain('⚠️ Not up to date: the webhook or channel is gone');
  });
});

describe('less noise in /setup', () => {
  const noise = async () => (await context.monitor.settings(GUILD)).guild.noise;

  test('is chosen in one menu, which shows what holds', async () => {
    expect(await noise()).toEqual({ silent: [], format: 'full' });
    const shown = await pick('setupNoise', ['summaries', 'compact', 'warnings']);
    expect(await noise()).toEqual({ silent: ['warnings', 'summaries'], format: 'compact' });
    expect(shown).toContain('{"value":"warnings","label":"Warnings without a sound","default":true}');
    expect(shown).toContain('{"value":"recoveries","label":"Recoveries without a sound","default":false}');
    await pick('setupNoise', []);
    expect(await noise()).toEqual({ silent: [], format: 'full' });
    expect(
      (await context.monitor.changes(GUILD, 9)).map(({ subject, before, after }) => [subject, before, after]),
    ).toEqual([
      ['format', 'compact', 'full'],
      ['silent', 'warnings summaries', null],
      ['format', 'full', 'compact'],
      ['silent', null, 'warnings summaries'],
    ]);
    const { embeds } = await incidents.run({ limit: null }, context);
    expect(JSON.stringify(embeds)).toContain('changed **sent silently** from none to warnings, daily summaries.');
  });

  test('what the menu does not offer changes nothing', async () => {
    await pick('setupNoise', ['critical']);
    expect(await noise()).toEqual({ silent: [], format: 'full' });
  });
});
