import type { TranscriptEntry } from './transcriptEntry.ts';

const LINE_LENGTH = 300;

/** One line a person can read. Tokens in paths are cut short so that logs of the demo stay legible. */
export function describeEntry(entry: TranscriptEntry): string {
  const line = `${new Date(entry.at).toISOString().slice(11, 23)} ${text(entry)}`;
  return line.length > LINE_LENGTH ? `${line.slice(0, LINE_LENGTH)}…` : line;
}

function text(entry: TranscriptEntry): string {
  switch (entry.kind) {
    case 'request':
      return `→ ${entry.method} ${shortPath(entry.path)} ${json(entry.body)}${files(entry.files.length)}`;
    case 'response':
      return `← ${entry.status ?? 'cut'} ${entry.request.method} ${shortPath(entry.request.path)} ${json(entry.body)}${
        entry.fault === null ? '' : ` [${entry.fault}]`
      }`;
    case 'gateway': {
      const { op, t, d } = entry.payload;
      return `${entry.direction === 'toBot' ? '⇐' : '⇒'} ws${entry.connection} op${op} ${t ?? ''} ${op === 2 || op === 6 ? '' : json(d)}`;
    }
    case 'open':
      return `ws${entry.connection} open`;
    case 'close':
      return `ws${entry.connection} close ${entry.code} ${entry.reason} by ${entry.by}`;
  }
}

function shortPath(path: string): string {
  return path.replaceAll(/[\w-]{40,}={0,2}/g, (token) => `${token.slice(0, 8)}…`);
}

function json(value: unknown): string {
  return value === undefined ? '' : (JSON.stringify(value) ?? '');
}

function files(count: number): string {
  return count === 0 ? '' : ` +${count} file(s)`;
}
