import type { Words } from '../words.ts';
import { plural } from './plural.ts';

const PENDING = { one: 'tarea pendiente', many: 'de tareas pendientes', other: 'tareas pendientes' };

export const alerts: Words['alerts'] = {
  balance: {
    title: '💰 Saldo bajo',
    description: (balance) => `El saldo de CaptchaAI es **${balance}**`,
    threshold: 'Umbral',
    severity: 'Gravedad',
    criticalBelow: 'Crítico por debajo de',
  },
  errors: {
    title: '⚠️ Subida de la tasa de errores',
    description: ({ rate, failed, total }) => `Tasa de errores: **${rate}** (${failed}/${total})`,
    inRow: (results) =>
      plural(results, {
        one: 'El último resultado falló',
        many: `Los últimos ${results.text} de resultados seguidos fallaron`,
        other: `Los últimos ${results.text} resultados seguidos fallaron`,
      }),
    breakdown: 'Errores por código',
    noDetails: 'Sin detalles',
  },
  types: {
    title: '🧩 Falla un tipo de CAPTCHA',
    description: ({ type, rate, failed, total }) => `${type}: **${rate}** fallidos (${failed}/${total})`,
    others: 'Otros tipos que fallan',
    action: 'Comprueba lo que envías para este tipo, como la clave del sitio y la dirección de la página',
  },
  queue: {
    title: '📊 Cola atascada',
    description: (tasks) => `Cola: **${tasks.text}** ${plural(tasks, PENDING)}`,
    workers: 'Workers activos',
    drain: 'Se vacía en unos',
    rough: (length) => `${length} (estimación aproximada)`,
    noWorker: 'Ningún worker activo',
    growing: (perMinute) => `Crece ${perMinute} por minuto`,
    action: 'Comprueba que los workers funcionan; inicia más o envía menos tareas',
  },
  workers: {
    title: '👷 Ningún worker activo',
    leftAlone: (depth) => `No hay ningún worker activo, tareas pendientes: **${depth}**`,
    stuck: ({ length, depth }) => `Sin resultados desde hace **${length}**, tareas pendientes: **${depth}**`,
    noResultFor: 'Sin resultados desde hace',
    action: 'Comprueba por qué se pararon los workers y vuelve a iniciarlos',
  },
  silence: {
    title: '🤫 Pipeline en silencio',
    description: (length) => `Sin resultados desde hace **${length}**`,
    last: 'Último resultado',
    before: 'Hora anterior',
    results: (results) =>
      `${results.text} ${plural(results, { one: 'resultado', many: 'de resultados', other: 'resultados' })}`,
    action: 'Comprueba que los workers funcionan y pueden enviar sus resultados',
  },
  provider: {
    accountTitle: '🔑 CaptchaAI rechaza la cuenta',
    outageTitle: '🔌 Caída de CaptchaAI',
    description: (code) => `CaptchaAI responde ${code}`,
    noBalanceTitle: '🔌 No se puede leer el saldo',
    noBalance: ({ length, code }) => `Sin saldo utilizable desde hace **${length}**: CaptchaAI responde ${code}`,
    addressTitle: '🔌 Dirección de CaptchaAI equivocada',
    address: 'CaptchaAI no está en la dirección de `CAPTCHAAI_URL`',
    nothing: 'nada',
    meaning: 'Significado',
    since: 'Desde',
    wait: 'Espera',
  },
  latency: {
    title: '🐢 Resoluciones lentas',
    description: (p95) => `Latencia de resolución p95: **${p95}**`,
    threshold: 'Umbral',
    windowSolved: ({ window, solved }) => `${window}, resueltas: ${solved}`,
    action: 'Comprueba CaptchaAI, los proxies y si el sitio cambió su CAPTCHA',
  },
  threads: {
    title: '🧵 Hilos agotados',
    description: (busy) => `Hilos del plan: **${busy}**`,
    action: 'Envía menos tareas a la vez o mejora el plan',
  },
  runway: {
    title: '⏳ El saldo se acaba pronto',
    description: (length) => `Al ritmo actual el saldo dura **${length}**`,
    balance: 'Saldo',
    burn: 'Consumo',
    anHour: (amount) => `${amount} por hora`,
    sure: 'Confianza',
  },
  botLost: {
    title: '🔌 El bot no puede conectarse',
    tokenRefused:
      'Discord no acepta el token del bot. Los comandos y botones no funcionan; las alertas siguen llegando aquí',
    tokenAction:
      'Copia de nuevo el token en discord.com/developers, página Bot, ponlo en `DISCORD_TOKEN` y reinicia el monitor',
    intentsRefused:
      'Discord rechaza los intents del bot. Los comandos y botones no funcionan; las alertas siguen llegando aquí',
    intentsAction: 'Actualiza el programa y reinicia el monitor',
  },
  action: 'Qué hacer',
  topUpAction: 'Recarga tu saldo en captchaai.com',
  unknown: 'Desconocido',
  window: 'Periodo',
  lastMinute: 'Último minuto',
  lastMinutes: (minutes) =>
    plural(minutes, {
      one: 'Último minuto',
      many: `Últimos ${minutes.text} de minutos`,
      other: `Últimos ${minutes.text} minutos`,
    }),
  lastSeconds: (seconds) =>
    plural(seconds, {
      one: 'Último segundo',
      many: `Últimos ${seconds.text} de segundos`,
      other: `Últimos ${seconds.text} segundos`,
    }),
  over: (title) => `${title} (terminado)`,
  operatorNote: 'Nota del operador',
  affected: 'También afectado',
  affectedValue: (kinds) => `${kinds}: suprimido mientras dure`,
  reminder: ({ number, since, recovers, next }) =>
    `Recordatorio ${number}: sigue en alerta desde ${since}, ${recovers}, el siguiente ${next}`,
  recoversAt: (level) => `se recupera con ${level}`,
  recoversWithResult: 'se recupera cuando llegue un resultado',
  recoversWithAnswer: 'se recupera cuando CaptchaAI responda',
  recoversWithWork: 'se recupera cuando haya un worker activo, llegue un resultado o no espere nada',
  suppressed: 'Suprimidos',
  suppressedValue: (messages) =>
    `${messages.text} ${plural(messages, { one: 'mensaje suprimido', many: 'de mensajes suprimidos', other: 'mensajes suprimidos' })} mientras estaba silenciado`,
  acknowledged: 'Atendido',
  acknowledgedValue: ({ who, since }) => `${who} se ocupa desde ${since}`,
  muted: 'Silenciado',
  mutedValue: ({ who, until }) => `${who} silenció esto hasta ${until}`,
  mutedBefore: ({ who, until }) => `Ya no está silenciado: ${who} lo había silenciado hasta ${until}`,
  unknownTitle: '❔ Ya no se puede evaluar',
  unknownDescription: ({ kind, why }) => `**${kind}**: ${why}`,
  unknownField: 'Ya no se evalúa',
  unknownValue: ({ why, since }) => `${why}, desde ${since}`,
  firingSince: 'En alerta desde',
  lastKnown: 'Último dato',
  began: 'Comenzó',
  ended: 'Terminó',
  endedValue: ({ at, length }) => `${at}, tras ${length}`,
  sentLate: 'Enviado tarde',
  sentLateValue: 'No se llegaba a Discord mientras duró',
  sentLateInCooldown: 'Terminó antes que el enfriamiento',
  sentLateTimes: (times) =>
    `Ocurrió ${times.text} ${plural(times, { one: 'vez', many: 'de veces', other: 'veces' })} antes de que terminara el enfriamiento`,
};

export const recovery: Words['recovery'] = {
  title: '✅ Pipeline recuperado',
  errors: ({ before, after }) => `Tasa de resolución recuperada: ${before} → ${after}`,
  balance: ({ before, after }) => `Saldo recuperado: ${before} → ${after}`,
  queue: ({ before, after }) => `Cola recuperada: ${before} → ${after.text} ${plural(after, PENDING)}`,
  latency: ({ before, after }) => `Latencia p95 recuperada: ${before} → ${after}`,
  threads: ({ before, after }) => `Hilos recuperados: ${before} → ${after}`,
  runway: ({ before, after }) => `Autonomía recuperada: ${before} → ${after}`,
  types: ({ type, before, after }) => `Tipo de CAPTCHA recuperado: ${type} ${before} → ${after} fallidos`,
  workers: ({ before, after }) =>
    `Se vuelve a trabajar en las tareas: ${before} → ${after.text} ${plural(after, { one: 'pendiente', many: 'pendientes', other: 'pendientes' })}`,
  silence: (length) => `Vuelven a llegar resultados tras ${length} sin ninguno`,
  provider: 'CaptchaAI vuelve a responder',
  other: 'El pipeline vuelve a la normalidad',
  topUpTitle: '💚 Saldo recargado',
  topUp: ({ before, after }) => `Saldo: **${before}** → **${after}**`,
  newRunway: 'Nueva autonomía',
  runwayUnknown: 'Más de 30 d, o aún no se sabe',
};
