/** People who take turns of a week. */
export const onCall = {
  title: '📟 On Call',
  handover: 'Handover',
  none: 'Nobody takes turns yet. `/oncall add:@ada` adds somebody.',
  insteadOf: (whom: string) => `Alerts ping ${whom}.`,
  nobodyElse: 'Alerts ping nobody.',
  now: ({ who, until }: Record<'who' | 'until', string>) => `${who} is on call until ${until}.`,
  tookOver: ({ who, until }: Record<'who' | 'until', string>) => `${who} is on call from now until ${until}.`,
  covers: ({ who, instead, until }: Record<'who' | 'instead' | 'until', string>) =>
    `${who} is on call instead of ${instead} until ${until}.`,
  every: ({ day, time, zone }: Record<'day' | 'time' | 'zone', string>) => `every ${day} at ${time} (${zone})`,
  changed: (who: string) => `${who} changed who is on call.`,
};
