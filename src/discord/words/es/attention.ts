import type { Words } from '../words.ts';

export const attention: Words['attention'] = {
  stillOnItTitle: '⏰ ¿Sigues en ello?',
  stillOnIt: ({ who, kind, since, until }) =>
    `${who} se hizo cargo de **${kind}** a las ${since} y sigue siendo crítico. Sin respuesta, deja de estar atendido ${until} y las alertas continúan.`,
  stillOnItButton: 'Sigo en ello',
  undo: 'Ya no me ocupo',
  now: 'Ahora',
  expired: 'Ya no está atendido',
  expiredValue: (who) => `${who} no respondió si sigue en ello`,
  isAsked: (until) => `se le preguntó si sigue en ello, termina ${until}`,
  note: 'Nota',
  notes: 'Notas',
  noteTitle: 'Nota sobre el incidente',
  noteLabel: 'Nota',
  noteHint: 'La puede leer quien vea la alerta.',
  olderNotes: (notes) => `${notes.text} más en **Detalles**`,
  who: '**Quién puede hacerse cargo**',
  whoHint: 'Elige un rol, o ninguno para todos',
  tookBack: ({ who, kind }) => `${who} dejó de hacerse cargo de **${kind}**.`,
};
