import type { Words } from '../words.ts';

export const onCall: Words['onCall'] = {
  title: '📟 Дежурство',
  handover: 'Смена',
  none: 'Дежурных пока нет. `/oncall add:@ada` добавит человека.',
  insteadOf: (whom) => `Оповещения зовут ${whom}.`,
  nobodyElse: 'Оповещения никого не зовут.',
  now: ({ who, until }) => `${who} дежурит до ${until}.`,
  tookOver: ({ who, until }) => `${who} дежурит с этого момента до ${until}.`,
  covers: ({ who, instead, until }) => `${who} дежурит вместо ${instead} до ${until}.`,
  every: ({ day, time, zone }) => `каждую неделю, ${day}, в ${time} (${zone})`,
  changed: (who) => `${who} изменил(а) список дежурных.`,
};
