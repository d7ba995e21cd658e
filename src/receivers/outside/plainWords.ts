import { SECOND } from '../../monitor/time.ts';

/** Inline code, which holds text from outside as it is; a time; what makes bold. */
const MARKS = /`([^`]*)`|<t:(-?\d+)(?::[a-zA-Z])?>|\*\*/g;

/** Discord's words as anybody can read them: times as ISO, nothing bold, no code. */
export function plainWords(text: string): string {
  return text.replace(MARKS, (_mark, code?: string, seconds?: string) => code ?? isoOf(seconds));
}

function isoOf(seconds: string | undefined): string {
  return seconds === undefined ? '' : new Date(Number(seconds) * SECOND).toISOString().replace('.000Z', 'Z');
}
