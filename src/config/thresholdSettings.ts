import { z } from 'zod';
import { kindOf, type ThresholdSetting, type ThresholdsByKind } from '../monitor/kinds/index.ts';
import { KIND_PROBLEMS, KIND_THRESHOLDS, type KindThreshold } from '../monitor/kinds/thresholds.ts';
import { recordOf } from '../monitor/recordOf.ts';
import {
  fieldValue,
  THRESHOLD_PROBLEM_SENTENCES,
  THRESHOLDS,
  thresholdProblems,
} from '../monitor/settings/thresholds.ts';
import { SECOND } from '../monitor/time.ts';
import { ALERT_KINDS, type AlertKind, type Thresholds } from '../monitor/types.ts';
import { number, onOff, whole } from './settingKinds.ts';

/** A number that decides an alert has the same range here and where a guild sets its own. */
function schemaOf({ unit, min, max, standard, hasFractions }: KindThreshold) {
  if (unit === 'switch') return onOff(standard === 1 ? 'on' : 'off');
  const isWhole = (unit === 'count' || unit === 'seconds') && hasFractions !== true;
  return isWhole ? whole(standard, min, max) : number(standard, min, max);
}

/** What decides an alert, of every kind the settings that it names; and how often that is asked for. */
export const ThresholdSettings = z.object({
  ALERT_COOLDOWN_SECONDS: whole(300, THRESHOLDS.cooldown.min, THRESHOLDS.cooldown.max),
  ALERT_REMINDER_MAX_SECONDS: whole(3_600, THRESHOLDS.reminder.min, THRESHOLDS.reminder.max),
  BALANCE_POLL_SECONDS: whole(60, 10, 3_600),
  THREADS_PROBE: onOff('off'),
  ...recordOf(KIND_THRESHOLDS.map((threshold) => [threshold.setting, schemaOf(threshold)])),
});

type ThresholdSettings = z.infer<typeof ThresholdSettings>;

/** Settings that must fit one another: those of one kind are judged together. */
const RELATED: readonly (readonly ThresholdSetting[])[] = ALERT_KINDS.map(relatedOf).filter(({ length }) => length > 1);

function relatedOf(kind: AlertKind): readonly ThresholdSetting[] {
  const names = KIND_PROBLEMS.flatMap(({ between }) => between);
  const related = names.flatMap((name) => KIND_THRESHOLDS.filter((each) => each.kind === kind && each.name === name));
  return [...new Set(related.map(({ setting }) => setting))];
}

/**
 * What is wrong with settings taken together, as sentences that begin with their names. Each group is judged beside
 * defaults, which fit, so that a problem is its own, and is found even where another setting could not be read.
 */
export function relatedProblems(read: Partial<ThresholdSettings>): string[] {
  const defaults = ThresholdSettings.parse({});
  return RELATED.flatMap((names) => {
    if (names.some((name) => read[name] === undefined)) return [];
    const own = Object.fromEntries(names.map((name) => [name, read[name]]));
    return thresholdProblems(toThresholds({ ...defaults, ...own })).map(
      (problem) => `${names.join(' and ')}: ${THRESHOLD_PROBLEM_SENTENCES[problem]}`,
    );
  });
}

/** The process-wide thresholds in the units that the program uses. */
export function toThresholds(env: ThresholdSettings): Thresholds {
  const thresholds = thresholdsOfKinds(env);
  const { balance, runway } = thresholds;
  // Three polls where they are rarer.
  const staleMs = Math.max(balance.staleMs, 3 * env.BALANCE_POLL_SECONDS * SECOND);
  return {
    ...thresholds,
    balance: { ...balance, staleMs },
    // On a thread plan, where balance alerts are off, the balance says nothing about what is left.
    runway: { ...runway, staleMs, enabled: balance.enabled && runway.enabled },
    cooldownMs: env.ALERT_COOLDOWN_SECONDS * SECOND,
    reminderMaxMs: env.ALERT_REMINDER_MAX_SECONDS * SECOND,
  };
}

/** What each kind has fixed, and what the settings say: by the type of its definition these are all of its fields. */
function thresholdsOfKinds(env: ThresholdSettings): ThresholdsByKind {
  const fields = (kind: AlertKind) =>
    KIND_THRESHOLDS.filter((threshold) => threshold.kind === kind).map(({ field, unit, setting }) => {
      const value = env[setting];
      return [field, fieldValue(typeof value === 'number' ? value : Number(value === 'on'), unit)];
    });
  return recordOf(ALERT_KINDS.map((kind) => [kind, { ...kindOf(kind).fixed, ...Object.fromEntries(fields(kind)) }]));
}
