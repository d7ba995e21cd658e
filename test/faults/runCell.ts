import type { AppProcess } from '../../sandbox/appProcess.ts';
import { type DataPlace, onFile, onPostgres, onSmallDisk } from '../fixtures/dataPlaces.ts';
import { type Stage, setUpFaultyProgram, type Way } from '../fixtures/faultyProgram.ts';
import { isSend } from '../fixtures/isSend.ts';
import { isEver } from '../fixtures/until.ts';
import type { Fault } from './faults.ts';
import { type Kind, titleOf } from './kinds.ts';

/** What became of one message under one fault, as counted on the wire and in the channel. */
export interface Cell {
  readonly fault: string;
  readonly kind: string;
  readonly way: Way;
  /** How often it left for Discord. */
  readonly sent: number;
  /** 1: nobody ever saw it. */
  readonly lost: number;
  /** How often it was seen once too often. */
  readonly doubles: number;
  /** Every copy says that it may be one. */
  readonly isMarked: boolean;
  /** From what set it off to when people could read it, milliseconds. */
  readonly tookMs: number;
}

/** Discord lets a command wait so long for its answer. */
const ANSWERED_WITHIN_MS = 3_000;
const SENT_AGAIN = 'sent again, the first try may have arrived';

/** Runs the real process through one fault on the way of one message. */
export async function runCell(fault: Fault, kind: Kind, way: Way): Promise<Cell> {
  const stage = await setUpFaultyProgram(way, await dataPlaceOf(fault));
  try {
    return await run(stage, fault, kind);
  } finally {
    await stage.close();
  }
}

async function dataPlaceOf({ keepsOn }: Fault): Promise<DataPlace> {
  if (keepsOn === 'PostgreSQL') return onPostgres();
  return keepsOn === 'small disk' ? onSmallDisk() : onFile();
}

async function run(stage: Stage, fault: Fault, kind: Kind): Promise<Cell> {
  await kind.seed?.(stage);
  const settings = kind.settings?.(stage) ?? {};
  const killing = fault.kill?.(kind) ?? {};
  if (kind.trigger === null) await fault.begin?.(stage, kind);

  let app = await stage.start(kind.prepare === undefined ? { ...settings, ...killing } : settings);
  if (kind.trigger !== null && stage.way !== 'webhook alone') await app.logged('connected to Discord').catch(nothing);
  await kind.prepare?.(stage, app);
  if (kind.prepare !== undefined && Object.keys(killing).length > 0) {
    await app.end('SIGTERM');
    app = await stage.start({ ...settings, ...killing });
  }
  if (kind.trigger !== null) await fault.begin?.(stage, kind, app);

  const startedAt = performance.now();
  const meanwhile = fault.meanwhile?.(stage);
  const isAccepted = await Promise.race([setOff(stage, kind, app), app.exited.then(() => false)]);
  const first = app;
  await meanwhile;
  await fault.during?.(stage, kind, first);
  if (fault.kill !== undefined) app = await startAgain(stage, fault, first, settings);
  // Whoever had no answer asks again.
  if (!isAccepted) await setOff(stage, kind, app);
  // What never comes is counted as lost.
  await isEver(async () => {
    if (await isEver(() => isKept(stage, kind), ANSWERED_WITHIN_MS)) return true;
    await setOff(stage, kind, app);
    return false;
  }, 30_000);

  await isEver(() => copies(stage, kind).length > 0);
  const tookMs = Math.round(performance.now() - startedAt);
  await isEver(async () => !(await isWaiting(stage)));
  return count(stage, fault, kind, tookMs);
}

function nothing(): void {}

/** Sets the message off until it was accepted, or the process that should accept it is gone. */
async function setOff(stage: Stage, kind: Kind, app: AppProcess): Promise<boolean> {
  if (kind.trigger === null) return true;
  const { trigger } = kind;
  let isAccepted = false;
  await isEver(async () => {
    isAccepted = app.process.exitCode === null && app.process.signalCode === null && (await trigger(stage, app));
    return isAccepted || app.process.exitCode !== null || app.process.signalCode !== null;
  });
  return isAccepted;
}

/** The supervisor's part. A point that is not reached is a fault of the matrix, not of the monitor. */
async function startAgain(
  stage: Stage,
  fault: Fault,
  first: AppProcess,
  settings: Readonly<Record<string, string>>,
): Promise<AppProcess> {
  const isOver = await isEver(() => first.process.exitCode !== null || first.process.signalCode !== null, 60_000);
  if (!isOver) throw new Error(`"${fault.name}" was never reached:\n${first.output()}`);
  stage.discord.faults.clear();
  const app = await stage.start({ ...settings, ...fault.restartWith?.(stage) });
  if (stage.way !== 'webhook alone') await app.logged('connected to Discord');
  return app;
}

function copies({ messages }: Stage, { title, isEdit }: Kind) {
  const fitting = messages().filter(({ embeds }) => (embeds[0]?.title ?? '').startsWith(title));
  // An edited alert and a late message carry the same title.
  return fitting.filter(({ edited_timestamp }) => (edited_timestamp !== null) === (isEdit === true));
}

/** Whether a message of the kind was written; what a reading leads to needs no asking again. */
async function isKept({ data }: Stage, { type, byCommand }: Kind): Promise<boolean> {
  if (byCommand === undefined) return true;
  return (await data.ask(`select count(*) as n from deliveries where type = '${type}'`)) > 0;
}

async function isWaiting({ data }: Stage): Promise<boolean> {
  return (await data.ask('select count(*) as n from deliveries where delivered_at is null and gave_up_at is null')) > 0;
}

function count(stage: Stage, fault: Fault, kind: Kind, tookMs: number): Cell {
  const seen = copies(stage, kind);
  const requests = kind.isEdit
    ? stage.discord.transcript.requests('PATCH', /\/messages\/\d+$/)
    : stage.discord.transcript
        .requests('POST', isSend.path)
        .filter(({ body }) => (titleOf(body) ?? '').startsWith(kind.title));
  const marked = seen.filter(({ embeds }) => embeds[0]?.footer?.text.includes(SENT_AGAIN));
  return {
    fault: fault.name,
    kind: kind.name,
    way: stage.way,
    sent: requests.length,
    lost: seen.length === 0 ? 1 : 0,
    doubles: Math.max(0, seen.length - 1),
    isMarked: marked.length >= seen.length - 1,
    tookMs,
  };
}
