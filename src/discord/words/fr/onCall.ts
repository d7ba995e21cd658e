import type { Words } from '../words.ts';

export const onCall: Words['onCall'] = {
  title: '📟 Astreinte',
  handover: 'Relève',
  none: 'Personne ne se relaie encore. `/oncall add:@ada` ajoute quelqu’un.',
  insteadOf: (whom) => `Les alertes notifient ${whom}.`,
  nobodyElse: 'Les alertes ne notifient personne.',
  now: ({ who, until }) => `${who} est d’astreinte jusqu’à ${until}.`,
  tookOver: ({ who, until }) => `${who} est d’astreinte dès maintenant, jusqu’à ${until}.`,
  covers: ({ who, instead, until }) => `${who} est d’astreinte à la place de ${instead} jusqu’à ${until}.`,
  every: ({ day, time, zone }) => `chaque ${day} à ${time} (${zone})`,
  changed: (who) => `${who} a changé qui est d’astreinte.`,
};
