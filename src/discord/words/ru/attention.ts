import type { Words } from '../words.ts';

export const attention: Words['attention'] = {
  stillOnItTitle: '⏰ Ещё занимаетесь?',
  stillOnIt: ({ who, kind, since, until }) =>
    `${who} взял(а) на себя **${kind}** в ${since}, и это всё ещё критично. Без ответа это закончится ${until}, и оповещения продолжатся.`,
  stillOnItButton: 'Ещё занимаюсь',
  undo: 'Больше не занимаюсь',
  now: 'Сейчас',
  expired: 'Больше никто не занимается',
  expiredValue: (who) => `${who} не ответил(а), занимается ли этим ещё`,
  isAsked: (until) => `спрошено, занимается ли ещё, закончится ${until}`,
  note: 'Заметка',
  notes: 'Заметки',
  noteTitle: 'Заметка об инциденте',
  noteLabel: 'Заметка',
  noteHint: 'Её прочитают все, кто видит оповещение.',
  olderNotes: (notes) => `ещё ${notes.text} — кнопка **Подробнее**`,
  who: '**Кто может брать на себя**',
  whoHint: 'Выберите роль или никакую — тогда могут все',
  tookBack: ({ who, kind }) => `${who} больше не занимается: **${kind}**.`,
};
