import { z } from 'zod';
import { endlessKinds, QUIET_PASSES, type QuietHours } from '../../monitor/alerts/quietHours.ts';
import { MOST_QUIET_HOURS } from '../../monitor/settings/quietActions.ts';
import { minuteIn } from '../../monitor/text/untilTime.ts';
import { parseWeekdays } from '../../monitor/text/weekdays.ts';
import { ALERT_KINDS } from '../../monitor/types.ts';
import { textLike } from './parts.ts';

const time = textLike(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day in quotes, such as "22:00"');

/** Of servers that have chosen none of their own with `/quiet`; in the time zone of each. */
export const QuietHoursOfFile = z
  .array(
    z.strictObject({
      days: z
        .string('must be text, such as mon-fri')
        .refine((text) => parseWeekdays(text) !== null, 'must name weekdays, such as mon-fri, sat, weekend or daily')
        .default('daily')
        .meta({ description: 'The days on which they begin: mon-fri, "sat, sun", weekend, daily.' }),
      from: time,
      to: time.meta({ description: 'On the next day, where it is not later than from.' }),
      alerts: z
        .array(z.enum(ALERT_KINDS, `must be one of ${ALERT_KINDS.join(', ')}`))
        .min(1, 'must name a kind of alert, or be left out')
        .optional()
        .meta({ description: 'The kinds of alerts that wait; left out: all.' }),
      passes: z
        .enum(QUIET_PASSES, 'must be critical or nothing')
        .default('critical')
        .meta({ description: 'What is sent all the same.' }),
    }),
  )
  .max(MOST_QUIET_HOURS, `must be at most ${MOST_QUIET_HOURS}`)
  .meta({ description: 'When messages wait, in servers that have chosen nothing with /quiet.' });

/** Those of a file; `say` gets what is wrong with them together. */
export function toQuietHours(
  hoursOfFile: z.infer<typeof QuietHoursOfFile> | undefined,
  say: (sentence: string) => void,
): readonly QuietHours[] {
  const hours = (hoursOfFile ?? []).map(({ days, from, to, alerts, passes }, index) => ({
    id: index + 1,
    weekdays: parseWeekdays(days) ?? [],
    from: minuteIn(from) ?? 0,
    to: minuteIn(to) ?? 0,
    kinds: alerts === undefined ? null : ALERT_KINDS.filter((kind) => alerts.includes(kind)),
    passes,
  }));
  const endless = endlessKinds(hours);
  if (endless.length > 0)
    say(`leave no time of the week in which alerts about ${endless.join(', ')} can be sent. Leave some time free.`);
  return hours;
}
