import { HOUR, MINUTE, type Millis } from '../../monitor/time.ts';
import type { Language } from '../words/language.ts';
import type { KindTexts } from './kindTexts.ts';

export const runway: KindTexts<'runway'> = {
  body({ runwayMs, burnMicrosPerHour, balanceMicros, sure }, _severity, language) {
    const { words, usd } = language;
    const { title, description, ...names } = words.alerts.runway;
    return {
      title,
      description: description(runwayWords(runwayMs, language)),
      fields: [
        { name: names.balance, value: usd(balanceMicros), inline: true },
        { name: names.burn, value: names.anHour(usd(burnMicrosPerHour)), inline: true },
        { name: names.sure, value: words.sureness[sure], inline: true },
        { name: words.alerts.action, value: words.alerts.topUpAction },
      ],
    };
  },
  line: ({ runwayMs }, language) => runwayWords(runwayMs, language),
  lastingLine: ({ runwayMs }, language) => runwayWords(roughly(runwayMs), language),
  recovered: (before, after, language) =>
    language.words.recovery.runway({
      before: runwayWords(before.runwayMs, language),
      after: runwayWords(after.runwayMs, language),
    }),
  recovers: (level, { words, duration }) => words.alerts.recoversAt(duration(level)),
  offersTopUp: true,
};

/** To the hour, or to ten minutes where little is left: the last minutes of a forecast only go on with the clock. */
function roughly(runwayMs: Millis | null): Millis | null {
  if (runwayMs === null) return null;
  const stepMs = runwayMs >= 4 * HOUR ? HOUR : 10 * MINUTE;
  return Math.floor(runwayMs / stepMs) * stepMs;
}

/** How long the balance lasts; the forecast looks 30 days ahead. */
export function runwayWords(runwayMs: Millis | null, { words, duration }: Language): string {
  return runwayMs === null ? words.facts.beyondForecast : duration(runwayMs);
}
