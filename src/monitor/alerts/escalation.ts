import type { ChannelDestination, DirectMessages, Mention } from '../destination.ts';
import { DAY, MINUTE, type Millis } from '../time.ts';

/** Whom to tell of something critical that nobody has acknowledged; null: not by this way. At least one is not null. */
export interface EscalationTarget {
  /** Whom the message mentions; null: whom every alert mentions. */
  readonly mention: Mention | null;
  /** A channel, or a person's direct messages; null: where the alert is. */
  readonly place: ChannelDestination | DirectMessages | null;
  /** A receiver outside of Discord, by its name. */
  readonly receiver: string | null;
}

/** One step of a guild's escalation, and how long after people were notified it is due. */
export interface EscalationStep extends EscalationTarget {
  readonly afterMs: Millis;
}

/** Each is looked at whenever something critical fires, and all stand on one page. */
export const MOST_STEPS = 10;
export const SHORTEST_AFTER_MS: Millis = MINUTE;
export const LONGEST_AFTER_MS: Millis = DAY;

/** A step with when it was taken, or is due. */
export interface StepAt extends EscalationTarget {
  readonly at: Millis;
}

/** How far the escalation of one incident has come. */
export interface Escalated {
  /** From when the steps count; null: they do not, because it is not critical, suppressed, or somebody is on it. */
  readonly since: Millis | null;
  /** The steps that were taken, the oldest first. */
  readonly sent: readonly StepAt[];
  /** The one that is due next; null: none. */
  readonly next: StepAt | null;
  /** Absent: none was late since the steps count. */
  readonly late?: LateStep;
}

/** The last step that was due while nobody could acknowledge, and when it was taken. */
export interface LateStep extends Pick<EscalationStep, 'afterMs'> {
  readonly at: Millis;
}

/** What times the steps of one incident. */
interface Course extends Pick<Escalated, 'since' | 'sent'> {
  readonly late: LateStep | null;
}

export const NOT_ESCALATED: Escalated = { since: null, sent: [], next: null };

/** The steps that are due, and the one after them. What was taken since the steps count is not taken again. */
export function stepsAt(
  steps: readonly EscalationStep[],
  course: Course,
  now: Millis,
): { readonly due: readonly EscalationStep[]; readonly next: StepAt | null } {
  const open = timed(steps, course).filter(({ isTaken }) => !isTaken);
  const due = open.filter(({ at }) => at <= now).map(({ step }) => step);
  const [after] = open.slice(due.length);
  return {
    // Where it could not be judged for long several may be due, and nobody is notified twice at once.
    due: due.filter((step, index) => due.findIndex((one) => isSameTarget(one, step)) === index),
    next: after === undefined ? null : stepAt(after.step, after.at),
  };
}

/**
 * While the process does not run, or the clock jumps, nobody can acknowledge. Where the first step after those that were taken was due before the
 * clock last went on steadily, it is taken late, now, and the ones after it keep their distance from it.
 */
export function lateStep(
  steps: readonly EscalationStep[],
  course: Course,
  { steadySince, now }: { readonly steadySince: Millis; readonly now: Millis },
): LateStep | null {
  const all = timed(steps, course);
  const first = all[all.findLastIndex(({ isTaken }) => isTaken) + 1];
  const isLate = first !== undefined && first.at < Math.min(steadySince, now);
  return isLate ? { afterMs: first.step.afterMs, at: now } : course.late;
}

/** When each step is due, in that order, and whether it was taken since they count; none where they do not. */
function timed(steps: readonly EscalationStep[], { since, sent, late }: Course) {
  if (since === null) return [];
  // Those before the late one were taken at their own times.
  const dueAt = (afterMs: Millis) =>
    late === null || afterMs < late.afterMs ? since + afterMs : late.at + afterMs - late.afterMs;
  return steps
    .toSorted((a, b) => a.afterMs - b.afterMs)
    .map((step) => {
      const at = dueAt(step.afterMs);
      return { step, at, isTaken: sent.some((one) => one.at >= at && isSameTarget(one, step)) };
    });
}

export function stepAt({ mention, place, receiver }: EscalationTarget, at: Millis): StepAt {
  return { mention, place, receiver, at };
}

export function isSameTarget(a: EscalationTarget, b: EscalationTarget): boolean {
  return targetText(a) === targetText(b);
}

function targetText({ mention, place, receiver }: EscalationTarget): string {
  return JSON.stringify([mention?.type, mention?.id, placeId(place), receiver]);
}

function placeId(place: EscalationTarget['place']): string | null {
  if (place === null) return null;
  return place.type === 'channel' ? place.channelId : `user ${place.userId}`;
}

/** What the first message of an incident says of its escalation. `isOver`: nobody else is notified. */
export function escalationState({ sent, next }: Escalated, isOver: boolean) {
  const shown = { sent, next: isOver ? null : next };
  return shown.sent.length === 0 && shown.next === null ? {} : { escalation: shown };
}

/** Without a person who asked to be forgotten; a step that notified nobody else is gone. */
export function stepsWithout(steps: readonly EscalationStep[], userId: string): readonly EscalationStep[] {
  return steps.flatMap(({ mention, place, ...step }) => {
    const others = {
      ...step,
      mention: mention?.type === 'user' && mention.id === userId ? null : mention,
      place: place?.type === 'user' && place.userId === userId ? null : place,
    };
    return notifiesAnybody(others) ? [others] : [];
  });
}

export function notifiesAnybody({ mention, place, receiver }: EscalationTarget): boolean {
  return mention !== null || place !== null || receiver !== null;
}
