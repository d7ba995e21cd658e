import { join } from 'node:path';
import { mulberry32 } from '../../sandbox/pipeline/mulberry32.ts';
import type { Mention } from '../../src/monitor/types.ts';
import { actingMember } from '../fixtures/alerts.ts';
import { ANA } from '../fixtures/constants.ts';
import { clockTime, createChannelLog } from './channelLog.ts';
import { inFastFolder } from './inFastFolder.ts';
import { type Inflow, type Process, setUpProcess } from './process.ts';
import { DAY, END, HOUR, NORTH, NORTH_ROLE, SOUTH, SOUTH_ROLE, START } from './script.ts';
import {
  ACKNOWLEDGED_TICKETS,
  EU,
  MAIN,
  MORE_MAY_WAIT_OF_NEWS,
  MOVED_SHOP,
  MUTED_SHOP,
  PIPELINES,
  type PipelineName,
  SCENES,
  scenesOf,
  TOPPED_UP_EU,
  TOPPED_UP_MAIN,
} from './severalScript.ts';
import { type Account, conditionsAt, createAccount, createPace, createTasks } from './week.ts';

const START_BALANCE_MICROS = { main: 1_000_000_000, eu: 300_000_000 };
/** The ends of their ids stand in the log. */
const CHANNELS = {
  all: '500000000000000001',
  shop: '500000000000000011',
  movedShop: '500000000000000021',
  news: '500000000000000013',
  south: '500000000000000002',
} as const;
export const SHOP_ROLE: Mention = { type: 'role', id: '200000000000000011' };

/** Runs a week of three pipelines. South sees news alone. */
export function replaySeveral(seed: number, until = END) {
  return inFastFolder((folder) => replay(seed, until, join(folder, 'monitor.db')));
}

async function replay(seed: number, until: number, file: string) {
  let now = START;
  let running: Process | null = null;
  const clock = { now: () => now };
  const world = () => conditionsAt(now, scenesOf('all'));
  const pace = createPace(SCENES, DEEDS);
  const accounts = [MAIN, EU].map((account) => ({
    account,
    paid: createAccount(START_BALANCE_MICROS[account.name]),
    conditions: () => conditionsAt(now, scenesOf(account.name, 'all')),
  }));
  const paid = new Map(accounts.map((one) => [one.account.name, one.paid]));
  const tasks = accounts.flatMap(({ account: { pipelines }, paid: account }) =>
    pipelines.map((name) => {
      const scenes = scenesOf(name);
      const finished = createTasks(seed + PIPELINES.indexOf(name), account, pace, scenes);
      return { name, finished, conditions: () => conditionsAt(now, scenes) };
    }),
  );
  const log = createChannelLog({ clock, elapsed: () => now - START, conditions: world });
  const surroundings = {
    clock,
    conditions: world,
    accounts: accounts.map(({ paid: { balanceMicros }, ...account }) => ({ ...account, balanceMicros })),
    seenBy: (guildId: string) => (guildId === SOUTH.id ? EU.pipelines : PIPELINES),
    receiver: log.receiver,
    random: mulberry32(seed + 9),
  };
  const coming = [
    ...SCENES.filter(({ what }) => what !== '').map(({ from, what }) => ({ at: from, what, act: doNothing })),
    ...DEEDS,
  ].toSorted((a, b) => a.at - b.at);

  while (now < until) {
    if ((now - START) % DAY === 0) log.heading(clockTime(now, 'UTC').slice(0, 3));
    const inflows = new Map(tasks.map((one) => [one.name, inflowOf(one, now)]));
    const isFirst = now === START;
    if (world().monitor === 'down') {
      await running?.stop();
      running = null;
    } else running ??= await setUpProcess(file, surroundings);
    if (isFirst && running !== null) await setUpTeams(running);
    while ((coming[0]?.at ?? END) <= now) {
      const event = coming.shift();
      log.note(now, event?.what ?? '');
      await event?.act({ running, paid });
    }
    await running?.step(inflows);
    const stepMs = pace.nextLook(now) - now;
    for (const { paid: account, conditions } of accounts)
      account.spend((conditions().otherSpending * 1_000_000 * stepMs) / HOUR);
    now += stepMs;
  }
  await running?.stop();
  return { text: log.text(), sent: log.sent };
}

interface Workers {
  readonly name: PipelineName;
  readonly finished: ReturnType<typeof createTasks>;
  readonly conditions: () => ReturnType<typeof conditionsAt>;
}

function inflowOf({ finished, conditions }: Workers, now: number): Inflow {
  const { depth, workers } = conditions();
  return { results: finished.finishedUntil(now), depth, workers };
}

/** North has a channel for all, and channels of their own for shop, with a role, and for news. Tickets follows the server. */
async function setUpTeams({ monitor }: Process): Promise<void> {
  await monitor.setUp(NORTH.id, { channelId: CHANNELS.all, mention: NORTH_ROLE }, ANA);
  await monitor.setUp(NORTH.id, { channelId: CHANNELS.shop, mention: SHOP_ROLE }, ANA, 'shop');
  await monitor.setUp(NORTH.id, { channelId: CHANNELS.news }, ANA, 'news');
  await monitor.setUp(SOUTH.id, { channelId: CHANNELS.south, mention: SOUTH_ROLE, timeZone: SOUTH.zone }, ANA);
}

interface Stage {
  readonly running: Process | null;
  readonly paid: ReadonlyMap<string, Account>;
}

function monitorOf({ running }: Stage): Process['monitor'] {
  if (running === null) throw new Error('nobody can ask a monitor that is down');
  return running.monitor;
}

const doNothing = async (_: Stage) => undefined;

/** What people do. */
const DEEDS: readonly { readonly at: number; readonly what: string; act(stage: Stage): Promise<unknown> }[] = [
  {
    ...MUTED_SHOP,
    what: 'North mutes shop for 1 h',
    act: (stage) => monitorOf(stage).mute(NORTH.id, { scope: 'all', pipeline: 'shop' }, '1h', ANA, null),
  },
  {
    ...TOPPED_UP_EU,
    what: `eu is topped up by $${TOPPED_UP_EU.usd}`,
    act: async ({ paid }) => paid.get(EU.name)?.topUp(TOPPED_UP_EU.usd * 1e6),
  },
  {
    ...MOVED_SHOP,
    what: 'North chooses another channel for shop',
    act: (stage) => monitorOf(stage).setUp(NORTH.id, { channelId: CHANNELS.movedShop }, ANA, 'shop'),
  },
  { ...ACKNOWLEDGED_TICKETS, what: 'ana of North acknowledges the queue of tickets', act: acknowledgeTickets },
  {
    ...MORE_MAY_WAIT_OF_NEWS,
    what: `North lets ${MORE_MAY_WAIT_OF_NEWS.depth} tasks of news wait`,
    act: (stage) => monitorOf(stage).setThreshold(NORTH.id, 'queue.depth', MORE_MAY_WAIT_OF_NEWS.depth, ANA, 'news'),
  },
  {
    ...TOPPED_UP_MAIN,
    what: `main is topped up by $${TOPPED_UP_MAIN.usd}`,
    act: async ({ paid }) => paid.get(MAIN.name)?.topUp(TOPPED_UP_MAIN.usd * 1e6),
  },
];

async function acknowledgeTickets(stage: Stage): Promise<void> {
  const monitor = monitorOf(stage);
  const incidents = await monitor.incidents(NORTH.id, 20);
  const open = incidents.find(({ pipeline, kind, endedAt }) => pipeline === 'tickets' && kind === 'queue' && !endedAt);
  if (open === undefined) throw new Error('no queue incident of tickets to acknowledge');
  await monitor.acknowledge(NORTH.id, open.id, actingMember(ANA));
}
