import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

export const latencyReport: Words['latencyReport'] = {
  title: (span) => `⏱️ Latência de ${span}`,
  nothing: 'Nenhuma tarefa resolvida informou sua duração neste período.',
  overall: ({ p50, p95, p99, tasks }) =>
    `p50 **${p50}**, p95 **${p95}**, p99 **${p99}** em ${tasks.text} ${plural(tasks, { one: 'tarefa resolvida', many: 'de tarefas resolvidas', other: 'tarefas resolvidas' })}`,
  byType: 'p50 / p95 / p99 por tipo de CAPTCHA (tarefas resolvidas)',
  others: (tasks) => `outros tipos ou nenhum: ${tasks.text} ${plural(tasks, TASKS)}`,
  threshold: 'Limite',
};

export const costReport: Words['costReport'] = {
  titles: {
    today: '💵 Custo: hoje',
    '7d': '💵 Custo: últimos 7 dias',
    '30d': '💵 Custo: últimos 30 dias',
    month: '💵 Custo: este mês',
  },
  total: ({ cost, tasks }) => `**${cost}** informados por ${tasks.text} ${plural(tasks, TASKS)}`,
  unreported: (tasks) => `O custo de ${tasks.text} ${plural(tasks, TASKS)} não foi informado.`,
  noTasks: 'Nenhuma tarefa neste período.',
  notReported: 'não informado',
  soFar: 'Este mês até agora',
  forecast: 'Previsão do mês',
  about: (cost) => `cerca de ${cost}`,
  noForecast: 'Desconhecida: é preciso um dia de tarefas com o custo informado.',
  basis: 'Calculado com',
  perDay: ({ cost, days }) => `${cost} por dia, a média dos últimos ${days} d`,
  byType: 'Por tipo de CAPTCHA',
  otherTypes: 'outros tipos',
  costOf: ({ cost, tasks, each }) => `${cost} (${tasks.text} ${plural(tasks, TASKS)}${each})`,
  each: (cost) => `, ${cost} por 1.000`,
  byDay: 'Por dia',
  noTasksThen: 'sem tarefas',
};

export const why: Words['why'] = {
  title: (kind) => `❓ Por quê: ${kind}`,
  asked: (at) => `Às ${at}`,
  nothing: 'Nada se sabe deste momento. As decisões são guardadas por 30 dias.',
  around: 'Decisões em torno desse momento',
  because: (why) => `O motivo: ${why}.`,
  threshold: (value) => `limite ${value}`,
  mutedBy: ({ who, until }) => `Nada foi enviado: ${who} tinha silenciado o alerta até ${until}.`,
  reasons: {
    firstFiring: 'O alerta começou e uma mensagem foi enviada.',
    worsened: 'Piorou e uma mensagem foi enviada na hora.',
    cooldownElapsed: 'O alerta continuava depois da espera e uma mensagem foi enviada.',
    muteEnded: 'O alerta continuava quando as mensagens não eram mais retidas e uma mensagem foi enviada.',
    recovered: 'Voltou ao normal e uma mensagem foi enviada.',
    endedInCooldown: 'Começou e terminou dentro de uma espera e uma mensagem atrasada foi enviada.',
    unknownForLong: 'Continuava aberto e há muito não podia ser avaliado, e uma mensagem foi enviada.',
    stillOnIt: 'Duas horas depois de assumido continuava crítico, e foi perguntado.',
    acknowledgementExpired: 'Ninguém disse que ainda estava cuidando, e uma mensagem foi enviada.',
    escalated: 'Continuava crítico, ninguém tinha assumido, e o próximo passo do escalonamento foi dado.',
    flapping: 'Tinha vindo e passado mais de cinco vezes em uma hora, e uma mensagem foi enviada por todas.',
    healthy: 'Nada foi enviado: estava tudo bem.',
    noVerdict: 'Nada foi enviado: não podia ser avaliado.',
    switchedOff: 'Nada foi enviado: este tipo de alerta está desligado.',
    muted: 'Nada foi enviado: estava silenciado.',
    coolingDown: 'O alerta continuava. A próxima mensagem esperava.',
    awaitingClear: 'Estava bem de novo. A mensagem esperava que continuasse assim.',
    endedBeforeNotified: 'Terminou antes que alguém fosse avisado, então nada foi enviado.',
    acknowledged: 'O alerta continuava. Alguém tinha assumido, então nenhum lembrete foi enviado.',
    inhibited: 'O alerta continuava. Nada foi enviado: a causa foi avisada no lugar.',
    noDestination: 'Nada foi enviado: nenhum destino estava escolhido.',
    quietHours: 'Nada foi enviado: espera o fim das horas de silêncio.',
    stillFlapping: 'Vai e volta, e isso foi avisado. A próxima mensagem esperava que piore, continue ou não volte.',
  },
};

export const exported: Words['exported'] = {
  tables: ({ incidents, days }) =>
    `📤 ${incidents.text} ${plural(incidents, { one: 'incidente', many: 'de incidentes', other: 'incidentes' })} e os totais de ${days.text} ${plural(days, { one: 'dia', many: 'de dias', other: 'dias' })}. Os horários são UTC; uma célula vazia não foi informada.`,
  newestOnly: (incidents) => `São os ${incidents.text} incidentes mais recentes; os mais antigos ficaram de fora.`,
};
