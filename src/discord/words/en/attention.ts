import type { Counted } from '../plural.ts';

/** Who is on an incident, for how long that holds, and what people write about it. */
export const attention = {
  stillOnItTitle: '⏰ Still on It?',
  stillOnIt: ({ who, kind, since, until }: Record<'who' | 'kind' | 'since' | 'until', string>) =>
    `${who} acknowledged **${kind}** at ${since}, and it is still critical. Without an answer the acknowledgement ends ${until}, and alerts go on.`,
  stillOnItButton: 'Still On It',
  undo: 'Undo Acknowledge',
  now: 'Now',
  expired: 'No Longer Acknowledged',
  expiredValue: (who: string) => `${who} did not answer whether they are still on it`,
  isAsked: (until: string) => `asked whether they still are, ends ${until}`,
  note: 'Note',
  notes: 'Notes',
  noteTitle: 'Note on the Incident',
  noteLabel: 'Note',
  noteHint: 'Everybody who sees the alert can read it.',
  olderNotes: (notes: Counted) => `${notes.text} more in **Details**`,
  who: '**Who may acknowledge**',
  whoHint: 'Pick a role, or nobody for everybody',
  tookBack: ({ who, kind }: Record<'who' | 'kind', string>) => `${who} took back the acknowledgement of **${kind}**.`,
};
