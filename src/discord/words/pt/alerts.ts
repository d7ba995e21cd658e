import type { Words } from '../words.ts';
import { plural } from './plural.ts';

const PENDING = { one: 'tarefa pendente', many: 'de tarefas pendentes', other: 'tarefas pendentes' };

export const alerts: Words['alerts'] = {
  balance: {
    title: '💰 Saldo baixo',
    description: (balance) => `O saldo da CaptchaAI é **${balance}**`,
    threshold: 'Limite',
    severity: 'Gravidade',
    criticalBelow: 'Crítico abaixo de',
  },
  errors: {
    title: '⚠️ Pico da taxa de erros',
    description: ({ rate, failed, total }) => `Taxa de erros: **${rate}** (${failed}/${total})`,
    inRow: (results) =>
      plural(results, {
        one: 'O último resultado falhou',
        many: `Os últimos ${results.text} de resultados seguidos falharam`,
        other: `Os últimos ${results.text} resultados seguidos falharam`,
      }),
    breakdown: 'Erros por código',
    noDetails: 'Sem detalhes',
  },
  types: {
    title: '🧩 Um tipo de CAPTCHA está falhando',
    description: ({ type, rate, failed, total }) => `${type}: **${rate}** de falhas (${failed}/${total})`,
    others: 'Outros tipos que falham',
    action: 'Confira o que você envia para este tipo, como a chave do site e o endereço da página',
  },
  queue: {
    title: '📊 Fila acumulada',
    description: (tasks) => `Fila: **${tasks.text}** ${plural(tasks, PENDING)}`,
    workers: 'Workers ativos',
    drain: 'Esvazia em cerca de',
    rough: (length) => `${length} (estimativa aproximada)`,
    noWorker: 'Nenhum worker ativo',
    growing: (perMinute) => `Cresce ${perMinute} por minuto`,
    action: 'Verifique se os workers estão rodando; inicie mais ou envie menos tarefas',
  },
  workers: {
    title: '👷 Nenhum worker ativo',
    leftAlone: (depth) => `Nenhum worker está ativo, tarefas pendentes: **${depth}**`,
    stuck: ({ length, depth }) => `Nenhum resultado há **${length}**, tarefas pendentes: **${depth}**`,
    noResultFor: 'Nenhum resultado há',
    action: 'Confira por que os workers pararam e inicie-os de novo',
  },
  silence: {
    title: '🤫 Pipeline em silêncio',
    description: (length) => `Nenhum resultado há **${length}**`,
    last: 'Último resultado',
    before: 'Hora anterior',
    results: (results) =>
      `${results.text} ${plural(results, { one: 'resultado', many: 'de resultados', other: 'resultados' })}`,
    action: 'Confira se os workers estão rodando e conseguem enviar seus resultados',
  },
  provider: {
    accountTitle: '🔑 A CaptchaAI recusa a conta',
    outageTitle: '🔌 Queda da CaptchaAI',
    description: (code) => `A CaptchaAI responde ${code}`,
    noBalanceTitle: '🔌 Não é possível ler o saldo',
    noBalance: ({ length, code }) => `Sem saldo utilizável há **${length}**: a CaptchaAI responde ${code}`,
    addressTitle: '🔌 Endereço errado da CaptchaAI',
    address: 'A CaptchaAI não está no endereço de `CAPTCHAAI_URL`',
    nothing: 'nada',
    meaning: 'Significado',
    since: 'Desde',
    wait: 'Espere',
  },
  latency: {
    title: '🐢 Resoluções lentas',
    description: (p95) => `Latência de resolução p95: **${p95}**`,
    threshold: 'Limite',
    windowSolved: ({ window, solved }) => `${window}, resolvidas: ${solved}`,
    action: 'Confira a CaptchaAI, os proxies e se o site mudou o CAPTCHA',
  },
  threads: {
    title: '🧵 Threads esgotadas',
    description: (busy) => `Threads do plano: **${busy}**`,
    action: 'Envie menos tarefas por vez ou melhore o plano',
  },
  runway: {
    title: '⏳ O saldo acaba em breve',
    description: (length) => `No ritmo atual o saldo dura **${length}**`,
    balance: 'Saldo',
    burn: 'Consumo',
    anHour: (amount) => `${amount} por hora`,
    sure: 'Confiança',
  },
  botLost: {
    title: '🔌 O bot não consegue se conectar',
    tokenRefused:
      'O Discord não aceita o token do bot. Comandos e botões não funcionam; os alertas continuam chegando aqui',
    tokenAction:
      'Copie o token de novo em discord.com/developers, página Bot, defina `DISCORD_TOKEN` e reinicie o monitor',
    intentsRefused:
      'O Discord recusa os intents do bot. Comandos e botões não funcionam; os alertas continuam chegando aqui',
    intentsAction: 'Atualize o programa e reinicie o monitor',
  },
  action: 'O que fazer',
  topUpAction: 'Recarregue seu saldo em captchaai.com',
  unknown: 'Desconhecido',
  window: 'Período',
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
  over: (title) => `${title} (encerrado)`,
  operatorNote: 'Nota do operador',
  affected: 'Também afetado',
  affectedValue: (kinds) => `${kinds}: suprimido enquanto isto durar`,
  reminder: ({ number, since, recovers, next }) =>
    `Lembrete ${number}: ainda em alerta desde ${since}, ${recovers}, o próximo ${next}`,
  recoversAt: (level) => `recupera com ${level}`,
  recoversWithResult: 'recupera quando chegar um resultado',
  recoversWithAnswer: 'recupera quando a CaptchaAI responder',
  recoversWithWork: 'recupera quando um worker estiver ativo, um resultado chegar ou nada esperar',
  suppressed: 'Suprimidas',
  suppressedValue: (messages) =>
    `${messages.text} ${plural(messages, { one: 'mensagem suprimida', many: 'de mensagens suprimidas', other: 'mensagens suprimidas' })} enquanto estava silenciado`,
  acknowledged: 'Assumido',
  acknowledgedValue: ({ who, since }) => `${who} está cuidando desde ${since}`,
  muted: 'Silenciado',
  mutedValue: ({ who, until }) => `${who} silenciou isto até ${until}`,
  mutedBefore: ({ who, until }) => `Não está mais silenciado: ${who} tinha silenciado isto até ${until}`,
  unknownTitle: '❔ Não pode mais ser avaliado',
  unknownDescription: ({ kind, why }) => `**${kind}**: ${why}`,
  unknownField: 'Não é mais avaliado',
  unknownValue: ({ why, since }) => `${why}, desde ${since}`,
  firingSince: 'Em alerta desde',
  lastKnown: 'Último estado conhecido',
  began: 'Começou',
  ended: 'Terminou',
  endedValue: ({ at, length }) => `${at}, após ${length}`,
  sentLate: 'Enviado com atraso',
  sentLateValue: 'O Discord estava inacessível enquanto durou',
  sentLateInCooldown: 'Terminou antes do intervalo entre mensagens',
  sentLateTimes: (times) =>
    `Aconteceu ${times.text} ${plural(times, { one: 'vez', many: 'de vezes', other: 'vezes' })} antes do fim do intervalo entre mensagens`,
};

export const recovery: Words['recovery'] = {
  title: '✅ Pipeline recuperado',
  errors: ({ before, after }) => `Taxa de resolução recuperada: ${before} → ${after}`,
  balance: ({ before, after }) => `Saldo recuperado: ${before} → ${after}`,
  queue: ({ before, after }) => `Fila recuperada: ${before} → ${after.text} ${plural(after, PENDING)}`,
  latency: ({ before, after }) => `Latência p95 recuperada: ${before} → ${after}`,
  threads: ({ before, after }) => `Threads recuperadas: ${before} → ${after}`,
  runway: ({ before, after }) => `Autonomia recuperada: ${before} → ${after}`,
  types: ({ type, before, after }) => `Tipo de CAPTCHA recuperado: ${type} ${before} → ${after} de falhas`,
  workers: ({ before, after }) =>
    `As tarefas voltaram a ser processadas: ${before} → ${after.text} ${plural(after, { one: 'pendente', many: 'pendentes', other: 'pendentes' })}`,
  silence: (length) => `Os resultados voltaram após ${length} sem nenhum`,
  provider: 'A CaptchaAI voltou a responder',
  other: 'O pipeline voltou ao normal',
  topUpTitle: '💚 Saldo recarregado',
  topUp: ({ before, after }) => `Saldo: **${before}** → **${after}**`,
  newRunway: 'Nova autonomia',
  runwayUnknown: 'Mais de 30 d, ou ainda não se sabe',
};
