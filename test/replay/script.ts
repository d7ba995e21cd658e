import type { Actor, AlertKind, Mention, MuteScope } from '../../src/monitor/types.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A Monday. On the Sunday of this week clocks in Berlin go back from 03:00 to 02:00. */
export const START = Date.UTC(2026, 9, 19);
export const END = START + 7 * DAY;

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** A moment of the week in UTC, such as `on('Tue', '09:30')`. */
export function on(day: (typeof DAYS)[number], time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return START + DAYS.indexOf(day) * DAY + hours * HOUR + minutes * MINUTE;
}

/** How the world is at a moment. */
export interface Conditions {
  /** The share of tasks that fail. */
  readonly failing: number;
  /** What they fail of; null: the usual mix. */
  readonly code: string | null;
  /** A CAPTCHA type of which every task fails. */
  readonly failingType: string | null;
  /** 0: no task is finished. */
  readonly load: 0 | 1;
  /** How many times as long a solve takes. */
  readonly slowness: number;
  readonly depth: number;
  readonly workers: number;
  /** What CaptchaAI answers to our own calls: the balance, a code of its own, a status, or nothing. */
  readonly captchaAi: 'answers' | 'ERROR_KEY_DOES_NOT_EXIST' | 502 | 'unreachable';
  readonly discord: 'answers' | 'unreachable';
  readonly webhook: 'exists' | 'deleted';
  readonly monitor: 'runs' | 'down';
  /** What is spent by others on the same account, in dollars an hour. */
  readonly otherSpending: number;
}

export const NORMAL: Conditions = {
  failing: 0.04,
  code: null,
  failingType: null,
  load: 1,
  slowness: 1,
  depth: 12,
  workers: 8,
  captchaAi: 'answers',
  discord: 'answers',
  webhook: 'exists',
  monitor: 'runs',
  otherSpending: 0,
};

type Change = Partial<Omit<Conditions, 'depth'>> & { readonly depth?: number | readonly [number, number] };
export type Scene = Change & { readonly from: number; readonly to: number; readonly what: string };

/** What happens to the pipeline, one thing after the other. A pair of depths is where the queue begins and ends. */
const ALL_SCENES: readonly Scene[] = [
  scene('Mon', '10:00', '10:06', 'an error spike: 25 % of tasks fail', { failing: 0.25 }),
  scene('Mon', '10:06', '10:12', 'it gets worse: 45 % of tasks fail', { failing: 0.45 }),
  ...hovering(),
  scene('Mon', '16:00', '16:06', 'tasks pile up: 150 wait', { depth: 150, workers: 5 }),
  scene('Mon', '16:06', '16:16', 'more tasks pile up: 620 wait', { depth: 620, workers: 5 }),
  scene('Mon', '16:16', '16:24', 'the queue drains', { depth: [620, 20], workers: 12 }),
  scene('Tue', '01:00', '01:24', 'the workers stop at night: no results at all', { load: 0, depth: 0, workers: 0 }),

  scene('Tue', '09:30', '09:55', 'CaptchaAI refuses the key; tasks in flight still finish', {
    captchaAi: 'ERROR_KEY_DOES_NOT_EXIST',
  }),
  scene('Tue', '09:32', '09:36', 'now every task fails of it, and the queue grows', {
    failing: 1,
    code: 'ERROR_KEY_DOES_NOT_EXIST',
    depth: [12, 300],
  }),
  scene('Tue', '09:36', '09:55', 'the workers give up: no results at all', { load: 0, depth: 300, workers: 0 }),
  scene('Tue', '09:55', '10:15', 'the key is put right; the queue stays where it is for a while', { depth: 300 }),

  scene('Tue', '13:00', '13:14', 'CaptchaAI answers 502 to our polls; solves go on', { captchaAi: 502 }),
  scene('Tue', '17:00', '17:20', 'our own network is down: neither CaptchaAI nor Discord can be reached', {
    captchaAi: 'unreachable',
    discord: 'unreachable',
  }),
  scene('Tue', '20:00', '20:12', 'solves take four times as long', { slowness: 4 }),

  scene('Wed', '06:30', '09:06', 'tasks pile up: 150 wait', { depth: 150 }),
  scene('Wed', '06:50', '09:00', 'the monitor is down, and misses the time of the summary by 2 h', { monitor: 'down' }),
  scene('Wed', '12:05', '12:44', 'an error spike that North has muted until 12:30: 40 % of tasks fail', {
    failing: 0.4,
  }),
  scene('Wed', '15:05', '15:20', 'tasks pile up: 900 wait; South has muted everything until 16:00', { depth: 900 }),
  scene('Wed', '18:00', '18:15', 'tasks pile up: 200 wait', { depth: 200 }),
  scene('Wed', '18:15', '18:23', 'it gets worse: 700 wait', { depth: 700 }),

  scene('Thu', '10:00', '10:14', 'every thread of the plan is busy: 12 % of tasks are refused', {
    failing: 0.13,
    code: 'ERROR_NO_SLOT_AVAILABLE',
  }),
  scene('Thu', '10:05', '10:16', 'tasks pile up because of it: 250 wait', { depth: 250 }),
  scene('Thu', '14:50', '15:03', 'tasks pile up: 160 wait', { depth: 160 }),

  scene('Fri', '10:00', '11:00', 'Discord cannot be reached', { discord: 'unreachable' }),
  scene('Fri', '10:10', '10:22', 'an error spike that begins and ends meanwhile: 45 % of tasks fail', {
    failing: 0.45,
  }),
  scene('Fri', '10:40', '11:08', 'tasks pile up, and still do when Discord is back: 620 wait', { depth: 620 }),
  { from: on('Fri', '14:00'), to: END, what: 'somebody deletes the webhook of North', webhook: 'deleted' },
  scene('Fri', '14:10', '14:34', 'solves take four times as long', { slowness: 4 }),

  scene('Sat', '06:50', '14:00', 'the monitor is down, and misses the time of the summary by 7 h', { monitor: 'down' }),
  scene('Sat', '19:00', '20:12', 'somebody else spends $36 an hour of the same account', { otherSpending: 36 }),

  scene('Sun', '15:00', '15:15', 'every turnstile fails, which is a quarter of all tasks', {
    failingType: 'turnstile',
  }),
  scene('Sun', '16:00', '16:08', 'the workers stop, and 40 tasks wait', { load: 0, depth: 40, workers: 0 }),
];

export const SCENES: readonly Scene[] = ALL_SCENES.toSorted((a, b) => a.from - b.from);

function scene(day: (typeof DAYS)[number], from: string, to: string, what: string, change: Change): Scene {
  return { from: on(day, from), to: on(day, to), what, ...change };
}

/** 12 to 18 % of tasks fail, so that the rate of the window goes to and fro over the threshold of 15 %. */
function hovering(): Scene[] {
  const begin = on('Mon', '14:00');
  return [0.18, 0.12, 0.18, 0.12, 0.18].map((failing, i) => ({
    from: begin + i * 4 * MINUTE,
    to: begin + (i + 1) * 4 * MINUTE,
    what: i === 0 ? 'the error rate hovers round the limit of 15 % for 20 min' : '',
    failing,
  }));
}

/** Two teams. North has only the webhook of the environment at first, and the default thresholds. */
export const NORTH = {
  id: '100000000000000001',
  name: 'North',
  zone: 'Europe/Berlin',
  cooldownMs: 5 * MINUTE,
} as const;
export const SOUTH = { id: '100000000000000002', name: 'South', zone: 'UTC', cooldownMs: 30 * MINUTE } as const;
export const TEAMS = [NORTH, SOUTH] as const;
export const WEBHOOK_ID = '300000000000000001';
export const NORTH_ROLE: Mention = { type: 'role', id: '200000000000000001' };
export const SOUTH_ROLE: Mention = { type: 'role', id: '200000000000000002' };
export const SOUTH_THRESHOLDS = {
  'queue.depth': 500,
  'errors.rate': 30,
  'errors.clearRate': 20,
  cooldown: 1_800,
} as const;

type Team = (typeof TEAMS)[number];
export const ANA: Actor = { userId: '400000000000000001', name: 'ana' };
export const BEN: Actor = { userId: '400000000000000002', name: 'ben' };

/** What people do. */
export type Deed = { readonly at: number } & (
  | {
      readonly does: 'mute';
      readonly team: Team;
      readonly scope: MuteScope;
      readonly length: string;
      readonly forMs: number;
    }
  | { readonly does: 'acknowledge'; readonly team: Team; readonly kind: AlertKind; readonly by: Actor }
  | { readonly does: 'setUp'; readonly team: Team; readonly channelId: string; readonly mention: Mention }
  | { readonly does: 'topUp'; readonly usd: number }
  | { readonly does: 'setClockBack'; readonly ms: number }
);

const ACK = 'acknowledge';
export const DEEDS: readonly Deed[] = [
  { at: on('Wed', '06:33'), does: ACK, team: NORTH, kind: 'queue', by: ANA },
  { at: on('Wed', '12:00'), does: 'mute', team: NORTH, scope: 'errors', length: '30m', forMs: 30 * MINUTE },
  { at: on('Wed', '15:00'), does: 'mute', team: SOUTH, scope: 'all', length: '1h', forMs: HOUR },
  { at: on('Wed', '18:04'), does: ACK, team: NORTH, kind: 'queue', by: ANA },
  { at: on('Thu', '15:00'), does: 'setClockBack', ms: 10 * MINUTE },
  { at: on('Fri', '14:25'), does: 'setUp', team: NORTH, channelId: '500000000000000001', mention: NORTH_ROLE },
  { at: on('Sat', '17:25'), does: ACK, team: NORTH, kind: 'runway', by: ANA },
  { at: on('Sat', '17:30'), does: ACK, team: SOUTH, kind: 'runway', by: BEN },
  { at: on('Sat', '20:05'), does: 'topUp', usd: 300 },
];
