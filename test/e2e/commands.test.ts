import { MessageFlags } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { post } from '../fixtures/program.ts';
import { buttonId, buttonsOf, startWithSpike, textOf } from '../fixtures/spike.ts';

describe('commands over the wire', () => {
  test('every question is answered with its embed, and with a picture where it has one', async () => {
    const { owner, app } = await startWithSpike();
    await post(app, '/v1/queue', { depth: 12, activeWorkers: 3 });
    for (const [line, title, picture] of [
      ['/balance', '💰 CaptchaAI Balance', true],
      ['/status', '🔎 Pipeline Status', false],
      ['/summary', '📈 CAPTCHA Summary: today', true],
      ['/summary period:24h', '📈 CAPTCHA Summary: last 24 hours', true],
      ['/errors', '🧾 Errors in the Last 1 h', true],
      ['/errors window:6h', '🧾 Errors in the Last 6 h', true],
      ['/queue', '📥 Queue', true],
      ['/incidents', '📒 Recent Incidents', false],
      ['/mutes', '🔇 Active Mutes', false],
      ['/explain code:TIMEOUT', '📖 TIMEOUT', false],
      ['/help', '🛟 CaptchaAI Monitor', false],
      ['/threshold', '🎚️ Thresholds', false],
    ] as const) {
      const reply = await (await owner.type(line)).reply();
      expect(reply.embeds[0]?.title, line).toBe(title);
      expect(reply.embeds[0]?.image?.url !== undefined, line).toBe(picture);
    }
  });

  test('a picture has words for those who do not see it', async () => {
    const { owner, discord } = await startWithSpike();
    await (await owner.type('/errors')).reply();
    const sent = discord.transcript.requests('PATCH', /@original$/).at(-1);
    expect(sent?.files[0]?.contentType).toBe('image/png');
    expect(sent?.body).toMatchObject({
      attachments: [{ description: expect.stringMatching(/^Error rate over 5 min: 45 of 200 tasks failed/) }],
    });
  });

  test('settings are seen by whoever asked alone, answers by everyone', async () => {
    const { owner } = await startWithSpike();
    for (const line of ['/setup', '/threshold', '/cooldown', '/test', '/help']) {
      expect((await owner.type(line)).ephemeral, line).toBe(true);
    }
    for (const line of ['/balance', '/queue', '/incidents', '/mutes']) {
      expect((await owner.type(line)).ephemeral, line).toBe(false);
    }
  });

  test('a threshold is changed, shown, refused where it does not fit, and taken back', async () => {
    const { owner } = await startWithSpike();
    const say = async (line: string) => (await (await owner.type(line)).reply()).content;
    expect(await say('/threshold kind:errors.rate value:20')).toBe(
      '🎚️ **Error rate: alerts above**: 15.0% → **20.0%**.',
    );
    expect(await say('/threshold kind:errors.rate')).toBe('🎚️ **Error rate: alerts above** is **20.0%**.');
    expect(await say('/threshold kind:errors.rate value:5')).toContain(
      '**Error rate: recovers at** is 10.0% now: change that first.',
    );
    expect(await say('/threshold kind:errors.rate value:101')).toBe(
      '**Error rate: alerts above** must be from 0.0% to 100.0%. **Error rate: alerts above** stays 20.0%.',
    );
    expect(await say('/threshold kind:queue.depth value:-5')).toContain('must be from 1 to 1,000,000,000.');
    expect(await say('/threshold kind:queue.depth value:1,000')).toContain('is not a number');
    expect(await say('/threshold kind:nonsense value:1')).toContain('`nonsense` is not a threshold');
    expect(await say('/threshold kind:errors.rate value:default')).toBe(
      '🎚️ **Error rate: alerts above**: 20.0% → **15.0%**.',
    );
    expect(await say('/cooldown length:10m')).toBe('⏱️ Cooldown: 5 min → **10 min**.');
    expect(await say('/cooldown length:soon')).toContain('is not a valid duration. Examples: 30m, 2h, 1d12h.');
    const log = textOf(await (await owner.type('/incidents')).reply());
    expect(log).toContain('changed **Error rate: alerts above** from the default 15.0% to 20.0%.');
    expect(log).toContain('changed **Error rate: alerts above** from 20.0% to the default 15.0%.');
    expect(log).toContain('changed **Cooldown** from the default 5 min to 10 min.');
  });

  test('what is typed is understood while it is typed', async () => {
    const { owner } = await startWithSpike();
    const names = async (...args: Parameters<typeof owner.autocomplete>) =>
      (await owner.autocomplete(...args)).choices.map(({ name }) => name);
    expect((await names('mute', 'for', '2h30', { alert: 'errors' }))[0]).toMatch(/^2 h 30 min, until /);
    expect(await names('mute', 'for', '', { alert: 'errors' })).toHaveLength(11);
    expect(await names('explain', 'code', 'unsolv')).toEqual(['ERROR_CAPTCHA_UNSOLVABLE']);
    expect((await names('setup', 'time_zone', 'berlin'))[0]).toMatch(/^Europe\/Berlin \(\d\d:\d\d\)$/);
    expect((await names('threshold', 'kind', 'errors.ra'))[0]).toBe('Error rate: alerts above (15.0%)');
    expect(await names('threshold', 'value', '', { kind: 'errors.rate' })).toContain('default');
    // Too long to be offered; Discord would refuse the whole answer.
    expect(await names('threshold', 'value', '1'.repeat(150), { kind: 'errors.rate' })).toEqual(['default']);
    expect(await names('errors', 'window', '1m '.repeat(60))).toEqual([]);
  });

  test('/test goes the way of real alerts and says where it arrived and whom it pinged', async () => {
    const { owner, discord, guild, messages, channel, role, screen } = await startWithSpike();
    await (await owner.select(screen.id, 'm1:setupMention', [role.id])).reply();
    const before = messages().length;
    const reply = await (await owner.type('/test')).reply();
    expect(reply.content).toBe(`🧪 The test alert arrived in <#${channel.id}>. It pinged <@&${role.id}>.`);
    expect(messages().at(-1)).toMatchObject({ content: `<@&${role.id}>`, mention_roles: [role.id] });
    expect(messages()).toHaveLength(before + 1);
    discord.updateRole(guild.id, role.id, { mentionable: false });
    discord.updateRole(guild.id, guild.id, { permissions: 0x400n | 0x800n | 0x4000n | 0x8000n });
    discord.updateChannel(channel.id, {});
    const shown = await (await owner.type('/test')).reply();
    expect(shown.content).toContain('was shown but not pinged');
  });

  test('/test says what it would need where Discord refuses it', async () => {
    const { owner, discord, channel, guild } = await startWithSpike();
    discord.updateChannel(channel.id, { overwrites: [{ id: guild.id, type: 'role', deny: 0x800n }] });
    const reply = await (await owner.type('/test')).reply();
    expect(reply.content).toContain('❌ The test alert did not arrive: Discord did not allow it');
    expect(reply.content).toContain('(Send Messages)');
  });
});

describe('buttons over the wire', () => {
  test('an alert of the bot carries them; who presses is named on it', async () => {
    const { owner, discord, alert, channel, guild } = await startWithSpike();
    expect(buttonsOf(alert).map((each) => 'label' in each && each.label)).toEqual([
      'Mute 1 h',
      'Mute 24 h',
      'Acknowledge',
      'Note',
      'Details',
    ]);
    const clicked = await (await owner.button(alert.id, buttonId(alert, 'Acknowledge'))).reply();
    expect(textOf(clicked)).toContain(`<@${discord.owner.id}> has been on it since`);
    expect(buttonsOf(clicked).map((each) => 'label' in each && each.label)).toContain('Undo Acknowledge');
    const other = discord.addUser({ username: 'grace' });
    discord.addMember(guild.id, other.id);
    const grace = discord.as({ userId: other.id, guildId: guild.id, channelId: channel.id });
    const again = await grace.button(alert.id, buttonId(alert, 'Details'));
    expect(again.ephemeral).toBe(true);
    const details = await again.reply();
    expect(details.embeds[0]?.image?.url).toBeDefined();
    expect(textOf(details)).toContain('ERROR_CAPTCHA_UNSOLVABLE');
  });

  test('a mute needs the permission, is on the message and ends the noise', async () => {
    const { owner, discord, alert, channel, guild } = await startWithSpike();
    const other = discord.addUser({ username: 'grace' });
    discord.addMember(guild.id, other.id);
    const grace = discord.as({ userId: other.id, guildId: guild.id, channelId: channel.id });
    const refused = await grace.button(alert.id, buttonId(alert, 'Mute 1 h'));
    expect(refused.ephemeral).toBe(true);
    expect((await refused.reply()).content).toBe('You need the permission Manage Server for this.');
    const clicked = await (await owner.button(alert.id, buttonId(alert, 'Mute 1 h'))).reply();
    expect(textOf(clicked)).toContain(`<@${discord.owner.id}> muted this until`);
    expect(textOf(await (await owner.type('/mutes')).reply())).toContain('**Error rate** until');
  });
});

describe('/setup over the wire', () => {
  test('is one screen that saves every choice at once', async () => {
    const { owner, screen, role, channel } = await startWithSpike();
    expect(screen.flags).toBe(MessageFlags.Ephemeral | MessageFlags.IsComponentsV2);
    const pick = async (id: string, ...values: string[]) =>
      textOf(await (await owner.select(screen.id, `m1:${id}`, values)).reply());
    expect(await pick('setupMention', role.id)).toContain(role.id);
    await pick('setupMentionFrom', 'warning');
    await pick('setupTimeZone', 'Europe/Berlin');
    const last = await pick('setupSummaryTime', '480');
    expect(last).toContain(`Alerts go to <#${channel.id}>`);
    expect(last).toContain('`Europe/Berlin`');
    const log = textOf(await (await owner.type('/incidents')).reply());
    expect(log).toContain('changed **time zone** from `UTC` to `Europe/Berlin`.');
    expect(log).toContain('changed **summary time** from `09:00` to `08:00`.');
  });

  test('names precisely what is missing where, and does not choose such a channel', async () => {
    const { owner, discord, guild, screen, channel } = await startWithSpike();
    const quiet = discord.addChannel(guild.id, {
      name: 'quiet',
      overwrites: [{ id: guild.id, type: 'role', deny: 0x800n | 0x8000n }],
    });
    const reply = textOf(await (await owner.select(screen.id, 'm1:setupChannel', [quiet.id])).reply());
    expect(reply).toContain(`Missing permissions in <#${quiet.id}>: **Send Messages, Attach Files**`);
    expect(reply).toContain('The channel was not changed.');
    expect(reply).toContain(`Alerts go to <#${channel.id}>`);
  });
});
