import type { Words } from '../words.ts';

export const onCall: Words['onCall'] = {
  title: '📟 Bereitschaft',
  handover: 'Übergabe',
  none: 'Noch wechselt sich niemand ab. `/oncall add:@ada` fügt jemanden hinzu.',
  insteadOf: (whom) => `Alarme pingen ${whom} an.`,
  nobodyElse: 'Alarme pingen niemanden an.',
  now: ({ who, until }) => `${who} hat Bereitschaft bis ${until}.`,
  tookOver: ({ who, until }) => `${who} hat ab jetzt Bereitschaft bis ${until}.`,
  covers: ({ who, instead, until }) => `${who} hat Bereitschaft anstelle von ${instead} bis ${until}.`,
  every: ({ day, time, zone }) => `jeden ${day} um ${time} (${zone})`,
  changed: (who) => `${who} hat die Bereitschaft geändert.`,
};
