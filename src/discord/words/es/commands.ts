import type { Words } from '../words.ts';
import { kinds, scopes } from './kinds.ts';
import { test } from './replies.ts';

const pipeline = { name: 'pipeline', description: 'Qué pipeline (por defecto: todos)' };
/** For what is about one pipeline in any case. */
const onePipeline = { ...pipeline, description: 'Qué pipeline (por defecto: el primero)' };

export const commands: Words['commands'] = {
  balance: {
    name: 'saldo',
    description: 'Mostrar el saldo de CaptchaAI, lo rápido que se gasta y cuánto durará',
    options: { pipeline },
  },
  status: {
    name: 'estado',
    description: 'Todo de un vistazo: cada tipo de alerta, silencios, último resultado y último envío',
    options: { pipeline },
  },
  summary: {
    name: 'resumen',
    description: 'Tareas, tasa de éxito, latencia, coste y errores de un periodo',
    options: {
      period: {
        name: 'periodo',
        description: 'Qué periodo (por defecto: hoy)',
        choices: {
          today: 'Hoy',
          yesterday: 'Ayer',
          '24h': 'Últimas 24 horas',
          '7d': 'Últimos 7 días',
          '30d': 'Últimos 30 días',
        },
      },
      pipeline,
    },
  },
  errors: {
    name: 'errores',
    description: 'Mostrar los errores por código, con su significado y qué hacer',
    options: {
      window: { name: 'tiempo', description: 'Hasta cuándo atrás: 30m, 6h, 2d (por defecto: 1h)' },
      pipeline,
    },
  },
  latency: {
    name: 'latencia',
    description: 'Mostrar cuánto tardaron las tareas resueltas: p50, p95 y p99, también por tipo de CAPTCHA',
    options: { window: { name: 'tiempo', description: 'Hasta cuándo atrás: 30m, 6h, 2d (por defecto: 1h)' }, pipeline },
  },
  cost: {
    name: 'coste',
    description: 'Mostrar el gasto por día y por tipo de CAPTCHA, y una previsión del mes',
    options: {
      period: {
        name: 'periodo',
        description: 'Qué periodo (por defecto: últimos 7 días)',
        choices: { today: 'Hoy', '7d': 'Últimos 7 días', '30d': 'Últimos 30 días', month: 'Este mes' },
      },
      pipeline,
    },
  },
  queue: {
    name: 'cola',
    description: 'Mostrar cuántas tareas esperan, a qué ritmo se resuelven y cuándo se vacía la cola',
    options: { pipeline },
  },
  incidents: {
    name: 'incidentes',
    description: 'Mostrar incidentes recientes, quién los atendió y quién cambió qué ajuste',
    options: { limit: { name: 'cuántos', description: 'Cuántos (por defecto: 10)' } },
  },
  why: {
    name: 'porqué',
    description: 'Mostrar por qué hubo o no hubo un mensaje en un momento',
    options: {
      alert: { name: 'alerta', description: 'Qué tipo de alerta', choices: kinds },
      at: {
        name: 'cuándo',
        description: 'Cuándo: 14:07, 2h ago, yesterday 9:00, 2026-11-23 14:07 (por defecto: ahora)',
      },
      pipeline: onePipeline,
    },
  },
  export: {
    name: 'exportar',
    description: 'Exportar los incidentes y los totales de cada día como archivos CSV',
    options: { pipeline: onePipeline },
  },
  mute: {
    name: 'silenciar',
    description: 'Silenciar un tipo de alerta, o todas, por un tiempo',
    options: {
      alert: { name: 'alerta', description: 'Qué tipo de alerta silenciar', choices: scopes },
      for: { name: 'duración', description: 'Cuánto: 30m, 2 hours, 1d12h, until 9, until tomorrow 9:00' },
      reason: { name: 'motivo', description: 'El motivo, que se muestra en /status y /mutes' },
      pipeline,
    },
  },
  unmute: {
    name: 'quitar-silencio',
    description: 'Terminar un silencio antes',
    options: {
      alert: {
        name: 'alerta',
        description: 'Qué tipo de alerta (por defecto: terminan todos los silencios)',
        choices: scopes,
      },
      pipeline,
    },
  },
  mutes: {
    name: 'silencios',
    description: 'Mostrar los silencios activos: hasta cuándo, por quién y por qué',
    options: {},
  },
  quiet: {
    name: 'horas_silencio',
    description: 'Ver, añadir o quitar horas de silencio: horas de la semana en que los mensajes esperan',
    options: {
      from: { name: 'desde', description: 'Cuándo empiezan: 22:00 (en la zona horaria del servidor)' },
      to: { name: 'hasta', description: 'Cuándo acaban: 07:00; si no es después de «desde»: al día siguiente' },
      days: { name: 'días', description: 'Qué días empiezan: mon-fri, sat, weekend (por defecto: daily)' },
      alerts: { name: 'alertas', description: 'Qué tipos de alerta, con comas: queue, latency (por defecto: todos)' },
      passes: {
        name: 'pasa',
        description: 'Qué se envía igualmente (por defecto: alertas críticas)',
        choices: { critical: 'Alertas críticas', nothing: 'Nada' },
      },
      remove: { name: 'quitar', description: 'Qué horas de silencio quitar' },
    },
  },
  escalation: {
    name: 'escalada',
    description: 'Ver, añadir o quitar pasos: a quién más se avisa de alertas críticas que nadie atiende',
    options: {
      after: { name: 'después', description: 'Cuánto después de la alerta: 5m, 1h' },
      mention: { name: 'mención', description: 'Un rol o persona a quien mencionar' },
      channel: { name: 'canal', description: 'Otro canal donde publicar' },
      direct_message: { name: 'mensaje_directo', description: 'A quién enviar un mensaje directo' },
      receiver: { name: 'receptor', description: 'Un receptor fuera de Discord, como PagerDuty' },
      remove: { name: 'quitar', description: 'Qué paso quitar' },
    },
  },
  oncall: {
    name: 'guardia',
    description: 'Ver o cambiar quién está de guardia: turnos de una semana; las alertas avisan a esa persona',
    options: {
      add: { name: 'añadir', description: 'Quién más hace turnos' },
      remove: { name: 'quitar', description: 'Quién ya no hace turnos' },
      day: { name: 'día', description: 'El día del relevo (por defecto: monday)' },
      time: { name: 'hora', description: 'La hora del relevo: 09:00 (en la zona horaria del servidor)' },
      cover: { name: 'sustituto', description: 'Quién toma el turno desde ahora' },
      until: { name: 'hasta', description: 'Hasta cuándo: 4h, tomorrow 9:00, monday, now' },
    },
  },
  setup: {
    name: 'configurar',
    description: 'Adónde van las alertas, a quién avisan, zona horaria y hora del resumen',
    options: { time_zone: { name: 'zona_horaria', description: 'Una zona horaria que no está en el menú' }, pipeline },
  },
  threshold: {
    name: 'umbral',
    description: 'Mostrar o cambiar los umbrales de las alertas',
    options: {
      kind: { name: 'tipo', description: 'Qué umbral (por defecto: mostrar todos)' },
      value: { name: 'valor', description: 'El valor nuevo en la unidad del umbral, o "default"' },
      pipeline,
    },
  },
  cooldown: {
    name: 'espera',
    description: 'Mostrar o cambiar el tiempo mínimo entre dos mensajes de un tipo',
    options: { length: { name: 'duración', description: 'Cuánto: 5m, 1h, o "default"' } },
  },
  test: {
    name: 'prueba',
    description: 'Enviar una alerta de prueba por la vía de entrega real',
    options: {
      severity: {
        name: 'gravedad',
        description: 'Qué gravedad (por defecto: crítica, con su mención)',
        choices: test.severities,
      },
      escalation: { name: 'escalada', description: 'Si se recorren todos los pasos de la escalada' },
    },
  },
  explain: {
    name: 'explicar',
    description: 'Explicar un código de error de CaptchaAI: qué significa y qué hacer',
    options: { code: { name: 'código', description: 'El código de error' } },
  },
  privacy: {
    name: 'privacidad',
    description: 'Mostrar qué se guarda de ti y de este servidor, cuánto tiempo y cómo ser olvidado',
    options: {},
  },
  help: { name: 'ayuda', description: 'Mostrar todos los comandos', options: {} },
};
