import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

export const latencyReport: Words['latencyReport'] = {
  title: (span) => `⏱️ Latencia de ${span}`,
  nothing: 'Ninguna tarea resuelta informó de su duración en este tiempo.',
  overall: ({ p50, p95, p99, tasks }) =>
    `p50 **${p50}**, p95 **${p95}**, p99 **${p99}** en ${tasks.text} ${plural(tasks, { one: 'tarea resuelta', many: 'de tareas resueltas', other: 'tareas resueltas' })}`,
  byType: 'p50 / p95 / p99 por tipo de CAPTCHA (tareas resueltas)',
  others: (tasks) => `otros tipos o ninguno: ${tasks.text} ${plural(tasks, TASKS)}`,
  threshold: 'Umbral',
};

export const costReport: Words['costReport'] = {
  titles: {
    today: '💵 Coste: hoy',
    '7d': '💵 Coste: últimos 7 días',
    '30d': '💵 Coste: últimos 30 días',
    month: '💵 Coste: este mes',
  },
  total: ({ cost, tasks }) => `**${cost}** informados por ${tasks.text} ${plural(tasks, TASKS)}`,
  unreported: (tasks) => `No se informó el coste de ${tasks.text} ${plural(tasks, TASKS)}.`,
  noTasks: 'No hay tareas en este tiempo.',
  notReported: 'no informado',
  soFar: 'Este mes hasta ahora',
  forecast: 'Previsión del mes',
  about: (cost) => `unos ${cost}`,
  noForecast: 'Desconocida: hace falta un día de tareas con el coste informado.',
  basis: 'Calculado con',
  perDay: ({ cost, days }) => `${cost} al día, la media de los últimos ${days} d`,
  byType: 'Por tipo de CAPTCHA',
  otherTypes: 'otros tipos',
  costOf: ({ cost, tasks, each }) => `${cost} (${tasks.text} ${plural(tasks, TASKS)}${each})`,
  each: (cost) => `, ${cost} por cada 1000`,
  byDay: 'Por día',
  noTasksThen: 'sin tareas',
};

export const why: Words['why'] = {
  title: (kind) => `❓ Por qué: ${kind}`,
  asked: (at) => `A las ${at}`,
  nothing: 'No se sabe nada de este momento. Las decisiones se guardan 30 días.',
  around: 'Decisiones alrededor de ese momento',
  because: (why) => `El motivo: ${why}.`,
  threshold: (value) => `umbral ${value}`,
  mutedBy: ({ who, until }) => `No se envió nada: ${who} la había silenciado hasta ${until}.`,
  reasons: {
    firstFiring: 'La alerta empezó y se envió un mensaje.',
    worsened: 'Empeoró y se envió un mensaje enseguida.',
    cooldownElapsed: 'La alerta seguía después de la espera y se envió un mensaje.',
    muteEnded: 'La alerta seguía cuando los mensajes ya no se retenían y se envió un mensaje.',
    recovered: 'Se recuperó y se envió un mensaje.',
    endedInCooldown: 'Empezó y terminó dentro de una espera y se envió un mensaje tardío.',
    unknownForLong: 'Seguía abierta y hacía mucho que no se podía juzgar, y se envió un mensaje.',
    stillOnIt: 'Dos horas después de que alguien se hiciera cargo seguía siendo crítico y se preguntó.',
    acknowledgementExpired: 'Nadie dijo que seguía en ello y se envió un mensaje.',
    escalated: 'Seguía siendo crítico, nadie se había hecho cargo y se dio el siguiente paso de la escalada.',
    flapping: 'Había venido y se había ido más de cinco veces en una hora, y se envió un mensaje por todas.',
    healthy: 'No se envió nada: todo iba bien.',
    noVerdict: 'No se envió nada: no se podía juzgar.',
    switchedOff: 'No se envió nada: este tipo de alerta está desactivado.',
    muted: 'No se envió nada: estaba silenciada.',
    coolingDown: 'La alerta seguía. El siguiente mensaje esperaba.',
    awaitingClear: 'Volvía a ir bien. El mensaje esperaba a que siguiera así.',
    endedBeforeNotified: 'Terminó antes de avisar a nadie, así que no se envió nada.',
    acknowledged: 'La alerta seguía. Alguien se había hecho cargo, así que no se envió ningún recordatorio.',
    inhibited: 'La alerta seguía. No se envió nada: se avisó de su causa.',
    noDestination: 'No se envió nada: no había ningún destino elegido.',
    quietHours: 'No se envió nada: espera al fin de las horas de silencio.',
    stillFlapping: 'Viene y va, y se avisó de ello. El siguiente mensaje esperaba a que empeore, se quede o no vuelva.',
  },
};

export const exported: Words['exported'] = {
  tables: ({ incidents, days }) =>
    `📤 ${incidents.text} ${plural(incidents, { one: 'incidente', many: 'de incidentes', other: 'incidentes' })} y los totales de ${days.text} ${plural(days, { one: 'día', many: 'de días', other: 'días' })}. Las horas son UTC; una celda vacía no se informó.`,
  newestOnly: (incidents) => `Son los ${incidents.text} incidentes más recientes; faltan los anteriores.`,
};
