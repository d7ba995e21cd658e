import { HOUR, on, type Scene } from './script.ts';

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
];

/** Not the whole week: short enough to be reviewed. */
export const END = on('Wed', '18:00');

export const MUTED_SHOP = { at: on('Tue', '11:55'), forMs: HOUR } as const;
export const TOPPED_UP_EU = { at: on('Tue', '17:20'), usd: 300 } as const;

export function scenesOf(...subjects: readonly Subject[]): readonly Scene[] {
  return SCENES.filter(({ of }) => of.some((one) => subjects.includes(one)));
}
