import { MonitorError } from '../errors.ts';
import { DAY, HOUR, MINUTE, type Millis } from '../time.ts';
import { parseLength } from './duration.ts';

/** More is `/summary`'s. */
const LONGEST_MS: Millis = 30 * DAY;

/** How far a question looks back, such as `6h`; an hour where nothing is said. @throws MonitorError `badLength` or `durationTooLong`. */
export function parseWindow(text: string | null): Millis {
  if (text === null) return HOUR;
  const ms = parseLength(text);
  if (ms === null) throw new MonitorError('badLength', { text });
  if (ms > LONGEST_MS) throw new MonitorError('durationTooLong', { text, longest: '30d' });
  return Math.max(ms, MINUTE);
}
