import { balance } from './balance.ts';
import type { KindDefinition } from './defineKind.ts';
import { errors } from './errors.ts';
import { latency } from './latency.ts';
import type { LookBack } from './lookBack.ts';
import { provider } from './provider.ts';
import { queue } from './queue.ts';
import { runway } from './runway.ts';
import { silence } from './silence.ts';
import { threads } from './threads.ts';
import type { Threshold } from './threshold.ts';
import { types } from './types.ts';
import { workers } from './workers.ts';

/** Every kind of alert, in the order in which people see them. */
const KINDS = { balance, errors, types, queue, workers, silence, provider, latency, threads, runway };

type Kinds = typeof KINDS;

/** What a team can be notified of. */
export type AlertKind = keyof Kinds;

export type FactsByKind = { readonly [K in AlertKind]: Parameters<Kinds[K]['badness']>[0] };

/** Where each kind recovers: a number, or null where none tells. */
export type ClearLevelByKind = { readonly [K in AlertKind]: ReturnType<Kinds[K]['clearLevel']> };

export type ThresholdsByKind = { readonly [K in AlertKind]: Parameters<Kinds[K]['judge']>[1] };

type DefinitionsByKind = { readonly [K in AlertKind]: Kinds[K]['thresholds'] };

/** Such as `errors.rate`. */
export type KindThresholdName = {
  [K in AlertKind]: `${K}.${keyof DefinitionsByKind[K] & string}`;
}[AlertKind];

/** Such as `ERRORS_RATE_PERCENT`. */
export type ThresholdSetting = {
  [K in AlertKind]: SettingOf<DefinitionsByKind[K]>;
}[AlertKind];

type SettingOf<Named extends Readonly<Record<string, Threshold>>> = Named[keyof Named]['setting'];

export type KindProblemName = { [K in AlertKind]: keyof NonNullable<Kinds[K]['problems']> }[AlertKind];

/** A kind that is only known when the program runs. */
type AnyKind = KindDefinition<
  FactsByKind[AlertKind],
  ThresholdsByKind[AlertKind],
  Readonly<Record<string, Threshold>>,
  string,
  number | null,
  AlertKind,
  AlertKind
>;

/** A kind takes only its own facts and thresholds: look up all three by the same name. */
const BY_NAME: { readonly [K in AlertKind]: AnyKind & { readonly kind: K } } = KINDS;

export const ALERT_KINDS = Object.values(BY_NAME).map(({ kind }) => kind);

/** What of all kinds needs most. */
export function lookBackOf(thresholds: ThresholdsByKind): LookBack {
  const lookBacks = ALERT_KINDS.map((kind) => kindOf(kind).lookBack(thresholds[kind]));
  const most = (field: keyof LookBack) => lookBacks.reduce((most, lookBack) => Math.max(most, lookBack[field] ?? 0), 0);
  return {
    windowMs: most('windowMs'),
    widestMs: most('widestMs'),
    minResults: most('minResults'),
    inRow: most('inRow'),
    latencyMs: most('latencyMs'),
    queueMs: most('queueMs'),
    threadsMs: most('threadsMs'),
    usedUpMs: most('usedUpMs'),
    typesMinResults: most('typesMinResults'),
  };
}

export function kindOf(kind: AlertKind): AnyKind {
  return BY_NAME[kind];
}
