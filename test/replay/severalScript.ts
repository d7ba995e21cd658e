import { HOUR, MINUTE, on, type Scene } from './script.ts';

/** Three pipelines on two accounts. */
export const MAIN = { name: 'main', pipelines: ['shop', 'tickets'] } as const;
export const EU = { name: 'eu', pipelines: ['news'] } as const;
export const PIPELINES = [...MAIN.pipelines, ...EU.pipelines] as const;

export type PipelineName = (typeof PIPELINES)[number];
/** Whom a scene is about: pipelines, accounts, or everybody. */
type Subject = PipelineName | 'main' | 'eu' | 'all';

export interface SceneOf extends Scene {
  readonly of: readonly Subject[];
}

type Moment = readonly [day: Parameters<typeof on>[0], from: string, to: string];

function scene(
  of: readonly Subject[],
  [day, from, to]: Moment,
  what: string,
  change: Omit<Scene, 'from' | 'to' | 'what'>,
) {
  return { of, from: on(day, from), to: on(day, to), what, ...change };
}

export const SCENES: readonly SceneOf[] = [
  scene(['shop'], ['Mon', '10:00', '10:08'], 'an error spike of shop: 40 % of tasks fail', { failing: 0.4 }),
  scene(['shop', 'tickets'], ['Mon', '15:00', '15:08'], 'the same error spike of shop and tickets at once', {
    failing: 0.4,
  }),
  scene(['main'], ['Tue', '09:30', '09:50'], 'CaptchaAI refuses the key of main', {
    captchaAi: 'ERROR_KEY_DOES_NOT_EXIST',
  }),
  scene(['shop', 'tickets'], ['Tue', '09:32', '09:50'], 'so every task of shop and tickets fails', {
    failing: 1,
    code: 'ERROR_KEY_DOES_NOT_EXIST',
  }),
  scene(['news'], ['Tue', '09:36', '09:46'], 'meanwhile tasks of news pile up: 200 wait', { depth: 200 }),
  scene(['shop', 'tickets', 'news'], ['Tue', '12:00', '12:12'], 'tasks of all pile up: 700 wait', { depth: 700 }),
  scene(['eu'], ['Tue', '16:00', '16:50'], 'somebody else spends $290 an hour of eu', { otherSpending: 290 }),
  scene(['all'], ['Wed', '10:00', '11:00'], 'Discord cannot be reached', { discord: 'unreachable' }),
  scene(['shop', 'news'], ['Wed', '10:10', '10:20'], 'an error spike of shop and news that begins and ends meanwhile', {
    failing: 0.45,
  }),
  scene(['news'], ['Wed', '15:00', '15:24'], 'the workers of news stop: no results at all', {
    load: 0,
    depth: 0,
    workers: 0,
  }),
  scene(['shop'], ['Thu', '10:00', '10:12'], 'an error spike of shop, while its channel changes', { failing: 0.4 }),
  scene(['shop', 'tickets'], ['Thu', '15:00', '15:40'], 'tasks of shop and tickets pile up: 150 wait', { depth: 150 }),
  scene(['news'], ['Fri', '10:00', '10:20'], 'tasks of news pile up: 250 wait', { depth: 250 }),
  scene(['eu'], ['Fri', '14:00', '14:20'], 'CaptchaAI answers 502 to our polls of eu; solves go on', {
    captchaAi: 502,
  }),
  scene(['tickets'], ['Fri', '18:00', '18:14'], 'solves of tickets take four times as long', { slowness: 4 }),
  scene(['all'], ['Sat', '06:50', '09:00'], 'the monitor is down, and misses the time of the summary by 2 h', {
    monitor: 'down',
  }),
  scene(['main'], ['Sat', '16:00', '17:30'], 'somebody else spends $300 an hour of main', { otherSpending: 300 }),
  ...comingAndGoing(),
  scene(['shop'], ['Sun', '15:00', '15:15'], 'every turnstile of shop fails, which is a quarter of its tasks', {
    failingType: 'turnstile',
  }),
];

/** Tasks of tickets pile up for four minutes, and are done for four minutes, eight times. */
function comingAndGoing(): SceneOf[] {
  const begin = on('Sun', '10:00');
  return Array.from({ length: 8 }, (_, i) => ({
    of: ['tickets'],
    from: begin + i * 8 * MINUTE,
    to: begin + (i * 8 + 4) * MINUTE,
    what: i === 0 ? 'tasks of tickets pile up and are done again, eight times in an hour: 150 wait' : '',
    depth: 150,
  }));
}

export const MUTED_SHOP = { at: on('Tue', '11:55'), forMs: HOUR } as const;
export const TOPPED_UP_EU = { at: on('Tue', '17:20'), usd: 300 } as const;
export const MOVED_SHOP = { at: on('Thu', '10:06') } as const;
export const ACKNOWLEDGED_TICKETS = { at: on('Thu', '15:04') } as const;
export const MORE_MAY_WAIT_OF_NEWS = { at: on('Fri', '09:50'), depth: 300 } as const;
export const TOPPED_UP_MAIN = { at: on('Sat', '17:40'), usd: 600 } as const;

export function scenesOf(...subjects: readonly Subject[]): readonly Scene[] {
  return SCENES.filter(({ of }) => of.some((one) => subjects.includes(one)));
}
