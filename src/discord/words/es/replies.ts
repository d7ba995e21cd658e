import type { Words } from '../words.ts';
import { MESSAGES, plural } from './plural.ts';

export const refusals: Words['refusals'] = {
  serverOnly: 'Úsalo en un servidor.',
  notAllowed: 'Este servidor no tiene permiso para usar este monitor. Pide al operador que lo añada.',
  starting: 'Aún me estoy conectando. Inténtalo en unos segundos.',
  unknownCommand: 'Este comando se eliminó. Desaparecerá cuando Discord tenga la lista nueva de comandos.',
  oldButton: 'Este botón es de una versión anterior. Usa un comando: `/help` los muestra.',
  missingPermission: (permissions) => `Necesitas el permiso ${permissions} para esto.`,
  noPicture: 'Falta el gráfico: Discord no aceptó la imagen.',
  chartFailed: 'Falta el gráfico: no se pudo dibujar.',
  broken: (reference) => `Algo salió mal. Pide al operador que busque ${reference} en el registro.`,
};

export const permissions: Words['permissions'] = {
  ViewChannel: 'Ver canal',
  SendMessages: 'Enviar mensajes',
  SendMessagesInThreads: 'Enviar mensajes en hilos',
  CreatePublicThreads: 'Crear hilos públicos',
  EmbedLinks: 'Insertar enlaces',
  AttachFiles: 'Adjuntar archivos',
  ManageGuild: 'Gestionar servidor',
};

export const buttons: Words['buttons'] = {
  mute1h: 'Silenciar 1 h',
  mute24h: 'Silenciar 24 h',
  acknowledge: 'Me ocupo',
  details: 'Detalles',
  topUp: 'Recargar',
  sendTest: 'Enviar una alerta de prueba',
  useWebhook: 'Usar el webhook',
  asTheServer: 'Como para el servidor',
};

export const mutes: Words['mutes'] = {
  muted: ({ scope, until, relative }) => `🔇 **${scope}** está silenciado hasta ${until} (${relative}).`,
  reason: (reason) => `Motivo: ${reason}.`,
  endEarly: '`/unmute` lo termina antes.',
  summaryStays: 'El resumen diario se sigue enviando.',
  unmutedAll: '🔔 Todos los silencios han terminado.',
  unmuted: (scope) => `🔔 El silencio de **${scope}** ha terminado.`,
  title: '🔇 Silencios activos',
  none: 'No hay nada silenciado.',
  line: ({ scope, until, relative, who }) => `**${scope}** hasta ${until} (${relative}) por ${who}`,
  suggestion: ({ length, until }) => `${length}, hasta ${until}`,
};

export const incidents: Words['incidents'] = {
  title: '📒 Incidentes recientes',
  none: 'Aún no hay incidentes.',
  ongoing: ({ when, kind, length, peak }) => `${when}: **${kind}** alerta desde hace ${length}. Máximo: ${peak}.`,
  over: ({ when, kind, length, peak }) => `${when}: **${kind}** alertó durante ${length}. Máximo: ${peak}.`,
  isOnIt: (who) => `${who} lo atiende.`,
  wasOnIt: (who) => `${who} lo atendió.`,
  notNotified: 'No se avisó a nadie.',
  changesTitle: 'Cambios',
  noneBefore: 'nada',
  theDefault: 'el valor por defecto',
  defaultValue: (value) => `el valor por defecto, ${value},`,
  muted: ({ who, scope, until }) => `${who} silenció **${scope}** hasta ${until}.`,
  unmuted: ({ who, scope, until }) => `${who} quitó el silencio de **${scope}**, que duraba hasta ${until}.`,
  changed: ({ who, what, before, after }) => `${who} cambió **${what}** de ${before} a ${after}.`,
  tookOn: ({ who, kind }) => `${who} se hizo cargo de **${kind}**.`,
  quietAdded: ({ who, hours }) => `${who} añadió horas de silencio: ${hours}.`,
  quietRemoved: ({ who, hours }) => `${who} quitó horas de silencio: ${hours}.`,
  quietRestored: (who) => `${who} restauró las horas de silencio de la configuración.`,
  settings: {
    channel: 'canal',
    mention: 'mención',
    mentionFrom: 'gravedad con mención',
    acknowledgeRole: 'quién puede hacerse cargo',
    timeZone: 'zona horaria',
    summaryTime: 'hora del resumen',
    liveStatus: 'estado en vivo',
    silent: 'enviado en silencio',
    format: 'forma de las alertas',
    threads: 'hilos',
  },
  webhook: 'el webhook',
  began: 'Comenzó',
  ended: 'Terminó',
  peak: 'Máximo',
  stillOn: 'En curso',
};

export const thresholds: Words['thresholds'] = {
  title: '🎚️ Umbrales',
  own: 'puesto aquí',
  unused: (value) => `${value}, puesto aquí, no se usa: no encaja con los otros umbrales`,
  footerHint:
    '`/threshold kind value` cambia un umbral para este servidor. El valor `default` restablece el valor por defecto.',
  changed: ({ name, before, after }) => `🎚️ ${name}: ${before} → **${after}**.`,
  unchanged: ({ name, value }) => `🎚️ ${name} es **${value}**.`,
  cooldown: (length) => `⏱️ Espera: al menos **${length}** entre dos mensajes de un tipo.`,
  cooldownChanged: ({ before, after }) => `⏱️ Espera: ${before} → **${after}**.`,
  notANumber: (text) => `${text} no es un número. Usa un número como 15, o \`default\`.`,
  needsKind: 'Elige el umbral que quieres cambiar en `kind`.',
  named: ({ kind, label }) => `${kind}: ${label}`,
  range: ({ min, most }) => `de ${min} a ${most}`,
  stays: ({ name, value }) => `${name} sigue en ${value}.`,
  changeFirst: ({ name, value }) => `${name} es ahora ${value}: cambia eso primero.`,
  isSwitch: (name) => `${name} es \`on\` u \`off\`.`,
  on: 'activado',
  off: 'desactivado',
};

export const test: Words['test'] = {
  title: (severity) => `🧪 Alerta de prueba (${severity})`,
  description: (who) => `${who} comprueba si las alertas llegan aquí. No pasa nada.`,
  severities: { warning: 'Aviso', critical: 'Crítica' },
  arrived: (place) => `🧪 La alerta de prueba llegó a ${place}.`,
  pinged: (whom) => `Avisó a ${whom}.`,
  pingsNobody: 'No avisa a nadie. Elige en `/setup` a quién avisan las alertas críticas.',
  belowPing: 'Las alertas de esta gravedad no avisan a nadie.',
  cannotPing: (role) => `${role} se mostró sin avisar: haz el rol mencionable o da al bot «Mencionar a todos».`,
  retrying: 'Discord aún no la aceptó. Está guardada, y el bot lo intenta hasta que llegue.',
  waiting: (messages) =>
    `Está guardada y espera tras ${messages.text} ${plural(messages, MESSAGES)} que Discord aún no aceptó.`,
  refused: (why) => `❌ La alerta de prueba no llegó: ${why}.`,
  theWebhook: 'el canal del webhook',
  toReceivers: (names) => `También va a ${names}: \`/status\` dice si llegó.`,
};

export const explain: Words['explain'] = {
  title: (code) => `📖 ${code}`,
  advice: 'Qué hacer',
  whoActs: 'Quién debe actuar',
  unknown: (code) =>
    `${code} no es un código que CaptchaAI describa. Se cuenta y se muestra tal cual. Comprueba que no haya una errata.`,
  classes: {
    account: 'Tú, ahora: el problema es la cuenta',
    capacity: 'Tú: el plan permite menos tareas a la vez',
    caller: 'Tú: la petición está mal',
    proxy: 'Tú: el proxy no funciona',
    solver: 'Nadie: algunas tareas fallan. Míralo si son muchas',
    outage: 'CaptchaAI: espera',
    none: 'Nadie: no es un fallo',
  },
};

export const help: Words['help'] = {
  title: '🛟 Monitor de CaptchaAI',
  description: 'Vigilo un pipeline que resuelve CAPTCHA y aviso cuando algo va mal. Nunca resuelvo CAPTCHA.',
  everyone: 'Para todos',
  managers: 'Para quienes pueden gestionar el servidor',
};
