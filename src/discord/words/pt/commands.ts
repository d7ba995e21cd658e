import type { Words } from '../words.ts';
import { kinds, scopes } from './kinds.ts';
import { test } from './replies.ts';

const pipeline = { name: 'pipeline', description: 'Qual pipeline (padrão: todos)' };
/** For what is about one pipeline in any case. */
const onePipeline = { ...pipeline, description: 'Qual pipeline (padrão: o primeiro)' };

export const commands: Words['commands'] = {
  balance: {
    name: 'saldo',
    description: 'Mostrar o saldo da CaptchaAI, a rapidez com que é gasto e quanto vai durar',
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
        description: 'Qual período (padrão: hoje)',
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
    description: 'Mostrar os erros por código, com o significado e o que fazer',
    options: {
      window: { name: 'tempo', description: 'Até quando atrás: 30m, 6h, 2d (padrão: 1h)' },
      pipeline,
    },
  },
  latency: {
    name: 'latência',
    description: 'Mostrar quanto demoraram as tarefas resolvidas: p50, p95 e p99, também por tipo de CAPTCHA',
    options: { window: { name: 'tempo', description: 'Até quando atrás: 30m, 6h, 2d (padrão: 1h)' }, pipeline },
  },
  cost: {
    name: 'custo',
    description: 'Mostrar os gastos por dia e por tipo de CAPTCHA, e uma previsão do mês',
    options: {
      period: {
        name: 'período',
        description: 'Qual período (padrão: últimos 7 dias)',
        choices: { today: 'Hoje', '7d': 'Últimos 7 dias', '30d': 'Últimos 30 dias', month: 'Este mês' },
      },
      pipeline,
    },
  },
  queue: {
    name: 'fila',
    description: 'Mostrar quantas tarefas esperam, com que rapidez são resolvidas e quando a fila esvazia',
    options: { pipeline },
  },
  incidents: {
    name: 'incidentes',
    description: 'Mostrar incidentes recentes, quem os assumiu e quem mudou qual configuração',
    options: { limit: { name: 'quantos', description: 'Quantos (padrão: 10)' } },
  },
  why: {
    name: 'porquê',
    description: 'Mostrar por que houve ou não houve uma mensagem em um momento',
    options: {
      alert: { name: 'alerta', description: 'Qual tipo de alerta', choices: kinds },
      at: {
        name: 'quando',
        description: 'Quando: 14:07, 2h ago, yesterday 9:00, 2026-11-23 14:07 (padrão: agora)',
      },
      pipeline: onePipeline,
    },
  },
  export: {
    name: 'exportar',
    description: 'Exportar os incidentes e os totais de cada dia como arquivos CSV',
    options: { pipeline: onePipeline },
  },
  mute: {
    name: 'silenciar',
    description: 'Silenciar um tipo de alerta, ou todos os alertas, por um tempo',
    options: {
      alert: { name: 'alerta', description: 'Qual tipo de alerta silenciar', choices: scopes },
      for: { name: 'duração', description: 'Quanto tempo: 30m, 2 hours, 1d12h, until 9, until tomorrow 9:00' },
      reason: { name: 'motivo', description: 'O motivo, mostrado em /status e /mutes' },
      pipeline,
    },
  },
  unmute: {
    name: 'tirar-silêncio',
    description: 'Encerrar um silêncio antes',
    options: {
      alert: {
        name: 'alerta',
        description: 'Qual tipo de alerta (padrão: todos os silêncios terminam)',
        choices: scopes,
      },
      pipeline,
    },
  },
  mutes: { name: 'silêncios', description: 'Mostrar os silêncios ativos: até quando, por quem e por quê', options: {} },
  quiet: {
    name: 'horas_silêncio',
    description: 'Ver, adicionar ou remover horas de silêncio: horas da semana em que as mensagens esperam',
    options: {
      from: { name: 'de', description: 'Quando começam: 22:00 (no fuso horário do servidor)' },
      to: { name: 'até', description: 'Quando terminam: 07:00; se não for depois de “de”: no dia seguinte' },
      days: { name: 'dias', description: 'Em quais dias começam: mon-fri, sat, weekend (padrão: daily)' },
      alerts: { name: 'alertas', description: 'Quais tipos de alerta, com vírgulas: queue, latency (padrão: todos)' },
      passes: {
        name: 'passa',
        description: 'O que é enviado mesmo assim (padrão: alertas críticos)',
        choices: { critical: 'Alertas críticos', nothing: 'Nada' },
      },
      remove: { name: 'remover', description: 'Quais horas de silêncio remover' },
    },
  },
  escalation: {
    name: 'escalonamento',
    description: 'Ver, adicionar ou remover passos: quem mais é avisado de alertas críticos que ninguém assume',
    options: {
      after: { name: 'depois', description: 'Quanto tempo depois do alerta: 5m, 1h' },
      mention: { name: 'menção', description: 'Um cargo ou pessoa para mencionar' },
      channel: { name: 'canal', description: 'Outro canal' },
      direct_message: { name: 'mensagem_direta', description: 'A quem enviar uma mensagem direta' },
      receiver: { name: 'destinatário', description: 'Um destinatário fora do Discord, como o PagerDuty' },
      remove: { name: 'remover', description: 'Qual passo remover' },
    },
  },
  oncall: {
    name: 'plantão',
    description: 'Ver ou mudar quem está de plantão: turnos de uma semana; os alertas avisam essa pessoa',
    options: {
      add: { name: 'adicionar', description: 'Quem também faz turnos' },
      remove: { name: 'remover', description: 'Quem não faz mais turnos' },
      day: { name: 'dia', description: 'O dia da troca (padrão: monday)' },
      time: { name: 'hora', description: 'A hora da troca: 09:00 (no fuso horário do servidor)' },
      cover: { name: 'substituto', description: 'Quem assume a partir de agora' },
      until: { name: 'até', description: 'Até quando: 4h, tomorrow 9:00, monday, now' },
    },
  },
  setup: {
    name: 'configurar',
    description: 'Para onde vão os alertas, quem eles avisam, fuso horário e hora do resumo',
    options: { time_zone: { name: 'fuso_horário', description: 'Um fuso horário que não está no menu' }, pipeline },
  },
  threshold: {
    name: 'limite',
    description: 'Mostrar ou mudar os limites dos alertas',
    options: {
      kind: { name: 'tipo', description: 'Qual limite (padrão: mostrar todos)' },
      value: { name: 'valor', description: 'O novo valor na unidade do limite, ou "default"' },
      pipeline,
    },
  },
  cooldown: {
    name: 'intervalo',
    description: 'Mostrar ou mudar o tempo mínimo entre duas mensagens de um tipo',
    options: { length: { name: 'duração', description: 'Quanto tempo: 5m, 1h, ou "default"' } },
  },
  test: {
    name: 'teste',
    description: 'Enviar um alerta de teste pelo caminho de entrega real',
    options: {
      severity: {
        name: 'gravidade',
        description: 'Qual gravidade (padrão: crítica, com a menção)',
        choices: test.severities,
      },
      escalation: { name: 'escalonamento', description: 'Se passa por todos os passos do escalonamento' },
    },
  },
  explain: {
    name: 'explicar',
    description: 'Explicar um código de erro da CaptchaAI: o que significa e o que fazer',
    options: { code: { name: 'código', description: 'O código de erro' } },
  },
  privacy: {
    name: 'privacidade',
    description: 'Mostrar o que é guardado sobre você e este servidor, por quanto tempo e como ser esquecido',
    options: {},
  },
  help: { name: 'ajuda', description: 'Mostrar todos os comandos', options: {} },
};
