import type { Words } from '../words.ts';
import { MESSAGES, plural } from './plural.ts';

export const refusals: Words['refusals'] = {
  serverOnly: 'Úsalo en un servidor.',
  notAllowed:
    'Este servidor no está en la lista de quienes llevan este monitor, así que aquí no muestra nada. Pídeles que lo añadan.',
  starting: 'Aún me estoy conectando. Inténtalo en unos segundos.',
  unknownCommand: 'Este comando ya no existe. Desaparecerá cuando Discord tenga la lista nueva.',
  oldButton: 'Este botón es de una versión anterior. Usa el comando: `/help` los lista.',
  missingPermission: (permissions) => `Necesitas el permiso ${permissions} para esto.`,
  noPicture: 'Falta el gráfico: Discord no aceptó la imagen.',
  broken: (reference) =>
    `Algo falló por nuestra parte. Quien lleva este bot lo encuentra en el registro con ${reference}.`,
};

export const permissions: Words['permissions'] = {
  ViewChannel: 'Ver canal',
  SendMessages: 'Enviar mensajes',
  SendMessagesInThreads: 'Enviar mensajes en hilos',
  EmbedLinks: 'Insertar enlaces',
  AttachFiles: 'Adjuntar archivos',
  ManageGuild: 'Gestionar servidor',
};

export const buttons: Words['buttons'] = {
  mute1h: 'Silenciar 1 h',
  mute24h: 'Silenciar 24 h',
  acknowledge: 'Me ocupo',
  acknowledged: 'Atendido',
  details: 'Detalles',
  topUp: 'Recargar',
  sendTest: 'Enviar una alerta de prueba',
  useWebhook: 'Usar el webhook',
};

export const mutes: Words['mutes'] = {
  muted: ({ scope, until, relative }) => `🔇 **${scope}** está silenciado hasta ${until} (${relative}).`,
  reason: (reason) => `Motivo: ${reason}.`,
  endEarly: '`/unmute` lo termina antes.',
  summaryStays: 'El resumen diario llega igualmente.',
  unmutedAll: '🔔 Ya no hay nada silenciado.',
  unmuted: (scope) => `🔔 **${scope}** ya no está silenciado.`,
  title: '🔇 Silenciado ahora',
  none: 'No hay nada silenciado.',
  line: ({ scope, until, relative, who }) => `**${scope}** hasta ${until} (${relative}) por ${who}`,
  suggestion: ({ length, until }) => `${length}, hasta ${until}`,
};

export const incidents: Words['incidents'] = {
  title: '📒 Incidentes recientes',
  none: 'Aún no ha pasado nada.',
  ongoing: ({ when, kind, length, peak }) => `${when}: **${kind}** alerta desde hace ${length}. Lo peor: ${peak}.`,
  over: ({ when, kind, length, peak }) => `${when}: **${kind}** alertó durante ${length}. Lo peor: ${peak}.`,
  isOnIt: (who) => `${who} se ocupa.`,
  wasOnIt: (who) => `${who} se ocupó.`,
  notNotified: 'No se avisó a nadie.',
  changesTitle: 'Cambios',
  noneBefore: 'nada',
  theDefault: 'el valor por defecto',
  defaultValue: (value) => `el valor por defecto, ${value},`,
  muted: ({ who, scope, until }) => `${who} silenció **${scope}** hasta ${until}.`,
  unmuted: ({ who, scope, until }) => `${who} quitó el silencio de **${scope}**, que duraba hasta ${until}.`,
  changed: ({ who, what, before, after }) => `${who} cambió **${what}** de ${before} a ${after}.`,
  tookOn: ({ who, kind }) => `${who} se hizo cargo de **${kind}**.`,
  settings: {
    channel: 'canal',
    mention: 'mención',
    mentionFrom: 'gravedad con mención',
    timeZone: 'zona horaria',
    summaryTime: 'hora del resumen',
  },
  webhook: 'el webhook',
  began: 'Comenzó',
  ended: 'Terminó',
  peak: 'Máximo',
  stillOn: 'Aún no ha terminado',
};

export const limits: Words['limits'] = {
  title: '🎚️ Umbrales',
  own: 'puesto aquí',
  unused: (value) => `${value}, puesto aquí, no encaja y no se usa`,
  footerHint: '`/threshold kind value` cambia uno para este servidor, el valor `default` lo devuelve.',
  changed: ({ name, before, after }) => `🎚️ ${name}: ${before} → **${after}**.`,
  unchanged: ({ name, value }) => `🎚️ ${name} es **${value}**.`,
  cooldown: (length) => `⏱️ Entre mensajes de un tipo pasan al menos **${length}**.`,
  cooldownChanged: ({ before, after }) => `⏱️ Espera: ${before} → **${after}**.`,
  notANumber: (text) => `${text} no es un número. Escribe uno como 15, o \`default\`.`,
  needsKind: 'Di qué límite cambiar: elige uno en `kind`.',
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
  severities: { warning: 'Aviso', error: 'Crítica' },
  arrived: (place) => `🧪 La alerta de prueba llegó a ${place}.`,
  pinged: (whom) => `Avisó a ${whom}.`,
  pingsNobody: 'No avisa a nadie: `/setup` elige a quién avisa una alerta crítica.',
  belowPing: 'Una alerta de esta gravedad no avisa a nadie.',
  cannotPing: (role) => `${role} se mostró sin avisar: haz el rol mencionable o da al bot «Mencionar a todos».`,
  retrying: 'Discord aún no la aceptó. Está guardada y se reintenta hasta que llegue.',
  waiting: (messages) =>
    `Está guardada y espera tras ${messages.text} ${plural(messages, MESSAGES)} que Discord aún no aceptó.`,
  refused: (why) => `❌ La alerta de prueba no llegó: ${why}.`,
  theWebhook: 'el canal del webhook',
};

export const explain: Words['explain'] = {
  title: (code) => `📖 ${code}`,
  advice: 'Qué hacer',
  whoActs: 'A quién le toca',
  unknown: (code) =>
    `${code} no es un código que CaptchaAI describa. Se cuenta y se muestra tal cual; quizá sea una errata.`,
  classes: {
    account: 'A ti, ya: se trata de la cuenta',
    capacity: 'A ti: el plan permite menos a la vez',
    caller: 'A ti: la petición está mal',
    proxy: 'A ti: el proxy no funciona',
    solver: 'A nadie: algunas tareas fallan; mira cuando sean muchas',
    outage: 'A CaptchaAI: espera',
    none: 'A nadie: no es un fallo',
  },
};

export const help: Words['help'] = {
  title: '🛟 Monitor de CaptchaAI',
  description: 'Vigilo un pipeline que resuelve CAPTCHA y aviso cuando algo va mal. Yo nunca resuelvo ninguno.',
  everyone: 'Para todos',
  managers: 'Para quienes pueden gestionar el servidor',
};
