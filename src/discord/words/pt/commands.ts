import type { Words } from '../words.ts';
import { scopes } from './kinds.ts';
import { test } from './replies.ts';

const pipeline = { name: 'pipeline', description: 'Qual pipeline; o único se você não disser' };

export const commands: Words['commands'] = {
  balance: {
    name: 'saldo',
    description: 'O saldo da CaptchaAI, a rapidez com que é gasto e quanto dura',
    options: { pipeline },
  },
  status: {
    name: 'estado',
    description: 'Tudo num relance: cada tipo de alerta, silêncios, último resultado e última entrega',
    options: { pipeline },
  },
  summary: {
    name: 'resumo',
    description: 'Tarefas, taxa de sucesso, latência, custo e erros de um período',
    options: {
      period: {
        name: 'período',
        description: 'Qual período; hoje se você não disser',
        choices: {
          today: 'Hoje',
          yesterday: 'Ontem',
          '24h': 'Últimas 24 horas',
          '7d': 'Últimos 7 dias',
          '30d': 'Últimos 30 dias',
        },
      },
      pipeline,
    },
  },
  errors: {
    name: 'erros',
    description: 'O que falhou, por código, com o significado e o que fazer',
    options: {
      window: { name: 'tempo', description: 'Até quando atrás: 30m, 6h, 2d; uma hora se você não disser' },
      pipeline,
    },
  },
  queue: {
    name: 'fila',
    description: 'Quantas tarefas esperam, com que rapidez saem e quando a fila esvazia',
    options: { pipeline },
  },
  incidents: {
    name: 'incidentes',
    description: 'Incidentes recentes, quem cuidou e o que as pessoas mudaram',
    options: { limit: { name: 'quantos', description: 'Quantos; 10 se você não disser' } },
  },
  mute: {
    name: 'silenciar',
    description: 'Não dizer nada sobre um tipo de alerta, ou sobre tudo, por um tempo',
    options: {
      alert: { name: 'alerta', description: 'Qual alerta silenciar', choices: scopes },
      for: { name: 'duração', description: 'Quanto tempo: 30m, 2 hours, 1d12h, until 9, until tomorrow 9:00' },
      reason: { name: 'motivo', description: 'Por quê, para todos que olharem /status' },
      pipeline,
    },
  },
  unmute: {
    name: 'tirar-silêncio',
    description: 'Encerrar um silêncio antes',
    options: {
      alert: { name: 'alerta', description: 'Qual alerta; todos os silêncios se você não disser', choices: scopes },
    },
  },
  mutes: { name: 'silêncios', description: 'O que está silenciado, até quando, por quem e por quê', options: {} },
  setup: {
    name: 'configurar',
    description: 'Para onde vão os alertas, quem eles avisam, fuso horário e hora do resumo',
    options: { time_zone: { name: 'fuso_horário', description: 'Um fuso horário que o menu não oferece' } },
  },
  threshold: {
    name: 'limite',
    description: 'Mostrar ou mudar os limites que decidem quando você é avisado',
    options: {
      kind: { name: 'tipo', description: 'Qual limite; todos são mostrados se você não disser' },
      value: { name: 'valor', description: 'O novo valor na unidade do limite, ou "default"' },
    },
  },
  cooldown: {
    name: 'intervalo',
    description: 'Mostrar ou mudar o tempo mínimo entre duas mensagens de um tipo',
    options: { length: { name: 'duração', description: 'Quanto tempo: 5m, 1h, ou "default"' } },
  },
  test: {
    name: 'teste',
    description: 'Enviar um alerta de teste marcado pelo caminho dos reais',
    options: {
      severity: {
        name: 'gravidade',
        description: 'Crítico, com a menção, se você não disser',
        choices: test.severities,
      },
    },
  },
  explain: {
    name: 'explicar',
    description: 'O que significa um código de erro da CaptchaAI e o que fazer',
    options: { code: { name: 'código', description: 'O código de erro' } },
  },
  help: { name: 'ajuda', description: 'O que este bot sabe fazer', options: {} },
};
