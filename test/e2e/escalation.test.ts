import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIMessage } from 'discord-api-types/v10';
import { expect, onTestFinished } from 'vitest';
import { startLocalWebhook } from '../../sandbox/receivers/localWebhook.ts';
import { evaluated } from '../fixtures/program.ts';
import { buttonId, buttonsOf, textOf } from '../fixtures/spike.ts';
import { test } from '../fixtures/test.ts';

const MINUTE_MS = 60_000;
/** More than five times the threshold: critical. */
const BACKED_UP = { depth: 700, activeWorkers: 4 };
const UNACKNOWLEDGED = '🚨 Nobody Has Acknowledged This';

const titleOf = ({ embeds }: APIMessage) => embeds[0]?.title;
const labels = (message: APIMessage) => buttonsOf(message).map((each) => ('label' in each ? each.label : ''));

test('a role, a direct message and a receiver outside, each at its time and over a kill, until somebody is on it', async ({
  setUpFaultyProgram,
}) => {
  const stage = await setUpFaultyProgram('bot');
  const { discord, guild, channel, owner, captchaAi, files } = stage;
  let minutes = 0;
  const hook = await startLocalWebhook({ now: () => Date.now() + minutes * MINUTE_MS });
  onTestFinished(() => hook.stop());
  const lead = discord.addRole(guild.id, { name: 'lead', mentionable: true });
  const file = join(stage.data.folder, 'monitor.yaml');
  writeFileSync(
    file,
    `accounts: { main: { apiKey: "\${KEY}" } }
pipelines: { default: { account: main, ingestToken: "\${TOKEN}" } }
receivers: { pager: { webhook: "${hook.events}", secret: "\${HOOK}", allowPrivate: true } }
escalation:
  - { after: 5m, mention: "role:${lead.id}" }
  - { after: 10m, directMessage: "${discord.owner.id}" }
  - { after: 15m, receiver: pager }
`,
  );
  const settings = {
    ...{ TIME_ZONE: 'UTC', MONITOR_FILE: file, KEY: captchaAi.key, HOOK: hook.secret },
    ...{ TOKEN: 'fault-ingest-token-0123456789', CAPTCHAAI_API_KEY: '', INGEST_TOKEN: '' },
  };
  let app = await stage.start(settings);
  await app.logged('connected to Discord');
  const skip = async (more: number) => {
    minutes += more;
    writeFileSync(files.clock, String(minutes * MINUTE_MS));
    expect(await stage.post(app, '/v1/queue', BACKED_UP)).toBe(202);
  };
  const escalations = () => stage.messages().filter((message) => titleOf(message) === UNACKNOWLEDGED);
  const first = () => stage.messages().find((message) => titleOf(message)?.startsWith('📊 Queue Backup')) as APIMessage;

  await skip(0);
  await expect.poll(() => stage.messages().map(titleOf), { timeout: 20_000 }).toContain('📊 Queue Backup');
  expect(textOf(first())).toContain(`Next: <@&${lead.id}> at`);

  await skip(5);
  await expect.poll(escalations, { timeout: 20_000 }).toHaveLength(1);
  const [toLead] = escalations();
  expect(toLead?.content).toBe(`<@&${lead.id}>`);
  expect(toLead?.mention_roles).toEqual([lead.id]);
  expect(labels(toLead as APIMessage)).toEqual([
    'Mute 1 h',
    'Mute 24 h',
    'Acknowledge',
    'Note',
    'Details',
    'Open the Alert',
  ]);
  await expect.poll(() => textOf(first())).toMatch(/Escalated to <@&\d+> at .*Next: <@\d+> by direct message at/);
  await app.end('SIGKILL');

  app = await stage.start(settings);
  await app.logged('connected to Discord');
  await skip(5);
  const direct = () => discord.messages(discord.openDirectChannel(discord.owner.id).id);
  await expect.poll(direct, { timeout: 20_000 }).toHaveLength(1);
  expect(labels(direct()[0] as APIMessage)).toEqual(['Open the Alert']);
  expect(hook.taken).toEqual([]);

  await skip(5);
  await expect.poll(() => hook.taken.map(({ event }) => event), { timeout: 20_000 }).toEqual(['trigger']);
  await (await owner.button((toLead as APIMessage).id, buttonId(toLead as APIMessage, 'Acknowledge'))).reply();
  await expect.poll(() => hook.taken.map(({ event }) => event)).toEqual(['trigger', 'acknowledge']);
  await expect.poll(() => textOf(first())).toContain('has been on it since');
  expect(textOf(first())).not.toContain('Next:');

  await skip(30);
  await evaluated(app, 3);
  expect([escalations().length, direct().length, hook.taken.length]).toEqual([1, 1, 2]);

  expect(await stage.post(app, '/v1/queue', { depth: 0, activeWorkers: 4 })).toBe(202);
  await expect.poll(() => hook.taken.at(-1)?.event, { timeout: 20_000 }).toBe('resolve');
  await expect
    .poll(() => discord.messages(channel.id).filter((one) => titleOf(one)?.endsWith('(over)')))
    .toHaveLength(2);
  await expect.poll(() => titleOf(direct()[0] as APIMessage)).toBe(`${UNACKNOWLEDGED} (over)`);
});

test('/escalation adds, shows and removes steps; /test goes through them, marked as a test', async ({
  setUpFaultyProgram,
}) => {
  const stage = await setUpFaultyProgram('bot');
  const { discord, guild, owner } = stage;
  const ops = discord.addChannel(guild.id, { name: 'ops' });
  const app = await stage.start({ TIME_ZONE: 'UTC' });
  await app.logged('connected to Discord');
  const say = async (options: Readonly<Record<string, string>>) => (await owner.slash('escalation', options)).reply();

  expect(textOf(await say({}))).toContain('Nobody yet');
  expect((await say({ after: '10m', mention: discord.owner.id })).content).toContain(
    `after 10 min: <@${discord.owner.id}>`,
  );
  expect((await say({ after: '5m', channel: ops.id })).content).toContain(`after 5 min: <#${ops.id}>`);
  expect((await say({ after: '5m', channel: ops.id })).content).toBe('This step exists already.');
  expect((await say({ after: '30s', channel: ops.id })).content).toContain('from 1 minute to 24 hours');
  expect((await say({ after: '5m' })).content).toContain('A step needs somebody to notify');
  expect((await say({ channel: ops.id })).content).toContain('A step needs a time');
  expect((await say({ after: '5m', receiver: 'pager' })).content).toContain('`pager` is not a receiver');
  expect((await say({})).embeds[0]?.description).toMatch(/1\. after 5 min: <#\d+>\n2\. after 10 min: <@\d+>$/);

  const tested = await (await owner.slash('test', { escalation: true })).reply();
  expect(tested.content).toMatch(/^Escalation steps:\n1\. after 5 min: <#\d+> ✅\n2\. after 10 min: <@\d+> ✅$/);
  expect(discord.messages(ops.id).map(titleOf)).toEqual(['🧪 Test Alert (Critical)']);
  expect(stage.messages().at(-1)?.content).toBe(`<@${discord.owner.id}>`);

  expect((await say({ remove: '1' })).content).toContain(`Removed: after 5 min: <#${ops.id}>`);
  expect((await say({ remove: '7' })).content).toContain('`7` is none of the steps');
  const incidents = textOf(await (await owner.slash('incidents')).reply());
  expect(incidents).toContain('added an escalation step: after 10 min');
  expect(incidents).toContain('removed an escalation step: after 5 min');
});
