import type { Words } from '../words.ts';

export const quiet: Words['quiet'] = {
  title: '🌙 Horas de silencio',
  field: 'Horas de silencio',
  none: 'No hay horas de silencio: los mensajes se envían a cualquier hora.',
  howToAdd: '`/quiet from:22:00 to:07:00` añade unas, `/quiet remove:` las quita.',
  line: ({ id, days, from, to, scope, passes }) => `${id} ${days} ${from}–${to}: **${scope}**, ${passes}`,
  everyDay: 'todos los días',
  passes: { critical: 'las alertas críticas se envían igualmente', nothing: 'las alertas críticas también esperan' },
  added: (hours) => `🌙 Horas de silencio añadidas: ${hours}.`,
  removed: (hours) => `🔔 Horas de silencio quitadas: ${hours}.`,
  restored: '🌙 Vuelven a valer las horas de silencio de la configuración.',
  until: ({ until, relative }) => `Silencio hasta ${until} (${relative}).`,
  next: ({ from, to, relative }) => `Próximas: ${from} – ${to} (${relative}).`,
  zone: (zone) => `Horas de ${zone}.`,
  ofSettings: 'Vienen de la configuración. El primer cambio las hace propias de este servidor.',
  restore: 'las horas de silencio de la configuración',
};

export const catchUp: Words['catchUp'] = {
  title: '🌙 Durante las horas de silencio',
  intro: ({ since, incidents, open }) =>
    `Las horas de silencio retuvieron alertas desde ${since}. Incidentes: **${incidents}**, aún abiertos: **${open}**.`,
  unknown: 'Ya no se puede evaluar.',
};
