import type { SpanReads } from './spanReads.ts';

export interface ReadRequest {
  readonly name: keyof SpanReads;
  readonly args: readonly unknown[];
}

export type ReadAnswer =
  | { readonly value: unknown }
  | { readonly error: string; readonly code: Readonly<Record<string, unknown>> };
