import type { QuietPasses } from '../../../monitor/alerts/quietHours.ts';

export const quiet = {
  title: '🌙 Quiet Hours',
  field: 'Quiet Hours',
  none: 'There are no quiet hours: messages are sent at any time.',
  howToAdd: '`/quiet from:22:00 to:07:00` adds some, `/quiet remove:` removes them.',
  line: ({ id, days, from, to, scope, passes }: Record<'id' | 'days' | 'from' | 'to' | 'scope' | 'passes', string>) =>
    `${id} ${days} ${from}–${to}: **${scope}**, ${passes}`,
  everyDay: 'every day',
  passes: { critical: 'critical alerts are still sent', nothing: 'critical alerts wait too' } satisfies Readonly<
    Record<QuietPasses, string>
  >,
  added: (hours: string) => `🌙 Quiet hours added: ${hours}.`,
  removed: (hours: string) => `🔔 Quiet hours removed: ${hours}.`,
  restored: '🌙 The quiet hours of the settings apply again.',
  until: ({ until, relative }: Record<'until' | 'relative', string>) => `Quiet until ${until} (${relative}).`,
  next: ({ from, to, relative }: Record<'from' | 'to' | 'relative', string>) => `Next: ${from} – ${to} (${relative}).`,
  zone: (zone: string) => `Times are in ${zone}.`,
  ofSettings: 'These come from the settings. The first change makes them this server’s own.',
  restore: 'the quiet hours of the settings',
};

/** What was suppressed in quiet hours, and is sent when they are over. */
export const catchUp = {
  title: '🌙 While It Was Quiet',
  intro: ({ since, incidents, open }: Record<'since' | 'incidents' | 'open', string>) =>
    `Alerts have waited for the end of quiet hours since ${since}. Incidents: **${incidents}**, still open: **${open}**.`,
  unknown: 'It can no longer be judged.',
};
