import { type DecisionReason, SEND_REASONS, SILENT_REASONS } from '../monitor/alerts/decision.ts';
import { DROPPED_ON_PURPOSE, type GiveUpWhy, PLACE_TROUBLES } from '../monitor/delivery/giveUpWhy.ts';
import { RETRY_REASONS, type RetryReason } from '../monitor/delivery/outcome.ts';
import { UNKNOWN_WHYS, type UnknownWhy, VERDICT_STATES } from '../monitor/kinds/verdict.ts';

const KNOWN: readonly GiveUpWhy[] = [
  ...PLACE_TROUBLES,
  'threadGone',
  'answerLost',
  'noDestination',
  'muted',
  'quietHours',
  'nothingToEdit',
  'rejected',
  'superseded',
  'tooOld',
];

/** Reasons by the names that they had in earlier versions, one of which may still be at work beside this one during an update. */
const RENAMED: Readonly<Record<string, GiveUpWhy | DecisionReason>> = {
  overtaken: 'superseded',
  heldByCause: 'inhibited',
  endedUntold: 'endedBeforeNotified',
};

const ON_PURPOSE: ReadonlySet<string> = new Set(DROPPED_ON_PURPOSE);
/** `DROPPED_ON_PURPOSE` as it stands in the database, by the earlier names too. */
export const STORED_ON_PURPOSE: readonly string[] = [
  ...ON_PURPOSE,
  ...Object.keys(RENAMED).filter((name) => ON_PURPOSE.has(RENAMED[name] ?? '')),
];

/** Why a message was given up, as it was written by this or another version. */
export function toWhy(text: string | null): GiveUpWhy {
  return KNOWN.find((why) => why === nameNow(text)) ?? 'rejected';
}

/** Why a message is tried again, as it was written by this or another version, which named the status of an answer. */
export function toRetryReason(text: string | null): RetryReason | null {
  if (text === null) return null;
  return RETRY_REASONS.find((reason) => reason === text) ?? (/^http5/.test(text) ? 'discordFailed' : 'unknownFailure');
}

/** Undefined where another version wrote it, as below. */
export function toReason(text: string): DecisionReason | undefined {
  return [...SEND_REASONS, ...SILENT_REASONS].find((reason) => reason === nameNow(text));
}

function nameNow(text: string | null): string | null {
  return text === null ? null : (RENAMED[text] ?? text);
}

export function toState(text: string): (typeof VERDICT_STATES)[number] | undefined {
  return VERDICT_STATES.find((state) => state === text);
}

export function toUnknownWhy(text: string): UnknownWhy | undefined {
  return UNKNOWN_WHYS.find((why) => why === text);
}
