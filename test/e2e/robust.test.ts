import { type APIEmbed, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { COMMANDS, MENUS } from '../../commands/index.ts';
import { startApp } from '../../sandbox/appProcess.ts';
import { connected, post, setUpProgram, spike } from '../fixtures/program.ts';

const CALLBACK = { method: 'POST', path: /\/callback$/, times: 1 };

/** The bot, ready to answer; its alerts go to the channel that the owner types in. */
async function startBot(env: Readonly<Record<string, string>> = {}) {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start({ DISCORD_WEBHOOK_URL: '', ...env });
  await connected(app);
  return { ...stage, app };
}

describe('what Discord refuses', () => {
  test.each([
    ['an interaction that is too old', 404, 10_062],
    ['an interaction that somebody answered already', 400, 40_060],
    ['a lost permission', 403, 50_013],
    ['a lost access', 403, 50_001],
    ['a deleted channel', 404, 10_003],
  ])('%s costs one answer and nothing else', async (_name, status, code) => {
    const { owner, app, discord } = await startBot();
    discord.faults.status(CALLBACK, status, { message: 'no', code });
    const lost = owner.type('/balance').catch(() => undefined);
    await app.logged('interaction not answered');
    expect((await (await owner.type('/balance')).reply()).embeds[0]?.title).toBe('💰 CaptchaAI Balance');
    expect(app.process.exitCode).toBeNull();
    void lost;
  });

  test('an answer that Discord refuses becomes words for whoever waits', async () => {
    const { owner, discord } = await startBot();
    discord.faults.status({ method: 'PATCH', path: /@original$/, times: 1 }, 400, {
      message: 'Invalid Form Body',
      code: 50_035,
    });
    const reply = await (await owner.type('/balance')).reply();
    expect(reply.content).toMatch(/^Something went wrong\. .* for \d+ in the log\.$/);
  });

  test.each([
    [
      'a deleted channel',
      (stage: Awaited<ReturnType<typeof startBot>>) => stage.discord.deleteChannel(stage.channel.id),
      'gone',
    ],
    [
      'a channel that it may not write in any more',
      ({ discord, channel, guild }: Awaited<ReturnType<typeof startBot>>) =>
        discord.updateChannel(channel.id, { overwrites: [{ id: guild.id, type: 'role', deny: 0x800n }] }),
      'permissions',
    ],
    [
      'a channel that it does not see any more',
      ({ discord, channel, guild }: Awaited<ReturnType<typeof startBot>>) =>
        discord.updateChannel(channel.id, {
          overwrites: [
            { id: discord.bot.userId, type: 'member', deny: 0x400n },
            { id: guild.id, type: 'role' },
          ],
        }),
      'permissions',
    ],
  ])('%s is said in /status', async (_name, breakIt, why) => {
    const stage = await startBot();
    const other = stage.discord.addChannel(stage.guild.id, { name: 'general' });
    await stage.setUp({ setupChannel: stage.channel.id });
    breakIt(stage);
    await post(stage.app, '/v1/results', spike());
    await stage.app.logged('destination unusable: sent to a fallback');
    const asked = stage.discord.as({ userId: stage.discord.owner.id, guildId: stage.guild.id, channelId: other.id });
    const status = await (await asked.type('/status')).reply();
    expect(JSON.stringify(status.embeds)).toMatch(new RegExp(`A fallback for now: [^"]*${why}`));
  });
});

describe('text from outside', () => {
  test('codes full of backticks, mentions and markdown stay text, are clipped, and say how many more there are', async () => {
    const stage = await startBot();
    await stage.setUp({ setupChannel: stage.channel.id });
    const nasty = [
      '`@everyone`',
      '<@&1>',
      '**bold** [x](https://evil.example)',
      '# head',
      '||spoiler||',
      '<t:1:R>',
      '漢'.repeat(60),
    ];
    const codes = [...nasty, ...Array.from({ length: 60 }, (_, i) => `E${i}_${'X'.repeat(58)}`)];
    const failed = codes.map((errorCode) => ({ outcome: 'failed', errorCode }));
    expect((await post(stage.app, '/v1/results', failed)).status).toBe(202);
    const alert = await stage.message(0);
    const breakdown = alert.embeds[0]?.fields?.find(({ name }) => name === 'Error Breakdown')?.value ?? '';
    expect(breakdown.length).toBeLessThanOrEqual(1_024);
    expect(breakdown).toMatch(/\nand \d+ more$/);
    for (const line of breakdown.split('\n').slice(0, -1)) expect(line).toMatch(/^• `[^`]+`: 1$/);
    expect(alert).toMatchObject({ mention_everyone: false, mention_roles: [], mentions: [] });
    const report = await (await stage.owner.type('/errors')).reply();
    expect(report.embeds[0]?.description?.length).toBeLessThanOrEqual(4_096);
    expect(report).toMatchObject({ mention_everyone: false, mention_roles: [] });
  });

  test('a reason and a threshold that are typed cannot ping or break out', async () => {
    const { owner } = await startBot();
    const muted = await (await owner.slash('mute', { alert: 'all', for: '1h', reason: '` @everyone **x**' })).reply();
    expect(muted).toMatchObject({ mention_everyone: false });
    expect(muted.content).toContain('`ˋ @everyone **x**`');
    const refused = await (await owner.slash('mute', { alert: 'all', for: '`@here` soon' })).reply();
    expect(refused.content).toContain('`ˋ@hereˋ soon` is not a valid time');
  });
});

describe('access', () => {
  test('a server that is not on the list gets one polite answer, no data, and no line under the name', async () => {
    const stage = await startBot({ DISCORD_GUILD_IDS: '100000000000000001' });
    const result = await stage.owner.type('/balance');
    expect(result.ephemeral).toBe(true);
    const reply = await result.reply();
    expect(reply.content).toContain('not allowed to use this monitor');
    expect(reply.embeds).toEqual([]);
    const { choices } = await stage.owner.autocomplete('threshold', 'kind', '');
    expect(choices).toEqual([]);
    expect(stage.discord.gateway.sessions()[0]?.presence).not.toHaveProperty('activities.0');
  });

  test('the line under the name tells balance, success and queue', async () => {
    const stage = await setUpProgram({ balanceUsd: 142.3 });
    const app = await stage.start({ DISCORD_WEBHOOK_URL: '' });
    await post(app, '/v1/results', spike());
    await post(app, '/v1/queue', { depth: 12 });
    await connected(app);
    const presence = () => stage.discord.transcript.gateway('fromBot', 3).at(-1)?.payload.d;
    await stage.discord.transcript.waitFor(() => presence() !== undefined, { timeoutMs: 15_000 });
    expect(presence()).toMatchObject({ activities: [{ type: 4, state: '$142.30 · 77.5% · queue 12' }] });
  });
});

describe('languages', () => {
  test('a reply is in the language of whoever asks, an alert in that of the server', async () => {
    const stage = await setUpProgram({ balanceUsd: 142.3 });
    const guild = stage.discord.addGuild({ name: 'Berlin', preferredLocale: 'de' });
    const channel = stage.discord.addChannel(guild.id, { name: 'alarme' });
    const app = await stage.start({ DISCORD_WEBHOOK_URL: '' });
    await connected(app);
    const at = { userId: stage.discord.owner.id, guildId: guild.id, channelId: channel.id };
    const owner = stage.discord.as({ ...at, locale: 'fr' });
    const screen = await (await owner.slash('setup')).reply();
    expect(JSON.stringify(screen.components)).toContain('Choisissez le salon des alertes');
    await (await owner.select(screen.id, 'm1:setupChannel', [channel.id])).reply();
    await post(app, '/v1/results', spike());
    await stage.discord.transcript.waitFor(() => stage.discord.messages(channel.id).length > 0);
    const [alert] = stage.discord.messages(channel.id);
    expect(alert?.embeds[0]?.title).toBe('⚠️ Sprung der Fehlerrate');
    const buttons = alert?.components?.[0];
    expect(JSON.stringify(buttons)).toContain('Übernehmen');
    expect((await (await owner.slash('balance')).reply()).embeds[0]?.title).toBe('💰 Solde CaptchaAI');
  });

  test('names and descriptions are registered in every language', async () => {
    const { discord } = await startBot();
    const [put] = discord.transcript.requests('PUT', /\/commands$/);
    const registered = (put?.body ?? []) as readonly { readonly name: string }[];
    const mute = registered.find(({ name }) => name === 'mute');
    expect(mute).toMatchObject({
      name_localizations: {
        de: 'stumm',
        fr: 'sourdine',
        'es-ES': 'silenciar',
        'pt-BR': 'silenciar',
        ru: 'тишина',
        'zh-CN': '静音',
      },
      description_localizations: { de: expect.stringContaining('eine Zeit lang') },
    });
  });
});

describe('npm run register', () => {
  test('shows the difference, writes it, and finds nothing to do then', async () => {
    const stage = await setUpProgram();
    const run = (...flags: string[]) => register(stage.env, flags);
    expect(await run('--dry-run')).toMatch(/\+ \/balance\n[\s\S]*Nothing was written \(dry run\) for every server\./);
    expect(stage.discord.transcript.requests('PUT')).toEqual([]);
    expect(await run()).toContain('Written for every server.');
    expect(await run('--dry-run')).toContain(
      `Discord has these ${COMMANDS.length + MENUS.length} commands for every server: nothing to change.`,
    );
  });

  test('ends with a sentence where Discord takes no more today', async () => {
    const stage = await setUpProgram();
    stage.discord.faults.rateLimited({ method: 'PUT' }, { retryAfterMs: 7_200_000, code: 30_034 });
    expect(await register(stage.env, [])).toMatch(/Discord accepts no commands for the next \d+ min/);
  });
});

/** Runs the registration as its users do, and answers what it wrote. */
async function register(env: Readonly<Record<string, string>>, flags: readonly string[]): Promise<string> {
  const ended = await startApp(env, ['register', ...flags]).then(
    () => 'it went on running',
    (err: unknown) => String(err),
  );
  return ended;
}

test('a webhook carries link buttons only', async () => {
  const stage = await setUpProgram({ balanceUsd: 8.42 });
  await stage.start();
  const alert = await stage.message(0);
  expect((alert.embeds[0] as APIEmbed).title).toBe('💰 Balance Alert');
  expect(alert.components).toMatchObject([
    { type: ComponentType.ActionRow, components: [{ style: ButtonStyle.Link, url: 'https://captchaai.com' }] },
  ]);
});
