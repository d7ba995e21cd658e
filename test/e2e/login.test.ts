import { createServer } from 'node:https';
import { describe, expect, type TestContext, test, vi } from 'vitest';
import { listenLocally } from '../fixtures/localServer.ts';
import { type LoginStage, setUpLogin } from '../fixtures/login.ts';
import { CERTIFICATE } from '../fixtures/selfSigned.ts';

const PAGE = '<html><h1>Please sign in to the guest network</h1></html>';
// Only the bot learns which language a server speaks.
const TITLE = '⚠️ Error Rate Spike';
const LOST = '🔌 The Bot Cannot Connect';
const LOST_IN_GERMAN = '🔌 Der Bot kann sich nicht verbinden';
const UNAUTHORIZED = { message: '401: Unauthorized', code: 0 };
const GATEWAY = { path: '/gateway/bot' };
const deadline = { timeout: 40_000, interval: 50 };

interface Fault {
  readonly begin: (stage: LoginStage) => void;
  /** What is said of it. */
  readonly words: RegExp;
}

const answered = (status: number, body: object | string, words: RegExp, headers?: Record<string, string>): Fault => ({
  begin: ({ discord }) => void discord.faults.status(GATEWAY, status, body, headers),
  words,
});
const identified = (answer: { close: number } | 'nothing', words: RegExp): Fault => ({
  begin: ({ discord }) => discord.gateway.setIdentifyAnswer(answer),
  words,
});

const NOT_DISCORDS = /the answer is not one of Discord’s: check DISCORD_API_URL, and whether a proxy answers/;

const PASSING: readonly (readonly [string, Fault])[] = [
  ['a page with 200', answered(200, PAGE, NOT_DISCORDS)],
  ['a page with 403', answered(403, PAGE, NOT_DISCORDS)],
  ['a page with 401', answered(401, PAGE, NOT_DISCORDS)],
  ['a page with 502', answered(502, PAGE, /Discord has an internal error \(502\)/)],
  ['a redirect', answered(302, '', NOT_DISCORDS, { location: 'https://proxy.example/login' })],
  ['rubbish in JSON', answered(200, { url: 7 }, NOT_DISCORDS)],
  ['an empty body', answered(200, '', NOT_DISCORDS)],
  [
    'a refusal that is Discord’s own',
    answered(403, { message: 'no', code: 40_333 }, /Discord refuses to answer \(403\)/),
  ],
  [
    'a page in the place of the application',
    {
      begin: ({ discord }) => void discord.faults.status({ path: '/applications/@me' }, 200, PAGE),
      words: NOT_DISCORDS,
    },
  ],
  [
    'no login left',
    {
      begin: ({ discord }) => discord.gateway.setSessionStartsRemaining(0, 3_000),
      words: /the bot may not log in again until \d{4}-\d\d-\d\d \d\d:\d\d UTC/,
    },
  ],
  ['a close with 4000', identified({ close: 4_000 }, /Discord closes the connection \(close code 4000\)/)],
  [
    'a gateway that nobody listens at',
    {
      begin: ({ discord }) => discord.gateway.setRefuseConnections(true),
      words: /Discord cannot be reached|not one of Discord’s/,
    },
  ],
];

function end({ discord }: LoginStage): void {
  discord.faults.clear();
  discord.gateway.setIdentifyAnswer(null);
  discord.gateway.setRefuseConnections(false);
}

describe.concurrent('a login that fails for now', () => {
  test.for(PASSING)(
    '%s: alerts go on, it is said, and it ends by itself',
    { timeout: 60_000 },
    async ([, fault], context: TestContext) => {
      const stage = await setUpLogin(context);
      fault.begin(stage);
      const app = await stage.start();
      await vi.waitFor(async () => expect((await app.readiness()).gateway).toMatch(fault.words), deadline);
      expect((await app.readiness()).status).toBe(503);
      const said = stage.log().find(({ msg }) => msg === 'not connected to Discord');
      expect(said).toMatchObject({ level: 'warn', why: expect.stringMatching(fault.words) });
      expect(await app.postSpike()).toBe(202);
      await vi.waitFor(() => expect(stage.messages().map(({ embeds }) => embeds[0]?.title)).toEqual([TITLE]), deadline);
      end(stage);
      await vi.waitFor(async () => expect((await app.readiness()).gateway).toBe('ok'), deadline);
      // Nobody was bothered with what passed.
      expect(stage.messages()).toHaveLength(1);
    },
  );

  test('a foreign certificate', { timeout: 60_000 }, async (context) => {
    const stage = await setUpLogin(context);
    const foreign = createServer(CERTIFICATE, (_request, response) => void response.end(PAGE));
    const { port } = await listenLocally(foreign, context.onTestFinished);
    const app = await stage.start({ DISCORD_API_URL: `https://127.0.0.1:${port}/api`, DISCORD_WEBHOOK_URL: '' });
    await vi.waitFor(
      async () =>
        expect((await app.readiness()).gateway).toMatch(/certificate of Discord’s address is not trusted \([A-Z_]+\)/),
      deadline,
    );
    expect(await app.postSpike()).toBe(202);
  });
});

const FINAL: readonly (readonly [string, Fault, string])[] = [
  ['Discord’s own 401', answered(401, UNAUTHORIZED, /does not accept DISCORD_TOKEN: copy it again/), 'DISCORD_TOKEN'],
  ['a close with 4004', identified({ close: 4_004 }, /does not accept DISCORD_TOKEN: copy it again/), 'DISCORD_TOKEN'],
  ['a close with 4013', identified({ close: 4_013 }, /refuses the intents of the bot \(close code 4013\)/), 'program'],
  ['a close with 4014', identified({ close: 4_014 }, /refuses the intents of the bot \(close code 4014\)/), 'program'],
];

describe.concurrent('a login that fails for good', () => {
  test.for(FINAL)(
    '%s: the webhook gets one message about it, and alerts go on',
    { timeout: 90_000 },
    async ([, fault, todo], context: TestContext) => {
      const stage = await setUpLogin(context);
      fault.begin(stage);
      const first = await stage.start();
      await vi.waitFor(() => expect(stage.messages()).toHaveLength(1), deadline);
      const [lost] = stage.messages();
      expect(lost?.embeds[0]?.title).toBe(LOST);
      expect(lost?.embeds[0]?.fields?.[0]?.value).toContain(todo);
      expect(stage.log()).toContainEqual(
        expect.objectContaining({
          level: 'error',
          msg: 'not connected to Discord',
          why: expect.stringMatching(fault.words),
        }),
      );
      expect(await first.readiness()).toMatchObject({ status: 503, gateway: expect.stringMatching(fault.words) });
      await first.stop();

      // A supervisor starts it again: nobody is notified a second time.
      const second = await stage.start();
      const asked = () => stage.log().filter(({ msg }) => msg === 'not connected to Discord').length;
      await vi.waitFor(() => expect(asked()).toBeGreaterThan(1), deadline);
      expect(await second.postSpike()).toBe(202);
      await vi.waitFor(() => expect(stage.messages()).toHaveLength(2), deadline);
      expect(stage.messages()[1]?.embeds[0]?.title).toBe(TITLE);
      await second.stop();

      // Mended, and lost again: that is news.
      end(stage);
      const third = await stage.start();
      await vi.waitFor(async () => expect((await third.readiness()).gateway).toBe('ok'), deadline);
      stage.discord.gateway.closeAll(4_004);
      await vi.waitFor(() => expect(stage.messages()).toHaveLength(3), deadline);
      expect(stage.messages()[2]?.embeds[0]?.title).toBe(LOST_IN_GERMAN);
      await vi.waitFor(
        async () => expect((await third.readiness()).gateway).toContain('does not accept DISCORD_TOKEN'),
        deadline,
      );
    },
  );

  test('alerts of a server that chose a channel come by its webhook then', { timeout: 60_000 }, async (context) => {
    const stage = await setUpLogin(context);
    const app = await stage.start();
    await vi.waitFor(async () => expect((await app.readiness()).gateway).toBe('ok'), deadline);
    const own = stage.discord.addChannel(stage.guild.id, { name: 'own' });
    const owner = { userId: stage.discord.owner.id, guildId: stage.guild.id, channelId: stage.channel.id };
    await vi.waitFor(async () => {
      const screen = await (await stage.discord.as(owner).slash('setup')).reply();
      await (await stage.discord.as(owner).select(screen.id, 'm1:setupChannel', [own.id])).reply();
    }, deadline);
    stage.discord.gateway.closeAll(4_004);
    await vi.waitFor(async () => expect((await app.readiness()).status).toBe(503), deadline);
    const titles = () => stage.messages().map(({ embeds }) => embeds[0]?.title);
    await vi.waitFor(() => expect(titles()).toContain(LOST_IN_GERMAN), deadline);
    expect(await app.postSpike()).toBe(202);
    await vi.waitFor(() => expect(titles()).toContain('⚠️ Sprung der Fehlerrate'), deadline);
    expect(stage.discord.messages(own.id)).toEqual([]);
  });

  test('without a webhook it goes on taking results, and says it', { timeout: 60_000 }, async (context) => {
    const stage = await setUpLogin(context);
    stage.discord.faults.status(GATEWAY, 401, UNAUTHORIZED);
    const app = await stage.start({ DISCORD_WEBHOOK_URL: '' });
    await vi.waitFor(
      async () => expect((await app.readiness()).gateway).toContain('does not accept DISCORD_TOKEN'),
      deadline,
    );
    expect(await app.postSpike()).toBe(202);
  });

  test('one 401 that does not come again is no last word', { timeout: 60_000 }, async (context) => {
    const stage = await setUpLogin(context);
    stage.discord.faults.status({ ...GATEWAY, times: 1 }, 401, UNAUTHORIZED);
    const app = await stage.start();
    await vi.waitFor(async () => expect((await app.readiness()).gateway).toBe('ok'), deadline);
    expect(stage.messages()).toEqual([]);
  });
});

const COMMANDS_REFUSED: readonly (readonly [string, number, object | string, RegExp])[] = [
  ['50001', 403, { message: 'Missing Access', code: 50_001 }, /check DISCORD_COMMANDS_GUILD_ID, and invite the bot/],
  ['50035', 400, { message: 'Invalid Form Body', code: 50_035 }, /does not accept the commands as they are \(50035\)/],
  ['a page with 200', 200, PAGE, NOT_DISCORDS],
  ['a page with 503', 503, PAGE, /Discord has an internal error \(503\)/],
];

describe.concurrent('commands that cannot be registered', () => {
  test.for(COMMANDS_REFUSED)(
    '%s: the bot is connected all the same, and it is said',
    { timeout: 60_000 },
    async ([, status, body, words], context: TestContext) => {
      const stage = await setUpLogin(context);
      stage.discord.faults.status({ path: /\/commands$/ }, status, body);
      const app = await stage.start({ DISCORD_COMMANDS_GUILD_ID: '100000000000000001' });
      await vi.waitFor(
        async () => expect(await app.readiness()).toMatchObject({ status: 200, gateway: 'ok' }),
        deadline,
      );
      await vi.waitFor(async () => expect((await app.readiness()).commands).toMatch(words), deadline);
      expect(stage.log()).toContainEqual(
        expect.objectContaining({ level: 'error', msg: 'commands not registered', why: expect.stringMatching(words) }),
      );
    },
  );
});
