import type { Words } from '../words.ts';
import { scopes } from './kinds.ts';
import { test } from './replies.ts';

const pipeline = { name: 'pipeline', description: 'Qué pipeline; el único si no dices nada' };

export const commands: Words['commands'] = {
  balance: {
    name: 'saldo',
    description: 'El saldo de CaptchaAI, lo rápido que se gasta y cuánto dura',
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
        description: 'Qué periodo; hoy si no dices nada',
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
    description: 'Qué falló, por código, con su significado y qué hacer',
    options: {
      window: { name: 'tiempo', description: 'Hasta cuándo atrás: 30m, 6h, 2d; una hora si no dices nada' },
      pipeline,
    },
  },
  queue: {
    name: 'cola',
    description: 'Cuántas tareas esperan, a qué ritmo salen y cuándo se vacía la cola',
    options: { pipeline },
  },
  incidents: {
    name: 'incidentes',
    description: 'Incidentes recientes, quién se ocupó y qué cambió la gente',
    options: { limit: { name: 'cuántos', description: 'Cuántos; 10 si no dices nada' } },
  },
  mute: {
    name: 'silenciar',
    description: 'No decir nada de un tipo de alerta, o de todo, por un tiempo',
    options: {
      alert: { name: 'alerta', description: 'Qué alerta silenciar', choices: scopes },
      for: { name: 'duración', description: 'Cuánto: 30m, 2 hours, 1d12h, until 9, until tomorrow 9:00' },
      reason: { name: 'motivo', description: 'Por qué, para todos los que miren /status' },
      pipeline,
    },
  },
  unmute: {
    name: 'quitar-silencio',
    description: 'Terminar un silencio antes',
    options: {
      alert: { name: 'alerta', description: 'Qué alerta; todos los silencios si no dices nada', choices: scopes },
    },
  },
  mutes: { name: 'silencios', description: 'Qué está silenciado, hasta cuándo, por quién y por qué', options: {} },
  setup: {
    name: 'configurar',
    description: 'Adónde van las alertas, a quién avisan, zona horaria y hora del resumen',
    options: { time_zone: { name: 'zona_horaria', description: 'Una zona horaria que el menú no ofrece' } },
  },
  threshold: {
    name: 'umbral',
    description: 'Mostrar o cambiar los límites que deciden cuándo se te avisa',
    options: {
      kind: { name: 'tipo', description: 'Qué límite; se muestran todos si no dices nada' },
      value: { name: 'valor', description: 'El valor nuevo en la unidad del límite, o "default"' },
    },
  },
  cooldown: {
    name: 'espera',
    description: 'Mostrar o cambiar el tiempo mínimo entre dos mensajes de un tipo',
    options: { length: { name: 'duración', description: 'Cuánto: 5m, 1h, o "default"' } },
  },
  test: {
    name: 'prueba',
    description: 'Enviar una alerta de prueba marcada por el camino de las reales',
    options: {
      severity: {
        name: 'gravedad',
        description: 'Crítica, con su mención, si no dices nada',
        choices: test.severities,
      },
    },
  },
  explain: {
    name: 'explicar',
    description: 'Qué significa un código de error de CaptchaAI y qué hacer',
    options: { code: { name: 'código', description: 'El código de error' } },
  },
  help: { name: 'ayuda', description: 'Lo que este bot sabe hacer', options: {} },
};
