import { expect, test } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { connected, post } from '../fixtures/program.ts';
import { buttonId, startWithSpike, textOf } from '../fixtures/spike.ts';

type SpikeStage = Awaited<ReturnType<typeof startWithSpike>>;

/** Somebody in the server who may not manage it. */
function addGrace({ discord, guild, channel }: SpikeStage) {
  const { id } = discord.addUser({ username: 'grace' });
  discord.addMember(guild.id, id);
  return discord.as({ userId: id, guildId: guild.id, channelId: channel.id });
}

test('after a restart a component interaction is answered as before', async () => {
  const stage = await startWithSpike();
  const { owner, alert, app } = stage;
  await app.end('SIGKILL');
  await connected(await stage.start({ DISCORD_WEBHOOK_URL: '' }));
  const details = await owner.button(alert.id, buttonId(alert, 'Details'));
  expect((await details.reply()).embeds[0]?.title).toBe('⚠️ Error Rate Spike');
  const clicked = await owner.button(alert.id, buttonId(alert, 'Acknowledge'));
  expect(textOf(await clicked.reply())).toContain('has been on it since');
});

test('a click on an incident that is over, or that somebody is on, is answered to the one who clicked', async () => {
  const stage = await startWithSpike({ ERRORS_CLEAR_SECONDS: '1' });
  const { owner, discord, alert, app } = stage;
  const acknowledge = buttonId(alert, 'Acknowledge');
  // Both click before either has been answered.
  const interactions = await Promise.all(
    [owner, addGrace(stage)].map((person) => person.button(alert.id, acknowledge)),
  );
  const followUps = () => interactions.flatMap((result) => result.followUps());
  await discord.transcript.waitFor(() => followUps().length > 0);
  expect(followUps().map(({ content }) => content)).toEqual([
    expect.stringMatching(/^<@\d+> has already acknowledged this incident\.$/),
  ]);

  // The edit that ends the incident takes the buttons away; a person who clicked just before gets an answer.
  const clickTooLate = async () => {
    const result = await owner.button(alert.id, buttonId(alert, 'Mute 24 h'));
    await discord.transcript.waitFor(() => result.followUps().length > 0);
    return result.followUps()[0]?.content;
  };
  discord.faults.status({ method: 'PATCH', path: new RegExp(`/messages/${alert.id}$`) }, 503);
  await post(
    app,
    '/v1/results',
    Array.from({ length: 4_000 }, () => ({ outcome: 'solved' })),
  );
  await stage.message(1);
  expect(await clickTooLate()).toBe('This incident has already ended.');
});

test('Mute 24 h mutes the kind for a day; /unmute ends it for everybody to read', async () => {
  const { owner, alert } = await startWithSpike();
  await (await owner.button(alert.id, buttonId(alert, 'Mute 24 h'))).reply();
  expect(textOf(await (await owner.type('/mutes')).reply())).toMatch(/\*\*Error rate\*\* until <t:\d+:f>/);
  const ended = await owner.type('/unmute errors');
  expect(ended.ephemeral).toBe(false);
  expect((await ended.reply()).content).toBe('🔔 The mute of **Error rate** has ended.');
  expect((await (await owner.type('/unmute errors')).reply()).content).toBe('Nothing is muted.');
});

test('who may not manage the server is refused at run time too, whatever Discord hides', async () => {
  const stage = await startWithSpike();
  const grace = addGrace(stage);
  for (const { data } of COMMANDS.filter(({ needs }) => needs !== null)) {
    const given = data.name === 'mute' ? { alert: 'all', for: '1h' } : {};
    const result = await grace.slash(data.name, given, [], { force: true });
    expect(result.ephemeral, data.name).toBe(true);
    expect((await result.reply()).content, data.name).toBe('You need the permission Manage Server for this.');
  }
  expect(textOf(await (await stage.owner.type('/mutes')).reply())).toContain('Nothing is muted.');
});

test('/setup ends with a test alert, by its button', async () => {
  const { owner, screen, channel, messages } = await startWithSpike();
  const before = messages().length;
  const result = await owner.button(screen.id, 'm1:setupTest');
  expect(result.ephemeral).toBe(true);
  expect((await result.reply()).content).toMatch(`The test alert arrived in <#${channel.id}>`);
  expect(messages()).toHaveLength(before + 1);
});

test('an answer to a component interaction that Discord refuses becomes words for the one who clicked, and for nobody else', async () => {
  const { owner, alert, screen, discord, messages, app } = await startWithSpike();
  const interactions = [
    [403, 50_013, () => owner.button(alert.id, buttonId(alert, 'Acknowledge'))],
    [404, 10_062, () => owner.button(alert.id, buttonId(alert, 'Mute 1 h'))],
    [400, 50_035, () => owner.select(screen.id, 'm1:setupTimeZone', ['UTC'])],
  ] as const;
  for (const [status, code, interact] of interactions) {
    discord.faults.status({ method: 'PATCH', path: /@original$/, times: 1 }, status, { message: 'no', code });
    const result = await interact();
    await discord.transcript.waitFor(() => result.followUps().length > 0);
    const content = result.followUps()[0]?.content ?? '';
    expect(content).toMatch(/^Something went wrong\. .* \d+ in the log\.$/);
    await app.logged(/\d{5,}/.exec(content)?.[0] ?? content);
  }
  expect(JSON.stringify(messages())).not.toContain('Something went wrong');

  discord.faults.status({ method: 'PATCH', path: /@original$/, times: 1 }, 400, { message: 'no', code: 50_035 });
  const details = await owner.button(alert.id, buttonId(alert, 'Details'));
  expect((await details.reply()).content).toMatch(/^Something went wrong\. .* \d+ in the log\.$/);
});
