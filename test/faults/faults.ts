import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppProcess } from '../../sandbox/appProcess.ts';
import { canMakeDisks } from '../fixtures/dataPlaces.ts';
import type { Stage, Way } from '../fixtures/faultyProgram.ts';
import { isSend } from '../fixtures/isSend.ts';
import { until } from '../fixtures/until.ts';
import { floodWithoutToken, openIdle } from './floods.ts';
import { type Kind, titleOf } from './kinds.ts';

/** What goes wrong while one message is on its way. */
export interface Fault {
  readonly name: string;
  /** Settings of the process that is to be killed; it is started again without them. */
  readonly kill?: (kind: Kind) => Readonly<Record<string, string>>;
  /** Before the message is set off. */
  readonly begin?: (stage: Stage, kind: Kind, app?: AppProcess) => Promise<void> | void;
  /** As it is set off. */
  readonly meanwhile?: (stage: Stage) => Promise<void>;
  /** Where the database is; a file where nothing is said. */
  readonly keepsOn?: 'small disk' | 'PostgreSQL';
  /** Once it was set off. */
  readonly during?: (stage: Stage, kind: Kind, app: AppProcess) => Promise<void>;
  /** Settings of the process after the restart that this fault needs; a fault that needs none ends by itself. */
  readonly restartWith?: (stage: Stage) => Readonly<Record<string, string>>;
  /** Discord stored the message, and nothing but the bot can tell: a webhook alone has to repeat it, with a note. */
  readonly isAnswerLost?: true;
  /** And no answer ever comes: a webhook alone gives up after three copies. */
  readonly isAnswerLostForGood?: true;
  readonly fits?: (kind: Kind, way: Way) => boolean;
}

/** Never comes, however long somebody waits. */
const NEVER = new Promise<never>(() => undefined);
const hasTrigger = ({ trigger }: Kind) => trigger !== null;
const withBot = (_kind: Kind, way: Way) => way !== 'webhook alone';

function match(kind: Kind) {
  return kind.isEdit
    ? { method: 'PATCH', path: /\/messages\/\d+$/, times: 1 }
    : { ...isSend, times: 1, when: ({ body }: { body: unknown }) => (titleOf(body) ?? '').startsWith(kind.title) };
}

type Match = ReturnType<typeof match>;
type Inject = (faults: Stage['discord']['faults'], match: Match) => { readonly hits: number };

function discord(name: string, inject: Inject, more: Partial<Fault> = {}): Fault {
  return { name, begin: (stage, kind) => void inject(stage.discord.faults, match(kind)), ...more };
}

/** Ends the process from outside, at the moment that Discord has the request. */
function killedThere(name: string, inject: Inject, more: Partial<Fault> = {}): Fault {
  let struck: { readonly hits: number } = { hits: 0 };
  return {
    name,
    kill: () => ({}),
    begin: (stage, kind) => {
      struck = inject(stage.discord.faults, match(kind));
    },
    async during(_stage, _kind, app) {
      const mine = struck;
      await until(`the moment of "${name}"`, { look: () => mine.hits, withinMs: 30_000 });
      await app.end('SIGKILL');
    },
    ...more,
  };
}

const killedAt = (name: string, at: string, more: Partial<Fault> = {}): Fault => ({
  name,
  kill: ({ type }) => ({ KILL_AT: at, KILL_TYPE: type }),
  ...more,
});

const byReading = (kind: Kind) => kind.name === 'alert';
const isNew = (kind: Kind) => !kind.isEdit;

const KILLS: readonly Fault[] = [
  killedAt('kill before a reading is written', 'before reading', { fits: byReading }),
  killedAt('kill after a reading is on disk, before its 202', 'after commit of reading', { fits: byReading }),
  killedAt('kill before the message is written', 'before decision'),
  killedAt('kill before the decision is committed', 'before commit of decision'),
  killedAt('kill after the decision is committed', 'after commit of decision'),
  killedAt('kill before the message is claimed', 'before commit of claim'),
  killedAt('kill after it is claimed', 'after commit of claim'),
  killedAt('kill before it is noted that it leaves', 'before sending', { fits: isNew }),
  killedAt('kill after it is noted, before it leaves', 'after commit of sending', { fits: isNew }),
  killedThere('kill while Discord has the request', (faults, to) => faults.delayBefore(to, NEVER)),
  killedThere('kill after Discord stored it, before its answer', (faults, to) => faults.delayAfterStored(to, NEVER), {
    isAnswerLost: true,
  }),
  killedAt('kill after the answer, before it is noted', 'before delivered', { isAnswerLost: true }),
  killedAt('kill before that is committed', 'before commit of delivered', { isAnswerLost: true }),
  killedAt('kill after that is committed', 'after commit of delivered'),
];

const DISCORD: readonly Fault[] = [
  discord('429 for 1 s', (faults, to) => faults.rateLimited(to, { retryAfterMs: 1_000 })),
  discord('429 for 12 s', (faults, to) => faults.rateLimited(to, { retryAfterMs: 12_000 })),
  discord('429, all of Discord', (faults, to) => faults.rateLimited(to, { retryAfterMs: 1_000, scope: 'global' })),
  discord('429 without a time', (faults, to) => faults.banned(to)),
  discord('500', (faults, to) => faults.status(to, 500, { message: '500: Internal Server Error', code: 0 })),
  discord('502 with HTML', (faults, to) => faults.status(to, 502, '<html><h1>502 Bad Gateway</h1></html>')),
  discord('timeout, not stored', (faults, to) => faults.delayBefore(to, NEVER)),
  discord('timeout, stored', (faults, to) => faults.delayAfterStored(to, NEVER), { isAnswerLost: true }),
  discord('reset, not stored', (faults, to) => faults.resetBefore(to)),
  discord('reset, stored', (faults, to) => faults.resetAfterStored(to), { isAnswerLost: true }),
  discord('closed, stored', (faults, to) => faults.endAfterStored(to), { isAnswerLost: true }),
  discord('stalled body, stored', (faults, to) => faults.stallBody(to), { isAnswerLost: true }),
  discord('half a body, stored', (faults, to) => faults.truncateBody(to), { isAnswerLost: true }),
];

const AWAY_MS = 3_000;

const HTML = '<html><h1>Blocked by your administrator</h1></html>';

/** Something between the monitor and Discord answers in its place. */
const page = (name: string, status: number, body = HTML) =>
  discord(name, (faults, to) => faults.status(to, status, body));

/** Not once, but for a while. */
const pagesFor = (name: string, status: number): Fault => ({
  name,
  begin(stage, kind) {
    const { times: _once, ...all } = match(kind);
    stage.discord.faults.status(all, status, HTML);
  },
  async during({ discord: { faults } }) {
    await sleep(AWAY_MS);
    faults.clear();
  },
  fits: hasTrigger,
});

const PAGES: readonly Fault[] = [
  page('200 with a page in between', 200),
  page('204 in between', 204, ''),
  page('302 in between', 302),
  page('400 with a page in between', 400),
  page('403 with a page in between', 403),
  page('404 with a page in between', 404),
  page('408 with a page in between', 408),
  pagesFor('pages of 404 for 3 s', 404),
  pagesFor('pages of 200 for 3 s', 200),
  {
    name: 'every answer lost, stored',
    begin: (stage, kind) => {
      const { times: _once, ...all } = match(kind);
      stage.discord.faults.swapAnswer(all, 200, HTML);
    },
    isAnswerLost: true,
    isAnswerLostForGood: true,
    // An edit may be repeated: it says the same each time.
    fits: isNew,
  },
];

const AROUND: readonly Fault[] = [
  {
    name: 'DNS gone for 3 s',
    begin(stage, kind) {
      writeFileSync(stage.files.noDns, '');
      // What is connected already needs no names.
      stage.discord.faults.resetBefore({ ...match(kind), times: 2 });
    },
    async during({ files }) {
      await sleep(AWAY_MS);
      rmSync(files.noDns);
    },
    // The client's own login needs names too: it is not what is looked at here.
    fits: hasTrigger,
  },
  {
    name: 'webhook deleted',
    begin: ({ discord: { deleteWebhook }, webhook }) => deleteWebhook(webhook.id),
    // A test alert answers that its place is gone.
    fits: (kind, way) => way === 'webhook and bot' && !kind.isEdit && kind.type !== 'test',
  },
  {
    name: 'webhook deleted, another address after a while',
    kill: () => ({}),
    begin: ({ discord: { deleteWebhook }, webhook }) => deleteWebhook(webhook.id),
    async during(_stage, _kind, app) {
      await app.logged('no destination');
      await app.end('SIGTERM');
    },
    restartWith: ({ discord: { createWebhook }, channel }) => ({
      DISCORD_WEBHOOK_URL: createWebhook(channel.id).url.replace('127.0.0.1', 'localhost'),
    }),
    fits: (kind, way) => way === 'webhook alone' && !kind.isEdit,
  },
  databaseGone('database file locked for 7 s', 7_000, {}),
  databaseGone('disk full for 3 s', AWAY_MS, {
    keepsOn: 'small disk',
    fits: (kind) => canMakeDisks && hasTrigger(kind),
  }),
  databaseGone('PostgreSQL gone for 3 s', AWAY_MS, { keepsOn: 'PostgreSQL' }),
  secondCopy('second copy started on the same file', async (stage) => {
    const refused = await stage.start().then(
      () => 'it started',
      (err: unknown) => String(err),
    );
    if (!refused.includes('is in use')) throw new Error(refused);
  }),
  secondCopy('second process started on the same PostgreSQL', async (stage) => void (await stage.start()), {
    keepsOn: 'PostgreSQL',
  }),
  clockJump('clock an hour ahead, and back', 3_600_000),
  clockJump('clock an hour behind, and back', -3_600_000),
  clockJump('clock a day ahead, and back', 24 * 3_600_000),
  {
    name: 'muted for a minute by a clock a day ahead',
    async begin({ files, owner }) {
      writeFileSync(files.clock, String(24 * 3_600_000));
      const { reply } = await owner.slash('mute', { alert: 'all', for: '1m' });
      await reply();
      rmSync(files.clock, { force: true });
    },
    // What is about no kind is not muted, and nobody is notified of what begins and ends while it is muted.
    fits: (kind, way) => withBot(kind, way) && kind.name === 'alert',
  },
  outputGone('log that nobody reads', 'unread'),
  outputGone('log on a full disk', 'full'),
  outputGone('log that nobody reads, on PostgreSQL', 'unread', { keepsOn: 'PostgreSQL' }),
  {
    name: 'SIGTERM at once, and a start',
    kill: () => ({}),
    async during(_stage, _kind, app) {
      await app.end('SIGTERM');
    },
  },
];

/** Away as the message is set off: what is posted meanwhile is refused, and posted again. */
function databaseGone(name: string, ms: number, more: Partial<Fault>): Fault {
  return {
    name,
    async meanwhile({ data }) {
      const giveBack = data.takeAway();
      await sleep(ms);
      giveBack();
    },
    fits: hasTrigger,
    ...more,
  };
}

/** From then on, to the end. */
function outputGone(name: string, how: 'unread' | 'full', more: Partial<Fault> = {}): Fault {
  return { name, begin: ({ files }) => writeFileSync(files.output, how), fits: hasTrigger, ...more };
}

/** By mistake, or to take over, while the first one waits for Discord's answer. */
function secondCopy(name: string, start: (stage: Stage) => Promise<void>, more: Partial<Fault> = {}): Fault {
  return {
    ...discord(name, (faults, to) => faults.delayAfterStored(to, AWAY_MS)),
    during: start,
    ...more,
  };
}

function clockJump(name: string, ms: number): Fault {
  return {
    name,
    begin: ({ files }) => writeFileSync(files.clock, String(ms)),
    async during(stage, kind, app) {
      await sleep(1_500);
      rmSync(stage.files.clock, { force: true });
      // What was posted before is old now, by as much as the clock jumped.
      if (kind.goesOn) await kind.trigger?.(stage, app);
    },
    // At another time of day another summary is due, or none.
    fits: ({ type }) => type !== 'summary',
  };
}

const gateway = (name: string, upset: (stage: Stage) => void): Fault => ({
  name,
  begin: (stage) => upset(stage),
  fits: (kind, way) => withBot(kind, way) && hasTrigger(kind),
});

const GATEWAY: readonly Fault[] = [
  gateway('gateway closed with 4000', ({ discord: { gateway: control } }) => control.closeAll(4_000)),
  gateway('gateway closed with 4009', ({ discord: { gateway: control } }) => control.closeAll(4_009)),
  gateway('gateway op 7', ({ discord: { gateway: control } }) => control.reconnectAll()),
  gateway('gateway op 9', ({ discord: { gateway: control } }) => control.invalidateAll(false)),
  gateway('gateway events that cannot be read', ({ discord: { gateway: control } }) => {
    for (const name of ['INTERACTION_CREATE', 'GUILD_UPDATE', 'CHANNEL_UPDATE', 'GUILD_ROLE_UPDATE']) {
      control.dispatchAll(name, null);
      control.dispatchAll(name, { guild_id: 7, member: null, channel: null });
    }
  }),
  {
    ...gateway('gateway closed with 4000, at each login too', ({ discord: { gateway: control } }) => {
      control.setIdentifyAnswer({ close: 4_000 });
      control.invalidateAll(false);
    }),
    // Nobody can give a command to a bot that is not there.
    fits: (kind, way) => withBot(kind, way) && hasTrigger(kind) && kind.byCommand === undefined,
  },
];

/** Whoever reaches the port may be many: strangers, and connections that nobody uses. */
const FLOODS: readonly Fault[] = [
  {
    name: 'a flood without the token',
    begin: (stage, _kind, app) => void (app && floodWithoutToken(stage, app)),
    fits: hasTrigger,
  },
  {
    name: '6,000 idle connections',
    begin: async (stage, _kind, app) => {
      if (app !== undefined) await openIdle(stage, app, 6_000);
    },
    fits: hasTrigger,
  },
];

/** The file is not where it was, for a while. */
const AWAY: readonly Fault[] = [
  {
    name: 'the database file moved away for 3 s',
    begin: ({ data }) => renameSync(data.location, `${data.location}.away`),
    async meanwhile({ data }) {
      await sleep(AWAY_MS);
      renameSync(`${data.location}.away`, data.location);
    },
    fits: hasTrigger,
  },
];

/** From the start on, and for good: the bot never logs in. */
const login = (name: string, begin: (stage: Stage) => void, more: Partial<Fault> = {}): Fault => ({
  name: `login: ${name}, for good`,
  begin: (stage) => begin(stage),
  fits: (kind, way) => withBot(kind, way) && kind.trigger === null,
  ...more,
});

const PAGE = '<html><h1>Sign in to the guest network</h1></html>';
const atGateway = { path: '/gateway/bot' };
/** A refused token is no way to post as the bot either. */
const withWebhook = { fits: (kind: Kind, way: Way) => way === 'webhook and bot' && kind.trigger === null };

const LOGIN: readonly Fault[] = [
  login('a page with 200', ({ discord: { faults } }) => void faults.status(atGateway, 200, PAGE)),
  login('a page with 401', ({ discord: { faults } }) => void faults.status(atGateway, 401, PAGE)),
  login('no logins left', ({ discord: { gateway: control } }) => control.setSessionStartsRemaining(0)),
  login('READY never comes', ({ discord: { gateway: control } }) => control.setIdentifyAnswer('nothing')),
  login('closed with 4011', ({ discord: { gateway: control } }) => control.setIdentifyAnswer({ close: 4_011 })),
  login('closed with 4014', ({ discord: { gateway: control } }) => control.setIdentifyAnswer({ close: 4_014 })),
  login(
    'Discord’s own 401',
    ({ discord: { faults } }) => void faults.status(atGateway, 401, { message: '401: Unauthorized', code: 0 }),
    withWebhook,
  ),
  login('commands refused with 50001', ({ discord: { faults } }) => {
    faults.status({ path: /\/commands$/ }, 403, { message: 'Missing Access', code: 50_001 });
  }),
];

/** Those that last: what is kept of them is kept on the other engine too. */
const ALSO_ON_POSTGRES: ReadonlySet<string> = new Set([
  'a flood without the token',
  '429 for 1 s',
  'pages of 404 for 3 s',
  'every answer lost, stored',
  'gateway events that cannot be read',
  'login: a page with 200, for good',
  'login: no logins left, for good',
  'login: Discord’s own 401, for good',
]);

const ON_FILE: readonly Fault[] = [...KILLS, ...DISCORD, ...PAGES, ...AROUND, ...AWAY, ...FLOODS, ...GATEWAY, ...LOGIN];

export const FAULTS: readonly Fault[] = [
  ...ON_FILE,
  ...ON_FILE.filter(({ name }) => ALSO_ON_POSTGRES.has(name)).map(
    (fault): Fault => ({ ...fault, name: `${fault.name}, on PostgreSQL`, keepsOn: 'PostgreSQL' }),
  ),
];
