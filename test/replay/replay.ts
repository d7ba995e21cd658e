import { join } from 'node:path';
import { mulberry32 } from '../../sandbox/pipeline/mulberry32.ts';
import { actingMember } from '../fixtures/alerts.ts';
import { ACCOUNT, PIPELINE } from '../fixtures/constants.ts';
import { clockTime, createChannelLog } from './channelLog.ts';
import { inFastFolder } from './inFastFolder.ts';
import { type Process, setUpProcess } from './process.ts';
import {
  type Conditions,
  DAY,
  DEEDS,
  type Deed,
  END,
  HOUR,
  MINUTE,
  NORMAL,
  SCENES,
  SOUTH,
  SOUTH_ROLE,
  SOUTH_THRESHOLDS,
  START,
} from './script.ts';
import { conditionsAt, createAccount, createPace, createTasks } from './week.ts';

const START_BALANCE_MICROS = 205_000_000;

/** What the teams choose before it begins, beside what they always do. */
type Chosen = (monitor: Process['monitor']) => Promise<unknown>;

/** Runs the week, or its beginning, through the core in a database file of its own and answers what stood in the channels. */
export function replayWeek(seed: number, until = END, choose: Chosen = async () => undefined) {
  return inFastFolder((folder) => replay(seed, until, join(folder, 'monitor.db'), choose));
}

async function replay(seed: number, until: number, file: string, choose: Chosen) {
  let now = START;
  let elapsed = 0;
  let conditions: Conditions = NORMAL;
  let running = null as Process | null;
  const clock = { now: () => now };
  const account = createAccount(START_BALANCE_MICROS);
  const pace = createPace(SCENES, DEEDS);
  const tasks = createTasks(seed, account, pace, SCENES);
  const log = createChannelLog({ clock, elapsed: () => elapsed, conditions: () => conditions });
  const surroundings = {
    clock,
    conditions: () => conditions,
    accounts: [{ account: ACCOUNT, conditions: () => conditions, balanceMicros: account.balanceMicros }],
    receiver: log.receiver,
    random: mulberry32(seed + 1),
  };
  const deeds = [...DEEDS];
  const scenes = SCENES.filter(({ what }) => what !== '');

  async function startOrStop() {
    if (conditions.monitor === 'down') {
      await running?.stop();
      running = null;
      return;
    }
    if (running !== null) return;
    running = await setUpProcess(file, surroundings);
    if (elapsed === 0) {
      await setUpSouth(running);
      await choose(running.monitor);
    }
    await running.evaluateAndDeliver();
  }

  async function act(deed: Deed) {
    log.note(now, describeDeed(deed));
    if (deed.does === 'topUp') return account.topUp(deed.usd * 1_000_000);
    if (deed.does !== 'setClockBack') return askMonitor(running, deed);
    now -= deed.ms;
    running?.clockWasSetBack(deed.ms);
    tasks.clockWasSetBack(deed.ms);
  }

  while (now < until) {
    if ((now - START) % DAY === 0) log.heading(clockTime(now, 'UTC').slice(0, 3));
    conditions = conditionsAt(now, SCENES);
    while ((scenes[0]?.from ?? END) <= now) log.note(now, scenes.shift()?.what ?? '');
    await startOrStop();
    const results = tasks.finishedUntil(now);
    while ((deeds[0]?.at ?? END) <= now) {
      const deed = deeds.shift();
      if (deed !== undefined) await act(deed);
    }
    const inflow = { results, depth: conditions.depth, workers: conditions.workers };
    await running?.step(new Map([[PIPELINE, inflow]]));
    const stepMs = pace.nextLook(now) - now;
    account.spend((conditions.otherSpending * 1_000_000 * stepMs) / HOUR);
    now += stepMs;
    elapsed += stepMs;
  }
  await running?.stop();
  return { text: log.text(), sent: log.sent };
}

const ANA = { userId: '4', name: 'ana' };

async function setUpSouth({ monitor }: Process) {
  const choices = { channelId: '500000000000000002', mention: SOUTH_ROLE, timeZone: SOUTH.zone };
  await monitor.setUp(SOUTH.id, choices, ANA);
  for (const [name, value] of Object.entries(SOUTH_THRESHOLDS)) await monitor.setThreshold(SOUTH.id, name, value, ANA);
}

async function askMonitor(running: Process | null, deed: Exclude<Deed, { does: 'topUp' | 'setClockBack' }>) {
  if (running === null) throw new Error('nobody can ask a monitor that is down');
  const { monitor } = running;
  switch (deed.does) {
    case 'mute':
      return monitor.mute(deed.team.id, { scope: deed.scope, pipeline: null }, deed.length, ANA, null);
    case 'setUp':
      return monitor.setUp(deed.team.id, { channelId: deed.channelId, mention: deed.mention }, ANA);
    case 'acknowledge': {
      const open = (await monitor.incidents(deed.team.id, 20)).find(
        ({ kind, endedAt }) => kind === deed.kind && endedAt === null,
      );
      if (open === undefined) throw new Error(`no incident of ${deed.kind} to acknowledge`);
      return monitor.acknowledge(deed.team.id, open.id, actingMember(deed.by));
    }
  }
}

function describeDeed(deed: Deed): string {
  switch (deed.does) {
    case 'mute':
      return `${deed.team.name} mutes ${deed.scope} for ${deed.length}`;
    case 'acknowledge':
      return `${deed.by.name} of ${deed.team.name} acknowledges ${deed.kind}`;
    case 'setUp':
      return `${deed.team.name} chooses a channel with /setup`;
    case 'topUp':
      return `the balance is topped up by $${deed.usd}`;
    case 'setClockBack':
      return `the clock is set back by ${deed.ms / MINUTE} min`;
  }
}
