import type { AlertFormat, SilentPart } from '../../../monitor/delivery/noise.ts';

/** What `/setup` offers against noise, and how a change of it reads. */
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
};
