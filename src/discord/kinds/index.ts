import type { AlertKind } from '../../monitor/kinds/index.ts';
import { balance } from './balance.ts';
import { errors } from './errors.ts';
import type { KindTexts } from './kindTexts.ts';
import { latency } from './latency.ts';
import { provider } from './provider.ts';
import { queue } from './queue.ts';
import { runway } from './runway.ts';
import { silence } from './silence.ts';
import { threads } from './threads.ts';
import { types } from './types.ts';
import { workers } from './workers.ts';

/** A kind without texts does not compile. */
const KIND_TEXTS: { readonly [K in AlertKind]: KindTexts<K> } = {
  balance,
  errors,
  types,
  queue,
  workers,
  silence,
  provider,
  latency,
  threads,
  runway,
};

/** The texts of a kind. They take only facts of that kind, so pass the kind that the facts name. */
export function textsOf(kind: AlertKind): KindTexts<AlertKind> {
  return KIND_TEXTS[kind];
}
