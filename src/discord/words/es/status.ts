import type { Words } from '../words.ts';
import { MESSAGES, plural } from './plural.ts';

export const status: Words['status'] = {
  title: '🔎 Estado del pipeline',
  lastResult: 'Último resultado',
  late: (length) => `Los resultados llegan con ${length} de retraso: comprobad los relojes de los workers`,
  tooManyCodes: (codes) =>
    `Más de ${codes.text} ${plural(codes, { one: 'código de error', many: 'de códigos de error distintos', other: 'códigos de error distintos' })} en una hora: el resto cuenta como \`(other)\``,
  tooManyTypes: (types) =>
    `Más de ${types.text} ${plural(types, { one: 'tipo de CAPTCHA', many: 'de tipos de CAPTCHA distintos', other: 'tipos de CAPTCHA distintos' })} en una hora: el resto cuenta como \`(other)\``,
  lastDelivery: 'Último envío',
  goTo: 'Las alertas van a',
  mutedField: 'Silenciado',
  noneYet: 'Ninguno aún',
  why: {
    noReading: 'nada comunicado aún',
    stale: 'el último dato es demasiado antiguo',
    notReadable: 'no se puede leer la cola',
    tooFewResults: 'muy pocos resultados para juzgar',
    tooLittleHistory: 'muy poco historial para saberlo',
    switchedOff: 'desactivado',
    notSureYet: 'un fallo, aún sin confirmar',
    ownNetwork: 'tampoco se llega a Discord, así que el problema es nuestra propia red',
    covered: 'la tasa de errores de todo el pipeline está en alerta',
  },
  heldByCause: 'suprimido: se envió la alerta sobre su causa',
  noDestination: 'no enviado: no hay destino',
  awaitingClear: 'bien, recuperación aún sin confirmar',
  heldBack: (messages) =>
    ` (${messages.text} ${plural(messages, { one: 'mensaje suprimido', many: 'de mensajes suprimidos', other: 'mensajes suprimidos' })})`,
  mutedUntil: ({ until, who, held }) => `, silenciado hasta ${until} por ${who}${held}`,
  firingSince: (at) => `en alerta desde ${at}`,
  openSince: (at) => `abierto desde ${at}`,
  cannotBeJudged: (why) => `ya no se puede evaluar: ${why}`,
  lastSent: (at) => `último envío ${at}`,
  isOnIt: (who) => `atendido por ${who}`,
  waiting: ({ messages, since, why }) =>
    `${messages.text} ${plural(messages, MESSAGES)} en espera desde ${since}${why}`,
  gaveUp: ({ at, why }) => `Abandonado ${at}: ${why}`,
  nowhere: (why) => `A ninguna parte: ${why}`,
  elsewhere: (why) => `Un destino alternativo por ahora: ${why}`,
  pingFailed: (why) => `Los avisos no funcionan: ${why}`,
  nowhereYet: 'Aún a ninguna parte: usa `/setup`',
  webhook: 'El webhook',
  toWithPing: ({ place, whom }) => `${place}, las alertas críticas avisan a ${whom}`,
  toWithPingFromWarning: ({ place, whom }) => `${place}, todas las alertas avisan a ${whom}`,
  muteLine: ({ scope, until, who, why }) => `**${scope}** hasta ${until} por ${who}${why}`,
};

export const balance: Words['balance'] = {
  title: '💰 Saldo de CaptchaAI',
  notRead: 'Aún no se ha leído el saldo',
  read: ({ balance, when }) => `El saldo de CaptchaAI es **${balance}**, leído ${when}`,
  threshold: 'Umbral',
  criticalBelow: 'Crítico por debajo de',
  switchedOff: 'Desactivado',
  runway: 'Autonomía',
  runwayValue: ({ length, sure }) => `${length} (confianza: ${sure})`,
  provider: 'Problema con CaptchaAI',
  providerValue: ({ code, since, meaning, advice, next }) => `${code}${since}: ${meaning}. ${advice}.${next}`,
  since: (when) => `, desde ${when}`,
  nextTry: (when) => ` Próximo intento ${when}.`,
};

export const summary: Words['summary'] = {
  dailyTitle: '📈 Resumen diario de CAPTCHA',
  titles: {
    today: '📈 Resumen de CAPTCHA: hoy',
    yesterday: '📈 Resumen de CAPTCHA: ayer',
    '24h': '📈 Resumen de CAPTCHA: últimas 24 horas',
    '7d': '📈 Resumen de CAPTCHA: últimos 7 días',
    '30d': '📈 Resumen de CAPTCHA: últimos 30 días',
  },
  processed: (tasks) =>
    `**${tasks.text}** ${plural(tasks, { one: 'tarea procesada', many: 'de tareas procesadas', other: 'tareas procesadas' })}`,
  successRate: 'Tasa de éxito',
  latency: 'Latencia media',
  cost: 'Coste total',
  errors: 'Errores',
  balance: 'Saldo',
  peakQueue: 'Cola máxima',
  noData: 'Sin datos',
  notReported: 'No informado',
  percentiles: 'Latencia p50 / p95 / p99',
  byCode: 'Errores por código',
  period: 'Periodo',
  against: 'Frente al periodo anterior',
  tasks: 'Tareas',
  wasBefore: (value) => `antes: ${value}`,
  points: (n) => `${n} p. p.`,
  late: 'Enviado tarde',
  lateValue: (due) => `Tocaba ${due}, cuando el monitor no estaba en marcha`,
};
