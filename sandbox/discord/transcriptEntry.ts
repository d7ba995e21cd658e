export interface RequestEntry {
  readonly kind: 'request';
  readonly index: number;
  readonly at: number;
  readonly method: string;
  /** Decoded, without `/api/v10` and without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON body, or `payload_json` of a multipart one. */
  readonly body: unknown;
  readonly files: readonly { readonly filename: string; readonly contentType: string; readonly bytes: Buffer }[];
}

export interface ResponseEntry {
  readonly kind: 'response';
  readonly index: number;
  readonly at: number;
  readonly request: RequestEntry;
  /** null: the connection was cut instead. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The scripted fault that shaped this answer. */
  readonly fault: string | null;
}

export interface GatewayEntry {
  readonly kind: 'gateway';
  readonly index: number;
  readonly at: number;
  readonly connection: number;
  readonly direction: 'toBot' | 'fromBot';
  readonly payload: {
    readonly op: number;
    readonly d: unknown;
    readonly s?: number | null;
    readonly t?: string | null;
  };
}

interface ConnectionEntry {
  readonly kind: 'open' | 'close';
  readonly index: number;
  readonly at: number;
  readonly connection: number;
  /** For a close: its code (1006 when the connection just broke), the reason, and which end closed first. */
  readonly code: number | null;
  readonly reason: string;
  readonly by: 'bot' | 'discord';
}

export type TranscriptEntry = RequestEntry | ResponseEntry | GatewayEntry | ConnectionEntry;

type WithoutStamp<T> = T extends TranscriptEntry ? Omit<T, 'index' | 'at'> : never;
export type NewEntry = WithoutStamp<TranscriptEntry>;
