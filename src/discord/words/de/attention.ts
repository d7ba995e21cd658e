import type { Words } from '../words.ts';

export const attention: Words['attention'] = {
  stillOnItTitle: '⏰ Noch dabei?',
  stillOnIt: ({ who, kind, since, until }) =>
    `${who} hat **${kind}** um ${since} übernommen, und es ist weiterhin kritisch. Ohne Antwort endet die Übernahme ${until}, und es kommen wieder Alarme.`,
  stillOnItButton: 'Bin noch dabei',
  undo: 'Übernahme aufheben',
  now: 'Jetzt',
  expired: 'Nicht mehr übernommen',
  expiredValue: (who) => `${who} hat nicht geantwortet, ob noch jemand dabei ist`,
  isAsked: (until) => `gefragt, ob das noch gilt, endet ${until}`,
  note: 'Notiz',
  notes: 'Notizen',
  noteTitle: 'Notiz zum Vorfall',
  noteLabel: 'Notiz',
  noteHint: 'Alle, die den Alarm sehen, können sie lesen.',
  olderNotes: (notes) => `${notes.text} weitere unter **Details**`,
  who: '**Wer übernehmen darf**',
  whoHint: 'Wähle eine Rolle, oder keine für alle',
  tookBack: ({ who, kind }) => `${who} hat die Übernahme von **${kind}** aufgehoben.`,
};
