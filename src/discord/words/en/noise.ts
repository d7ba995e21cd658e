import type { AlertFormat, SilentPart } from '../../../monitor/delivery/noise.ts';
import type { Counted } from '../plural.ts';
import { plural } from './plural.ts';

interface TimesSince {
  readonly times: Counted;
  readonly since: string;
}

const TIMES = { one: 'time', other: 'times' };

/** What `/setup` offers against noise, how a change of it reads, and flapping. */
export const noise = {
  heading: '**Less noise**',
  note: 'Critical alerts always make a sound. Everything else can be silent.',
  hint: 'Nothing is silent',
  options: {
    warnings: 'Warnings without a sound',
    recoveries: 'Recoveries without a sound',
    summaries: 'Daily summaries without a sound',
    compact: 'Alerts in one line',
  },
  parts: { warnings: 'warnings', recoveries: 'recoveries', summaries: 'daily summaries' } satisfies Readonly<
    Record<SilentPart, string>
  >,
  formats: { full: 'in full', compact: 'one line' } satisfies Readonly<Record<AlertFormat, string>>,
  flapping: {
    title: '🔁 Flapping',
    intro: ({ kind, times, since }: { kind: string; times: Counted; since: string }) =>
      `**${kind}** fired and recovered ${times.text} ${plural(times, TIMES)} since ${since}.`,
    until: (length: string) =>
      `Each further time is only counted here, until it has been ok for ${length}. If it gets worse or keeps firing, an alert is sent. Reminders continue.`,
    field: 'Flapping',
    value: ({ times, since }: TimesSince) => `${times.text} ${plural(times, TIMES)} since ${since}`,
    status: ({ times, since }: TimesSince) => `flapping, ${times.text} ${plural(times, TIMES)} since ${since}`,
  },
};
