import {
  type EscalationStep,
  type EscalationTarget,
  isSameTarget,
  LONGEST_AFTER_MS,
  MOST_STEPS,
  SHORTEST_AFTER_MS,
} from '../alerts/escalation.ts';
import { MonitorError } from '../errors.ts';
import { parseLength } from '../text/duration.ts';
import type { Actor } from '../types.ts';
import { createChangeLog } from './changeLog.ts';
import type { ChangePorts } from './changePorts.ts';
import { escalationText } from './escalationText.ts';
import { receiversOf } from './guildDefaults.ts';
import { givenSteps } from './stepsOf.ts';

/** Removing these makes those of the settings hold again. */
export const ESCALATION_OF_SETTINGS = 'settings';

/** What people change of who else is notified. The first change makes the steps of the settings the guild's own. */
export interface EscalationActions {
  /** `after`: a length of time. Answers the step that was added. @throws MonitorError `badLength`, `badAfter`, `stepNeedsTarget`, `unknownReceiver`, `stepTwice` or `tooManySteps`. */
  addStep(guildId: string, after: string, target: EscalationTarget, by: Actor): Promise<EscalationStep>;
  /** `which`: its number in the order in which they are due, or `settings`. Answers the one that was removed; null for `settings`. @throws MonitorError `unknownStep`. */
  removeStep(guildId: string, which: string, by: Actor): Promise<EscalationStep | null>;
}

interface Changed<About> {
  readonly steps: readonly EscalationStep[] | null;
  readonly before: EscalationStep | null;
  readonly after: EscalationStep | null;
  readonly about: About;
}

export function createEscalationActions(ports: ChangePorts): EscalationActions {
  const { store, guildDefaults, onChange } = ports;
  const { changeOf, logged } = createChangeLog(ports);

  async function changeSteps<About extends EscalationStep | null>(
    guildId: string,
    by: Actor,
    change: (steps: readonly EscalationStep[], isOwn: boolean) => Changed<About>,
  ): Promise<About> {
    const done: { line: ReturnType<typeof changeOf>; about: About }[] = [];
    await store.escalations.change(guildId, (own) => {
      const { steps, before, after, about } = change(own ?? givenSteps(guildId, guildDefaults), own !== null);
      const text = (one: EscalationStep | null) => (one === null ? null : escalationText(one));
      const line = changeOf('escalation', 'escalation', by, text(before), text(after));
      done.push({ line, about });
      return { steps, change: line };
    });
    const [last] = done.slice(-1);
    if (last === undefined) throw new Error('the escalation was not changed');
    logged(guildId, [last.line]);
    onChange();
    return last.about;
  }

  return {
    async addStep(guildId, after, target, by) {
      const afterMs = afterOf(after);
      const { mention, place, receiver } = target;
      if (mention === null && place === null && receiver === null) throw new MonitorError('stepNeedsTarget', {});
      const known = receiversOf(guildDefaults, guildId).map(({ name }) => name);
      if (receiver !== null && !known.includes(receiver))
        throw new MonitorError('unknownReceiver', { name: receiver, known });
      return changeSteps(guildId, by, (steps) => {
        const added = { afterMs, mention, place, receiver };
        if (steps.some((one) => one.afterMs === afterMs && isSameTarget(one, added)))
          throw new MonitorError('stepTwice', {});
        if (steps.length >= MOST_STEPS) throw new MonitorError('tooManySteps', { most: MOST_STEPS });
        const all = [...steps, added].toSorted((a, b) => a.afterMs - b.afterMs);
        return { steps: all, before: null, after: added, about: added };
      });
    },
    removeStep: (guildId, which, by) =>
      changeSteps<EscalationStep | null>(guildId, by, (steps, isOwn) => {
        if (which === ESCALATION_OF_SETTINGS && isOwn) return { steps: null, before: null, after: null, about: null };
        const all = steps.toSorted((a, b) => a.afterMs - b.afterMs);
        const removed = all.find((_, index) => String(index + 1) === which.trim());
        if (removed === undefined) throw new MonitorError('unknownStep', { text: which });
        return { steps: all.filter((one) => one !== removed), before: removed, after: null, about: removed };
      }),
  };
}

/** @throws MonitorError where it cannot be read, or is too short or too long. */
function afterOf(text: string): number {
  const ms = parseLength(text);
  if (ms === null) throw new MonitorError('badLength', { text });
  if (ms < SHORTEST_AFTER_MS || ms > LONGEST_AFTER_MS) throw new MonitorError('badAfter', { text });
  return ms;
}
