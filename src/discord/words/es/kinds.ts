import type { Words } from '../words.ts';
import { plural } from './plural.ts';

export const kinds: Words['kinds'] = {
  balance: 'Saldo',
  errors: 'Tasa de errores',
  types: 'Tipos de CAPTCHA',
  queue: 'Cola',
  workers: 'Workers activos',
  silence: 'Silencio',
  provider: 'CaptchaAI',
  latency: 'Latencia',
  threads: 'Hilos',
  runway: 'Autonomía',
};

export const scopes: Words['scopes'] = { all: 'Todo', ...kinds };

export const severities: Words['severities'] = { warning: 'AVISO', critical: 'CRÍTICO' };

export const sureness: Words['sureness'] = { low: 'baja', medium: 'media', high: 'alta' };

export const andMore: Words['andMore'] = (items) => `y ${items.text} más`;

export const didYouMean: Words['didYouMean'] = (names) => `¿Querías decir ${names}?`;

export const or: Words['or'] = ' o ';

export const giveUp: Words['giveUp'] = {
  destinationGone: 'el webhook o el canal ya no existe: elige otro con `/setup`',
  notAllowed: 'Discord no lo permitió: comprueba los permisos del bot en el canal',
  threadGone: 'el hilo del incidente se borró',
  threadClosed: 'el hilo está bloqueado o archivado: ábrelo de nuevo o elige otro canal con `/setup`',
  threadsFull: 'el canal tiene demasiados hilos abiertos: cierra algunos o elige otro canal con `/setup`',
  tagRequired: 'el foro exige una etiqueta en cada publicación: elige otro canal con `/setup`',
  autoMod: 'AutoMod lo bloqueó: permite el bot en los ajustes de AutoMod del servidor',
  slowMode: 'el canal está en modo pausado: desactívalo o elige otro canal con `/setup`',
  channelKind: 'un canal de este tipo no acepta mensajes: elige otro con `/setup`',
  notAccepted: 'Discord rechaza allí todos los mensajes: elige otro canal con `/setup`',
  answerLost: 'probablemente llegó: las respuestas de Discord se pierden por el camino',
  rejected: 'Discord rechazó el mensaje',
  noDestination: 'no hay canal elegido: usa `/setup`',
  muted: 'estaba silenciado',
  quietHours: 'eran horas de silencio',
  nothingToEdit: 'el mensaje se borró',
  superseded: 'un mensaje más reciente lo reemplazó',
  tooOld: 'es demasiado antiguo para ser útil',
};

export const pingFailed: Words['pingFailed'] = {
  roleGone: 'no se avisó a nadie: el rol se borró, elige otro con `/setup`',
  notMentionable: 'no se avisó a nadie: haz el rol mencionable o da al bot «Mencionar a todos»',
  memberGone: 'no se avisó a nadie: esta persona no está en el servidor, elige otra con `/setup`',
  notPinged: 'el último aviso no llegó a nadie: comprueba el rol o la persona, o elige otro con `/setup`',
};

export const fallback: Words['fallback'] = (why) => `Publicado aquí en su lugar: ${why}`;

export const sentAgain: Words['sentAgain'] = 'enviado de nuevo, el primer intento pudo haber llegado';

export const facts: Words['facts'] = {
  balance: ({ balance, threshold }) => `${balance} (umbral ${threshold})`,
  errors: ({ rate, failed, total }) => `${rate} (${failed}/${total})`,
  queue: (tasks) => `${tasks.text} ${plural(tasks, { one: 'pendiente', many: 'pendientes', other: 'pendientes' })}`,
  types: ({ type, rate, failed, total }) => `${type} ${rate} (${failed}/${total})`,
  noTypeFails: 'ningún tipo falla',
  activeWorkers: (workers) =>
    `${workers.text} ${plural(workers, { one: 'activo', many: 'activos', other: 'activos' })}`,
  workersNotReported: 'workers no comunicados',
  silence: (length) => `último resultado hace ${length}`,
  lastResult: (when) => `último resultado ${when}`,
  answers: 'responde',
  answersWith: (code) => `responde ${code}`,
  wrongAddress: 'no está en la dirección de `CAPTCHAAI_URL`',
  latency: (p95) => `p95 ${p95}`,
  busy: ({ busy, total }) => `${busy}/${total} ocupados`,
  refused: (share) => `${share} de las tareas rechazadas`,
  nothingReported: 'nada comunicado',
  beyondForecast: 'más de 30 d',
};
