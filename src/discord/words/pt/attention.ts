import type { Words } from '../words.ts';

export const attention: Words['attention'] = {
  stillOnItTitle: '⏰ Ainda está cuidando?',
  stillOnIt: ({ who, kind, since, until }) =>
    `${who} assumiu **${kind}** às ${since}, e continua crítico. Sem resposta, deixa de estar assumido ${until} e os alertas continuam.`,
  stillOnItButton: 'Ainda estou cuidando',
  undo: 'Não cuido mais',
  now: 'Agora',
  expired: 'Não está mais assumido',
  expiredValue: (who) => `${who} não respondeu se ainda está cuidando`,
  isAsked: (until) => `perguntado se ainda está, termina ${until}`,
  note: 'Nota',
  notes: 'Notas',
  noteTitle: 'Nota sobre o incidente',
  noteLabel: 'Nota',
  noteHint: 'Todos que veem o alerta podem ler.',
  olderNotes: (notes) => `mais ${notes.text} em **Detalhes**`,
  who: '**Quem pode assumir**',
  whoHint: 'Escolha um cargo, ou nenhum para todos',
  tookBack: ({ who, kind }) => `${who} deixou de cuidar de **${kind}**.`,
};
