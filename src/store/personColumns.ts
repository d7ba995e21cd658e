/** The columns of a table that may name a person. */
export interface PersonColumns {
  /** Where an id stands and, where there is one, the name that belongs to it. */
  readonly actors: readonly { readonly id: string; readonly name: string | null }[];
  /** Text that may have an id in it, or the name of the row's actor as all that it says. */
  readonly texts: readonly string[];
  /** JSON of messages, which may have actors in it. */
  readonly messages: readonly string[];
  /** JSON of a place, which may be a person's direct messages. */
  readonly places: readonly string[];
}

const NONE = { actors: [], texts: [], messages: [], places: [] } as const;

/** Every column in which a person may be named, but what a guild has chosen (mention, turns of on-call, steps of the escalation) and who owns it. */
export const PERSON_COLUMNS = {
  mutes: {
    ...NONE,
    actors: [
      { id: 'by_id', name: 'by_name' },
      { id: 'ended_by_id', name: null },
    ],
    texts: ['reason'],
  },
  incidents: {
    ...NONE,
    actors: [
      { id: 'ack_by_id', name: 'ack_by_name' },
      { id: 'muted_by_id', name: 'muted_by_name' },
    ],
    messages: ['escalated'],
  },
  notes: { ...NONE, actors: [{ id: 'by_id', name: 'by_name' }], texts: ['text'] },
  changes: { ...NONE, actors: [{ id: 'by_id', name: 'by_name' }], texts: ['before', 'after'] },
  deliveries: { ...NONE, messages: ['message', 'mentioned'], places: ['place'] },
} as const satisfies Readonly<Record<string, PersonColumns>>;

export type PersonTable = keyof typeof PERSON_COLUMNS;
