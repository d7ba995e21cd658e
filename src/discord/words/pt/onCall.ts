import type { Words } from '../words.ts';

export const onCall: Words['onCall'] = {
  title: '📟 De plantão',
  handover: 'Troca',
  none: 'Ainda não há turnos. `/oncall add:@ada` adiciona alguém.',
  insteadOf: (whom) => `Os alertas avisam ${whom}.`,
  nobodyElse: 'Os alertas não avisam ninguém.',
  now: ({ who, until }) => `${who} está de plantão até ${until}.`,
  tookOver: ({ who, until }) => `${who} está de plantão a partir de agora até ${until}.`,
  covers: ({ who, instead, until }) => `${who} está de plantão no lugar de ${instead} até ${until}.`,
  every: ({ day, time, zone }) => `toda semana, ${day}, às ${time} (${zone})`,
  changed: (who) => `${who} mudou quem está de plantão.`,
};
