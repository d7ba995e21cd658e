import type { Words } from '../words.ts';

export const onCall: Words['onCall'] = {
  title: '📟 De guardia',
  handover: 'Relevo',
  none: 'Aún no hay turnos. `/oncall add:@ada` añade a alguien.',
  insteadOf: (whom) => `Las alertas avisan a ${whom}.`,
  nobodyElse: 'Las alertas no avisan a nadie.',
  now: ({ who, until }) => `${who} está de guardia hasta ${until}.`,
  tookOver: ({ who, until }) => `${who} está de guardia desde ahora hasta ${until}.`,
  covers: ({ who, instead, until }) => `${who} está de guardia en lugar de ${instead} hasta ${until}.`,
  every: ({ day, time, zone }) => `cada ${day} a las ${time} (${zone})`,
  changed: (who) => `${who} cambió quién está de guardia.`,
};
