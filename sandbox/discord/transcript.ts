import { describeEntry } from './describeEntry.ts';
import { createSignal } from './signal.ts';
import type { GatewayEntry, NewEntry, RequestEntry, ResponseEntry, TranscriptEntry } from './transcriptEntry.ts';

const WAIT_MS = 5000;
// A demo may run for days.
const KEPT_ENTRIES = 20_000;

interface WaitOptions {
  readonly timeoutMs?: number;
  /** Look only at entries from this index on (see `position`); all entries without it. */
  readonly from?: number;
}

type Test<T extends TranscriptEntry> = ((entry: TranscriptEntry) => entry is T) | ((entry: TranscriptEntry) => boolean);

/** Everything that went over the wire, in order. */
export interface Transcript {
  readonly entries: readonly TranscriptEntry[];
  /** The index that the next entry will have. */
  position(): number;
  find<T extends TranscriptEntry = TranscriptEntry>(test: Test<T>): T | undefined;
  filter<T extends TranscriptEntry = TranscriptEntry>(test: Test<T>): T[];
  requests(method?: string, path?: RegExp | string): RequestEntry[];
  responses(method?: string, path?: RegExp | string): ResponseEntry[];
  /** Gateway payloads by direction and, for dispatches, the event's name or, for the rest, the opcode. */
  gateway(direction: GatewayEntry['direction'], what?: string | number): GatewayEntry[];
  /** Resolves with the first entry, past or to come, that passes. */
  waitFor<T extends TranscriptEntry = TranscriptEntry>(test: Test<T>, options?: WaitOptions): Promise<T>;
  /** The last lines as text, for failure messages. */
  describe(last?: number): string;
  clear(): void;
}

export type Record = (entry: NewEntry) => TranscriptEntry;

export function createTranscript(now: () => number): { transcript: Transcript; record: Record } {
  const entries: TranscriptEntry[] = [];
  const signal = createSignal();
  let position = 0;

  const record: Record = (entry) => {
    const stamped = { ...entry, index: position++, at: now() } as TranscriptEntry;
    entries.push(stamped);
    if (entries.length > KEPT_ENTRIES) entries.shift();
    signal.changed();
    return stamped;
  };
  const describe = (last = 30) => entries.slice(-last).map(describeEntry).join('\n');
  const filter = <T extends TranscriptEntry>(test: Test<T>) => entries.filter((entry) => test(entry)) as T[];
  const ofKind = <T extends RequestEntry | ResponseEntry>(kind: T['kind'], method?: string, path?: RegExp | string) =>
    filter<T>((entry) => entry.kind === kind && isTo(entry as T, method, path));

  const transcript: Transcript = {
    entries,
    position: () => position,
    find: (test) => filter(test)[0],
    filter,
    requests: (method, path) => ofKind<RequestEntry>('request', method, path),
    responses: (method, path) => ofKind<ResponseEntry>('response', method, path),
    gateway: (direction, what) =>
      filter<GatewayEntry>((entry) => entry.kind === 'gateway' && entry.direction === direction && isWhat(entry, what)),
    waitFor: <T extends TranscriptEntry>(test: Test<T>, { timeoutMs = WAIT_MS, from = 0 }: WaitOptions = {}) =>
      signal.until(
        () => entries.find((entry) => entry.index >= from && test(entry)) as T | undefined,
        timeoutMs,
        () => `Nothing on the wire fitted within ${timeoutMs} ms. The last entries:\n${describe()}`,
      ),
    describe,
    clear: () => {
      entries.length = 0;
    },
  };
  return { transcript, record };
}

function isTo(entry: RequestEntry | ResponseEntry, method?: string, path?: RegExp | string): boolean {
  const request = entry.kind === 'request' ? entry : entry.request;
  if (method !== undefined && request.method !== method) return false;
  if (path === undefined) return true;
  return typeof path === 'string' ? request.path === path : path.test(request.path);
}

function isWhat({ payload }: GatewayEntry, what?: string | number): boolean {
  if (what === undefined) return true;
  return typeof what === 'string' ? payload.t === what : payload.op === what;
}
