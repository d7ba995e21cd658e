import type { Words } from '../words.ts';

/** What `/setup` offers against noise, how a change of it reads, and flapping. */
export const noise: Words['noise'] = {
  heading: '**Weniger Lärm**',
  note: 'Kritische Alarme sind immer hörbar. Alles andere kann still sein.',
  hint: 'Nichts ist still',
  options: {
    warnings: 'Warnungen ohne Ton',
    recoveries: 'Erholungen ohne Ton',
    summaries: 'Tagesübersichten ohne Ton',
    compact: 'Alarme in einer Zeile',
  },
  parts: { warnings: 'Warnungen', recoveries: 'Erholungen', summaries: 'Tagesübersichten' },
  formats: { full: 'vollständig', compact: 'eine Zeile' },
  flapping: {
    title: '🔁 Kommt und geht',
    intro: ({ kind, times, since }) => `**${kind}** kam und ging ${times.text}-mal seit ${since}.`,
    until: (length) =>
      `Diese Nachricht steht für jedes Mal, bis es ${length} lang ausbleibt. Wird es schlimmer oder bleibt es, kommt ein Alarm; Erinnerungen gehen weiter.`,
    field: 'Kommt und geht',
    value: ({ times, since }) => `${times.text}-mal seit ${since}`,
    status: ({ times, since }) => `kommt und geht, ${times.text}-mal seit ${since}`,
  },
};
