import type { FactsByKind } from '../kinds/index.ts';
import type { VerdictOn } from '../kinds/verdict.ts';
import type { AlertKind } from '../types.ts';

/** What a verdict rests on; every kind has its own. */
export type Facts = FactsByKind[AlertKind];

export type Verdict = VerdictOn<Facts>;
