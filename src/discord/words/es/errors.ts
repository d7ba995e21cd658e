import type { Words } from '../words.ts';

const thresholdProblems = {
  balanceOrder: 'El saldo crítico no debe superar el del aviso.',
  errorsClear:
    'La tasa de errores que cuenta como recuperada no debe superar la que alerta: una alerta terminaría mientras aún dura.',
  typesClear:
    'La tasa de errores de un tipo de CAPTCHA que cuenta como recuperada no debe superar la que alerta: una alerta terminaría mientras aún dura.',
  queueClear: 'La cola debe recuperarse en su umbral o por debajo, así que como mucho al 100 por ciento.',
  latencyClear:
    'La latencia que cuenta como recuperada no debe superar la que alerta: una alerta terminaría mientras aún dura.',
  runwayOrder: 'La autonomía crítica no debe ser más larga que la del aviso.',
  runwayClear:
    'La autonomía que cuenta como recuperada no debe ser más corta que la que alerta: una alerta terminaría mientras aún dura.',
};

export const errors: Words['errors'] = {
  badDuration: ({ text }) => `${text} no es un tiempo válido. Ejemplos: 30m, 2 hours, 1.5h, until tomorrow 9:00.`,
  badLength: ({ text }) => `${text} no es una duración válida. Ejemplos: 30m, 2h, 1d12h.`,
  badMoment: ({ text }) =>
    `${text} no es un momento pasado. Ejemplos: 14:07, 2h ago, yesterday 9:00, 2026-11-23 14:07.`,
  durationTooLong: ({ text, longest }) => `${text} es demasiado largo. El máximo es ${longest}.`,
  unknownThreshold: ({ name }) => `${name} no es un umbral. Elige uno de la lista.`,
  thresholdOutOfRange: ({ name, min, most }) => `${name} debe estar entre ${min} y ${most}.`,
  thresholdsConflict: ({ problem }) => thresholdProblems[problem],
  nothingMuted: () => 'No hay nada silenciado.',
  kindNotMuted: ({ scope }) => `${scope} no está silenciado. \`/mutes\` muestra los silencios activos.`,
  onlyAllMuted: () => 'Todas las alertas están silenciadas juntas. `/unmute` sin tipo termina ese silencio.',
  alreadyAcknowledged: ({ by }) => `${by} ya atiende este incidente.`,
  notAcknowledged: () => 'Nadie se hizo cargo de este incidente.',
  mayNotAcknowledge: ({ role }) => `Aquí solo los miembros con el rol ${role} pueden hacerse cargo.`,
  incidentEnded: () => 'Este incidente ya terminó.',
  unknownIncident: () => 'No se encontró este incidente. Quizá se borró.',
  unknownPipeline: ({ name, known }) => `${name} no es un pipeline. Disponibles: ${known}.`,
  badTimeZone: ({ text }) => `${text} no es una zona horaria.`,
  zoneLetters: ({ text }) => `${text} abrevia varias zonas horarias y no dice cuándo cambia la hora.`,
  pickZone: () => 'Elige una ciudad, como Europe/Berlin.',
  badWeekdays: ({ text }) => `${text} no nombra días de la semana. Ejemplos: mon-fri, sat, weekend, daily.`,
  badTimeOfDay: ({ text }) => `${text} no es una hora del día. Ejemplos: 22:00, 7:30, 10pm.`,
  badKinds: ({ text, known }) => `${text} no es un tipo de alerta. Disponibles: ${known}.`,
  quietNeedsTimes: () => 'Las horas de silencio necesitan `from` y `to`.',
  quietBoth: () => 'O se añaden horas de silencio o se quitan.',
  quietTwice: () => 'Esas horas de silencio ya existen.',
  quietEndless: ({ kinds }) =>
    `Con ellas, ${kinds} callaría siempre. Usa \`/mute\`, o desactiva la alerta con \`/threshold\`.`,
  tooManyQuiet: ({ most }) => `Puede haber ${most} como máximo. Quita antes una.`,
  unknownQuiet: ({ text }) => `${text} no es ninguna de las horas de silencio. \`/quiet\` las muestra.`,
  badAfter: ({ text }) => `${text} no vale: un paso llega de 1 minuto a 24 horas después de la alerta.`,
  stepNeedsTarget: () => 'Un paso necesita a quién avisar: `mention`, `channel`, `direct_message` o `receiver`.',
  unknownReceiver: ({ name, known }) => `${name} no es un receptor. Disponibles: ${known}.`,
  stepTwice: () => 'Ese paso ya existe.',
  tooManySteps: ({ most }) => `Puede haber como máximo ${most}. Quita uno primero.`,
  unknownStep: ({ text }) => `${text} no es ninguno de los pasos. \`/escalation\` los muestra.`,
  stepBoth: () => 'Añade un paso o quita uno, no ambos.',
  stepNeedsAfter: () => 'Un paso necesita un tiempo: `after:5m`.',
  onCallAlready: ({ who }) => `${who} ya tiene turno.`,
  notOnCall: ({ who }) => `${who} no tiene turno.`,
  tooManyPeople: ({ most }) => `Como máximo ${most} personas pueden turnarse.`,
  nobodyOnCall: () => 'Aún no hay turnos. Añade primero a alguien.',
  coverNeedsUntil: () =>
    '`cover` y `until` van juntos; `until` solo cambia hasta cuándo dura la sustitución, y `until:now` la termina.',
  noDestination: () => 'Las alertas aún no tienen destino. Elige un canal con `/setup`.',
  notSaved: () => 'No se pudo guardar. No cambió nada. Inténtalo de nuevo.',
  overloaded: () => 'El monitor está sobrecargado. No se guardó nada. Inténtalo en un momento.',
  tooManyCharts: () => 'Falta el gráfico: se pidieron demasiados a la vez. Inténtalo en un momento.',
};
