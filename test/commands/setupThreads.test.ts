import { beforeEach, describe, expect, test } from 'vitest';
import incidents from '../../commands/incidents.ts';
import setup from '../../commands/setup.ts';
import status from '../../commands/status.ts';
import { COMPONENTS } from '../../src/discord/components/index.ts';
import { type CommandStage, GUILD, setUpCommands } from '../fixtures/commands.ts';

const CHANNEL = '300000000000000001';
const FORUM = '300000000000000002';

let stage: CommandStage;

beforeEach(async () => {
  stage = await setUpCommands();
  await pick('setupChannel', CHANNEL);
});

const screen = async () =>
  JSON.stringify((await setup.run({ time_zone: null, pipeline: null }, stage.context)).components);
const threads = async () => (await stage.context.monitor.settings(GUILD)).guild.threads;

async function pick(name: string, ...values: readonly string[]): Promise<string> {
  const component = COMPONENTS.find((each) => each.name === name);
  const message = { id: '900000000000000001', embeds: [], components: [] };
  const interaction = { args: [], isMenu: true, values, roleIds: new Set<string>(), message };
  return JSON.stringify(await component?.read(interaction, stage.context)?.());
}

describe('threads in /setup', () => {
  test('are off, and nothing more is asked for', async () => {
    stage.lackingForThreads.set(CHANNEL, ['CreatePublicThreads']);
    const shown = await screen();
    expect(shown).toContain('All messages about an incident are sent to the channel.');
    expect(shown).not.toContain('Create Public Threads');
    expect(shown).not.toContain('setupForum');
  });

  test('say which permissions are missing once they are switched on, and are saved all the same', async () => {
    stage.lackingForThreads.set(CHANNEL, ['CreatePublicThreads', 'SendMessagesInThreads']);
    const shown = await pick('setupThreads', 'thread');
    expect(shown).toContain('go to a thread under the alert');
    expect(shown).toContain(
      `In <#${CHANNEL}> the bot needs: Create Public Threads, Send Messages in Threads. Until then everything stays in the channel.`,
    );
    expect(await threads()).toEqual({ mode: 'thread', forumId: null });
    stage.lackingForThreads.clear();
    expect(await screen()).not.toContain('the bot needs');
    await pick('setupThreads', 'off');
    expect(await threads()).toEqual({ mode: 'off', forumId: null });
  });

  test('hang on no message of a voice channel', async () => {
    stage.lackingForThreads.set(CHANNEL, 'channelKind');
    expect(await pick('setupThreads', 'thread')).toContain('Threads: this kind of channel does not accept messages');
  });

  test('as posts need a forum, which is picked where posts can be opened', async () => {
    expect(await pick('setupThreads', 'post')).toContain('Pick a forum');
    expect(await screen()).toContain('"channel_types":[15,16]');
    stage.lackingForThreads.set(FORUM, ['SendMessages']);
    const refused = await pick('setupForum', FORUM);
    expect(refused).toContain(`In <#${FORUM}> the bot needs: Send Messages.`);
    expect(refused).toContain('The threads were not changed.');
    expect(await threads()).toEqual({ mode: 'post', forumId: null });
    stage.lackingForThreads.set(FORUM, null);
    expect(await pick('setupForum', FORUM)).toContain('The forum no longer exists');
    stage.lackingForThreads.clear();
    const shown = await pick('setupForum', FORUM);
    expect(shown).toContain(`Each incident is a post in <#${FORUM}>`);
    expect(shown).toContain('critical, warning, open, acknowledged');
    expect(await threads()).toEqual({ mode: 'post', forumId: FORUM });
    await pick('setupForum');
    expect(await threads()).toEqual({ mode: 'post', forumId: null });
  });

  test('as posts of a webhook are where that posts', async () => {
    const webhook = COMPONENTS.find(({ name }) => name === 'setupWebhook');
    const message = { id: '900000000000000001', embeds: [], components: [] };
    const interaction = { args: [], isMenu: false, values: [], roleIds: new Set<string>(), message };
    await webhook?.read(interaction, stage.context)?.();
    expect(await pick('setupThreads', 'post')).toContain(
      'If the webhook belongs to a forum, each incident is a post in it',
    );
  });

  test('say why the last could not be opened, in /status too, until something else is chosen', async () => {
    await pick('setupThreads', 'thread');
    await stage.store.guilds.setThreadTrouble(GUILD, 'threadsFull');
    const said = 'Threads: the channel has too many open threads';
    expect(await screen()).toContain(said);
    expect(JSON.stringify(await status.run({ pipeline: null }, stage.context))).toContain(said);
    expect(await pick('setupThreads', 'post')).not.toContain(said);
    expect(JSON.stringify(await status.run({ pipeline: null }, stage.context))).not.toContain(said);
  });

  test('that no menu offers change nothing', async () => {
    await pick('setupThreads', 'everywhere');
    expect(await threads()).toEqual({ mode: 'off', forumId: null });
  });

  test('are in the log of changes in words', async () => {
    await pick('setupThreads', 'post');
    await pick('setupForum', FORUM);
    const shown = JSON.stringify(await incidents.run({ limit: null }, stage.context));
    expect(shown).toContain('threads');
    expect(shown).toContain('A post in a forum');
    expect(shown).toContain(`<#${FORUM}>`);
  });
});
