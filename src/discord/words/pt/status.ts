import type { Words } from '../words.ts';
import { MESSAGES, plural } from './plural.ts';

export const status: Words['status'] = {
  title: '🔎 Estado do pipeline',
  lastResult: 'Último resultado',
  late: (length) => `Os resultados chegam com ${length} de atraso: verifique os relógios dos workers`,
  tooManyCodes: (codes) =>
    `Mais de ${codes.text} ${plural(codes, { one: 'código de erro', many: 'de códigos de erro diferentes', other: 'códigos de erro diferentes' })} em uma hora: o resto conta como \`(other)\``,
  tooManyTypes: (types) =>
    `Mais de ${types.text} ${plural(types, { one: 'tipo de CAPTCHA', many: 'de tipos de CAPTCHA diferentes', other: 'tipos de CAPTCHA diferentes' })} em uma hora: o resto conta como \`(other)\``,
  lastDelivery: 'Última entrega',
  goTo: 'Os alertas vão para',
  mutedField: 'Silenciado',
  noneYet: 'Nenhum ainda',
  why: {
    noReading: 'nada informado ainda',
    stale: 'o último dado é antigo demais',
    notReadable: 'a fila não pode ser lida',
    tooFewResults: 'resultados de menos para julgar',
    tooLittleHistory: 'histórico de menos para saber',
    switchedOff: 'desligado',
    notSureYet: 'uma falha, ainda não confirmada',
    ownNetwork: 'o Discord também está inacessível, então o problema é a nossa própria rede',
    covered: 'a taxa de erros de todo o pipeline está em alerta',
  },
  heldByCause: 'suprimido: o alerta sobre a causa foi enviado',
  noDestination: 'não enviado: sem destino',
  awaitingClear: 'ok, recuperação ainda não confirmada',
  heldBack: (messages) =>
    ` (${messages.text} ${plural(messages, { one: 'mensagem suprimida', many: 'de mensagens suprimidas', other: 'mensagens suprimidas' })})`,
  mutedUntil: ({ until, who, held }) => `, silenciado até ${until} por ${who}${held}`,
  firingSince: (at) => `em alerta desde ${at}`,
  openSince: (at) => `aberto desde ${at}`,
  cannotBeJudged: (why) => `não pode mais ser avaliado: ${why}`,
  lastSent: (at) => `último envio ${at}`,
  isOnIt: (who) => `assumido por ${who}`,
  waiting: ({ messages, since, why }) =>
    `${messages.text} ${plural(messages, MESSAGES)} esperando desde ${since}${why}`,
  gaveUp: ({ at, why }) => `Desistiu ${at}: ${why}`,
  nowhere: (why) => `Lugar nenhum: ${why}`,
  elsewhere: (why) => `Um destino alternativo por enquanto: ${why}`,
  pingFailed: (why) => `As menções não funcionam: ${why}`,
  nowhereYet: 'Ainda lugar nenhum: use `/setup`',
  webhook: 'O webhook',
  toWithPing: ({ place, whom }) => `${place}, alertas críticos avisam ${whom}`,
  toWithPingFromWarning: ({ place, whom }) => `${place}, todos os alertas avisam ${whom}`,
  muteLine: ({ scope, until, who, why }) => `**${scope}** até ${until} por ${who}${why}`,
};

export const balance: Words['balance'] = {
  title: '💰 Saldo da CaptchaAI',
  notRead: 'O saldo ainda não foi lido',
  read: ({ balance, when }) => `O saldo da CaptchaAI é **${balance}**, lido ${when}`,
  threshold: 'Limite',
  criticalBelow: 'Crítico abaixo de',
  switchedOff: 'Desligado',
  runway: 'Autonomia',
  runwayValue: ({ length, sure }) => `${length} (confiança: ${sure})`,
  provider: 'Problema com a CaptchaAI',
  providerValue: ({ code, since, meaning, advice, next }) => `${code}${since}: ${meaning}. ${advice}.${next}`,
  since: (when) => `, desde ${when}`,
  nextTry: (when) => ` Próxima tentativa ${when}.`,
};

export const summary: Words['summary'] = {
  dailyTitle: '📈 Resumo diário de CAPTCHA',
  titles: {
    today: '📈 Resumo de CAPTCHA: hoje',
    yesterday: '📈 Resumo de CAPTCHA: ontem',
    '24h': '📈 Resumo de CAPTCHA: últimas 24 horas',
    '7d': '📈 Resumo de CAPTCHA: últimos 7 dias',
    '30d': '📈 Resumo de CAPTCHA: últimos 30 dias',
  },
  processed: (tasks) =>
    `**${tasks.text}** ${plural(tasks, { one: 'tarefa processada', many: 'de tarefas processadas', other: 'tarefas processadas' })}`,
  successRate: 'Taxa de sucesso',
  latency: 'Latência média',
  cost: 'Custo total',
  errors: 'Erros',
  balance: 'Saldo',
  peakQueue: 'Fila máxima',
  noData: 'Sem dados',
  notReported: 'Não informado',
  percentiles: 'Latência p50 / p95 / p99',
  byCode: 'Erros por código',
  period: 'Período',
  against: 'Em relação ao período anterior',
  tasks: 'Tarefas',
  wasBefore: (value) => `antes: ${value}`,
  points: (n) => `${n} p.p.`,
  late: 'Enviado com atraso',
  lateValue: (due) => `Era para ${due}, quando o monitor não estava rodando`,
};
