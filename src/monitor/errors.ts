import type { ThresholdName, ThresholdProblemName } from './settings/thresholds.ts';
import type { AlertKind, MuteScope } from './types.ts';

/** What each failure says beside its code, so that a front door can put it into words of its own. */
export interface ErrorDetails {
  /** `text` is what was typed. */
  badDuration: { readonly text: string };
  /** Where only a length is meant, and no time of day. */
  badLength: { readonly text: string };
  /** Where a moment of the past is meant. */
  badMoment: { readonly text: string };
  durationTooLong: { readonly text: string; readonly longest: string };
  unknownThreshold: { readonly name: string };
  /** `now` is what holds. */
  thresholdOutOfRange: {
    readonly name: ThresholdName;
    readonly now: number;
    readonly min: number;
    readonly max: number;
  };
  /** `other` is the one that it does not fit, and what holds of that. */
  thresholdsConflict: {
    readonly problem: ThresholdProblemName;
    readonly name: ThresholdName;
    readonly now: number;
    readonly other: { readonly name: ThresholdName; readonly now: number } | null;
  };
  nothingMuted: Record<never, never>;
  kindNotMuted: { readonly scope: MuteScope };
  onlyAllMuted: Record<never, never>;
  alreadyAcknowledged: { readonly by: string };
  /** Nobody is on it. */
  notAcknowledged: Record<never, never>;
  /** Only members of that role, and those who manage the server. */
  mayNotAcknowledge: { readonly roleId: string };
  incidentEnded: Record<never, never>;
  unknownIncident: Record<never, never>;
  unknownPipeline: { readonly name: string; readonly known: readonly string[] };
  /** `isLetters`: it is short for several. */
  badTimeZone: { readonly text: string; readonly isLetters: boolean; readonly guess: string | null };
  badWeekdays: { readonly text: string };
  badTimeOfDay: { readonly text: string };
  badKinds: { readonly text: string };
  quietNeedsTimes: Record<never, never>;
  /** Some are to be added and some to be removed at once. */
  quietBoth: Record<never, never>;
  quietTwice: Record<never, never>;
  /** No time of the week would be left for these kinds. */
  quietEndless: { readonly kinds: readonly AlertKind[] };
  tooManyQuiet: { readonly most: number };
  unknownQuiet: { readonly text: string };
  /** Not from a minute to a day. */
  badAfter: { readonly text: string };
  /** It says nobody to tell. */
  stepNeedsTarget: Record<never, never>;
  unknownReceiver: { readonly name: string; readonly known: readonly string[] };
  stepTwice: Record<never, never>;
  tooManySteps: { readonly most: number };
  unknownStep: { readonly text: string };
  /** Some are to be added and some to be removed at once. */
  stepBoth: Record<never, never>;
  stepNeedsAfter: Record<never, never>;
  onCallAlready: { readonly userId: string };
  notOnCall: { readonly userId: string };
  tooManyPeople: { readonly most: number };
  nobodyOnCall: Record<never, never>;
  coverNeedsUntil: Record<never, never>;
  noDestination: Record<never, never>;
  /** `mayBeKept`: the database did not say what became of it; else nothing was kept. */
  notSaved: { readonly mayBeKept: boolean };
  overloaded: Record<never, never>;
  /** Of a picture alone: the words that it belongs to are there. */
  tooManyCharts: Record<never, never>;
}

export type MonitorErrorCode = keyof ErrorDetails;

/** A failure as data, so that the words for it are looked up whole. */
export type MonitorFailure = {
  [Code in MonitorErrorCode]: { readonly code: Code; readonly details: ErrorDetails[Code] };
}[MonitorErrorCode];

/** A failure that the person who asked should know. The front doors have the words: its message is for the log. */
export class MonitorError<Code extends MonitorErrorCode = MonitorErrorCode> extends Error {
  override readonly name = 'MonitorError';
  readonly code: Code;
  readonly details: ErrorDetails[Code];

  constructor(code: Code, details: ErrorDetails[Code], options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(details)}`, options);
    this.code = code;
    this.details = details;
  }
}

/** The store handed its changes over, and got no answer whether they are kept: nobody knows. */
export class CommitUnknownError extends Error {
  override readonly name = 'CommitUnknownError';

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Another process has taken this work on: what was to be written for it was not. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';

  constructor(lease: string) {
    super(`another process holds "${lease}" now`);
  }
}

/** The failure of the store, as the caller that handed something in gets it. */
export function notSaved(cause: unknown): MonitorError<'notSaved'> {
  return new MonitorError('notSaved', { mayBeKept: cause instanceof CommitUnknownError }, { cause });
}
