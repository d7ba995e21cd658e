import type { Words } from '../words.ts';

const limitProblems = {
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
  badDuration: ({ text }) => `No entiendo ${text} como tiempo. Prueba 30m, 2 hours, 1.5h o until tomorrow 9:00.`,
  badLength: ({ text }) => `No entiendo ${text} como duración. Prueba 30m, 2h o 1d12h.`,
  durationTooLong: ({ text, longest }) => `${text} es demasiado largo. Lo máximo es ${longest}.`,
  unknownLimit: ({ name }) => `${name} no es un umbral. Elige uno de la lista.`,
  limitOutOfRange: ({ name, min, most }) => `${name} debe estar entre ${min} y ${most}.`,
  limitsConflict: ({ problem }) => limitProblems[problem],
  nothingMuted: () => 'No hay nada silenciado.',
  kindNotMuted: ({ scope }) => `${scope} no está silenciado. \`/mutes\` muestra lo que sí.`,
  onlyAllMuted: () => 'Todo está silenciado a la vez: `/unmute` sin tipo lo termina.',
  alreadyAcknowledged: ({ by }) => `${by} ya se ocupa.`,
  incidentEnded: () => 'Esto ya terminó.',
  unknownIncident: () => 'Este incidente ya no se conoce aquí.',
  unknownPipeline: ({ name, known }) => `${name} no es un pipeline. Hay: ${known}.`,
  badTimeZone: ({ text }) => `${text} no es una zona horaria.`,
  zoneLetters: ({ text }) => `${text} abrevia varias zonas horarias y no dice cuándo cambia la hora.`,
  pickZone: () => 'Elige una ciudad, como Europe/Berlin.',
  noDestination: () => 'Las alertas aún no tienen destino: elige un canal con `/setup`.',
  notSaved: () => 'No se pudo guardar. No cambió nada; inténtalo de nuevo.',
  overloaded: () => 'Demasiadas cosas esperan a guardarse. Inténtalo en un momento.',
};
