import { writeFileSync } from 'node:fs';
import type { APIMessage } from 'discord-api-types/v10';
import { expect } from 'vitest';
import { evaluated } from '../fixtures/program.ts';
import { buttonId, buttonsOf, textOf } from '../fixtures/spike.ts';
import { test } from '../fixtures/test.ts';

const HOUR_MS = 3_600_000;
const UTC = { TIME_ZONE: 'UTC' };
/** More than five times the threshold: critical. */
const BACKED_UP = { depth: 700, activeWorkers: 4 };

const labels = (message: APIMessage) => buttonsOf(message).map((each) => ('label' in each ? each.label : ''));

test('who may acknowledge does, takes it back, writes a note, and is asked after two hours, over a kill', async ({
  setUpFaultyProgram,
}) => {
  const stage = await setUpFaultyProgram('bot');
  const { discord, guild, channel, owner } = stage;
  const first = await stage.start(UTC);
  await first.logged('connected to Discord');
  const sent = (title: string) => stage.messages().find(({ embeds }) => embeds[0]?.title === title);
  const found = async (title: string) => {
    await expect.poll(() => sent(title)?.id, { timeout: 20_000 }).toBeDefined();
    return sent(title) as APIMessage;
  };
  expect(await stage.post(first, '/v1/queue', BACKED_UP)).toBe(202);
  const alert = await found('📊 Queue Backup');

  const acknowledged = await (await owner.button(alert.id, buttonId(alert, 'Acknowledge'))).reply();
  expect(textOf(acknowledged)).toContain('has been on it since');
  expect(labels(acknowledged)).toEqual(['Mute 1 h', 'Mute 24 h', 'Undo Acknowledge', 'Note', 'Details']);
  const undone = await (await owner.button(alert.id, buttonId(acknowledged, 'Undo Acknowledge'))).reply();
  expect(textOf(undone)).not.toContain('has been on it since');
  expect(labels(undone)).toContain('Acknowledge');
  // What the program edits later says the same, and an edit that still says otherwise comes before it.
  const edits = () =>
    discord.transcript.requests('PATCH', new RegExp(`^/channels/${channel.id}/messages/${alert.id}$`));
  await expect
    .poll(() => JSON.stringify(edits().at(-1)?.body ?? 'has been on it since'))
    .not.toContain('has been on it since');

  const form = await owner.button(alert.id, buttonId(undone, 'Note'));
  expect(form.modal?.title).toBe('Note on the Incident');
  const noted = await (await owner.submitModal(form, { text: 'restarting the <@&1> workers' })).reply();
  expect(noted.embeds[0]?.fields?.find(({ name }) => name === 'Notes')?.value).toMatch(
    /^📝 <@\d+>, <t:\d+:f>: restarting the \\<@\u200b&1> workers$/,
  );
  expect(textOf(await (await owner.slash('incidents')).reply())).toContain('restarting the');

  // Only a role may.
  const role = discord.addRole(guild.id, { name: 'oncall' });
  const screen = await (await owner.slash('setup')).reply();
  await (await owner.select(screen.id, 'm1:setupAcknowledge', [role.id])).reply();
  const { id } = discord.addUser({ username: 'grace' });
  discord.addMember(guild.id, id);
  const grace = discord.as({ userId: id, guildId: guild.id, channelId: channel.id });
  const refused = await grace.button(alert.id, buttonId(noted, 'Acknowledge'));
  await discord.transcript.waitFor(() => refused.followUps().length > 0);
  expect(refused.followUps()[0]?.content).toBe(`Only members with the role <@&${role.id}> may acknowledge here.`);
  await (await owner.button(alert.id, buttonId(noted, 'Acknowledge'))).reply();

  writeFileSync(stage.files.clock, String(2 * HOUR_MS));
  expect(await stage.post(first, '/v1/queue', BACKED_UP)).toBe(202);
  const question = await found('⏰ Still on It?');
  expect(question.content).toBe(`<@${discord.owner.id}>`);
  await first.end('SIGKILL');

  const second = await stage.start(UTC);
  await second.logged('connected to Discord');
  const answered = await (await owner.button(question.id, buttonId(question, 'Still On It'))).reply();
  expect(labels(answered)).toEqual([]);
  expect(await stage.post(second, '/v1/queue', BACKED_UP)).toBe(202);
  await evaluated(second, 3);
  const status = await (await owner.slash('status')).reply();
  expect(status.embeds[0]?.description).toMatch(/\*\*Queue\*\*: 700 .*acknowledged by <@\d+> since/);
  expect(status.embeds[0]?.description).not.toContain('asked whether');
  const questions = () => stage.messages().filter(({ embeds }) => embeds[0]?.title === '⏰ Still on It?');
  expect(questions()).toHaveLength(1);

  // Asked once more, and nobody is: where that is said answers the question too.
  writeFileSync(stage.files.clock, String(4 * HOUR_MS));
  expect(await stage.post(second, '/v1/queue', BACKED_UP)).toBe(202);
  await expect.poll(() => questions().length, { timeout: 20_000 }).toBe(2);
  const [, again] = questions();
  if (again === undefined) throw new Error('nobody was asked');
  expect(labels(again)).toEqual(['Still On It', 'Undo Acknowledge']);
  const { id: alertId } = await found('📊 Queue Backup');
  await (await owner.button(alertId, buttonId(await found('📊 Queue Backup'), 'Undo Acknowledge'))).reply();
  await expect.poll(() => labels(questions()[1] ?? again), { timeout: 20_000 }).toEqual([]);
});
