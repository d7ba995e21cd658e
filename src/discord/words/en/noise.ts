import type { AlertFormat, SilentPart } from '../../../monitor/delivery/noise.ts';
import type { Counted } from '../plural.ts';
import { plural } from './plural.ts';

interface TimesSince {
  readonly times: Counted;
  readonly since: string;
}

const TIMES = { one: 'time', other: 'times' };

/** What `/setup` offers against noise, how a change of it reads, and what comes and goes. */
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
    title: '🔁 Comes and Goes',
    told: ({ kind, times, since }: { kind: string; times: Counted; since: string }) =>
      `**${kind}** came and went ${times.text} ${plural(times, TIMES)} since ${since}.`,
    until: (length: string) =>
      `This message stands for each of these until it stays away for ${length}. If it gets worse or stays, an alert is sent; reminders go on.`,
    field: 'Comes and Goes',
    value: ({ times, since }: TimesSince) => `${times.text} ${plural(times, TIMES)} since ${since}`,
    status: ({ times, since }: TimesSince) => `comes and goes, ${times.text} ${plural(times, TIMES)} since ${since}`,
  },
};
