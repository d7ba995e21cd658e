import { isThresholdName, THRESHOLDS, type ThresholdName } from '../../monitor/settings/thresholds.ts';
import { nearestNames } from '../../monitor/text/nearest.ts';
import { ALERT_KINDS } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';

export const THRESHOLD_NAMES = Object.keys(THRESHOLDS).filter(isThresholdName);

/** Two are enough to pick from. */
const MOST_GUESSES = 2;

/** What people call a threshold, such as `Balance: warning below`. */
export function thresholdName(name: ThresholdName, { words }: Language): string {
  const kind = ALERT_KINDS.find((each) => name.startsWith(`${each}.`));
  const label = words.thresholdLabels[name];
  return kind === undefined ? label : words.thresholds.named({ kind: words.kinds[kind], label });
}

/** The threshold of a name, as people call it or as the program does; null where there is none. */
export function thresholdCalled(text: string, language: Language): ThresholdName | null {
  const wanted = text.trim().toLowerCase();
  return THRESHOLD_NAMES.find((name) => namesOf(name, language).some((each) => each.toLowerCase() === wanted)) ?? null;
}

/** What was probably meant by a name that no threshold has, as people call it. */
export function thresholdsNear(text: string, language: Language): readonly string[] {
  const near = nearestNames(
    text,
    THRESHOLD_NAMES.flatMap((name) => namesOf(name, language)),
  );
  const names = near.flatMap((each) => thresholdCalled(each, language) ?? []);
  return [...new Set(names)].slice(0, MOST_GUESSES).map((name) => thresholdName(name, language));
}

function namesOf(name: ThresholdName, language: Language): readonly [string, string] {
  return [thresholdName(name, language), name];
}
