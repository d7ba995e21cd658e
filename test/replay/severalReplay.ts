import { join } from 'node:path';
import { mulberry32 } from '../../sandbox/pipeline/mulberry32.ts';
import type { Mention } from '../../src/monitor/types.ts';
import { ANA } from '../fixtures/constants.ts';
import { clockTime, createChannelLog } from './channelLog.ts';
import { inFastFolder } from './inFastFolder.ts';
import { type Inflow, type Process, setUpProcess } from './process.ts';
import { DAY, HOUR, NORTH, NORTH_ROLE, SOUTH, SOUTH_ROLE, START } from './script.ts';
import {
  END,
  EU,
  MAIN,
  MUTED_SHOP,
  PIPELINES,
  type PipelineName,
  SCENES,
  scenesOf,
  TOPPED_UP_EU,
} from './severalScript.ts';
import { conditionsAt, createAccount, createPace, createTasks } from './week.ts';

const START_BALANCE_MICROS = { main: 1_000_000_000, eu: 300_000_000 };
/** The ends of their ids stand in the log. */
const CHANNELS = {
  all: '500000000000000001',
  shop: '500000000000000011',
  news: '500000000000000013',
  south: '500000000000000002',
} as const;
export const SHOP_ROLE: Mention = { type: 'role', id: '200000000000000011' };

/** Runs three days of three pipelines. South sees news alone. */
export function replaySeveral(seed: number, until = END) {
  return inFastFolder((folder) => replay(seed, until, join(folder, 'monitor.db')));
}

async function replay(seed: number, until: number, file: string) {
  let now = START;
  const clock = { now: () => now };
  const world = () => conditionsAt(now, scenesOf('all'));
  const pace = createPace(SCENES, [MUTED_SHOP, TOPPED_UP_EU]);
  const accounts = [MAIN, EU].map((account) => ({
    account,
    paid: createAccount(START_BALANCE_MICROS[account.name]),
    conditions: () => conditionsAt(now, scenesOf(account.name, 'all')),
  }));
  const tasks = accounts.flatMap(({ account: { pipelines }, paid }) =>
    pipelines.map((name) => {
      const scenes = scenesOf(name);
      const finished = createTasks(seed + PIPELINES.indexOf(name), paid, pace, scenes);
      return { name, finished, conditions: () => conditionsAt(now, scenes) };
    }),
  );
  const log = createChannelLog({ clock, elapsed: () => now - START, conditions: world });
  const running = await setUpProcess(file, {
    clock,
    conditions: world,
    accounts: accounts.map(({ paid, ...account }) => ({ ...account, balanceMicros: paid.balanceMicros })),
    seenBy: (guildId) => (guildId === SOUTH.id ? EU.pipelines : PIPELINES),
    receiver: log.receiver,
    random: mulberry32(seed + 9),
  });
  await setUpTeams(running);
  const coming = [
    ...SCENES.map(({ from, what }) => ({ at: from, what, act: async () => undefined })),
    { ...MUTED_SHOP, what: 'North mutes shop for 1 h', act: () => muteShop(running) },
    {
      ...TOPPED_UP_EU,
      what: `eu is topped up by $${TOPPED_UP_EU.usd}`,
      act: async () => accounts[1]?.paid.topUp(TOPPED_UP_EU.usd * 1e6),
    },
  ].toSorted((a, b) => a.at - b.at);

  while (now < until) {
    if ((now - START) % DAY === 0) log.heading(clockTime(now, 'UTC').slice(0, 3));
    while ((coming[0]?.at ?? END) <= now) {
      const event = coming.shift();
      log.note(now, event?.what ?? '');
      await event?.act();
    }
    await running.step(new Map(tasks.map((one) => [one.name, inflowOf(one, now)])));
    const stepMs = pace.nextLook(now) - now;
    for (const { paid, conditions } of accounts) paid.spend((conditions().otherSpending * 1_000_000 * stepMs) / HOUR);
    now += stepMs;
  }
  await running.stop();
  return { text: log.text(), told: log.told };
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

async function muteShop({ monitor }: Process): Promise<void> {
  await monitor.mute(NORTH.id, { scope: 'all', pipeline: 'shop' }, '1h', ANA, null);
}
