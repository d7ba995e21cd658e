import type { Words } from '../words.ts';
import { MESSAGES, plural } from './plural.ts';

export const refusals: Words['refusals'] = {
  serverOnly: 'Use isto em um servidor.',
  notAllowed: 'Este servidor não tem permissão para usar este monitor. Peça ao operador para incluí-lo.',
  starting: 'Ainda estou me conectando. Tente de novo em alguns segundos.',
  unknownCommand: 'Este comando foi removido. Ele some quando o Discord tiver a nova lista de comandos.',
  oldButton: 'Este botão é de uma versão antiga. Use um comando: `/help` mostra todos.',
  missingPermission: (permissions) => `Você precisa da permissão ${permissions} para isto.`,
  noPicture: 'Falta o gráfico: o Discord não aceitou a imagem.',
  chartFailed: 'Falta o gráfico: não foi possível desenhá-lo.',
  broken: (reference) => `Algo deu errado. Peça ao operador para procurar ${reference} no registro.`,
};

export const permissions: Words['permissions'] = {
  ViewChannel: 'Ver canal',
  SendMessages: 'Enviar mensagens',
  SendMessagesInThreads: 'Enviar mensagens em tópicos',
  CreatePublicThreads: 'Criar tópicos públicos',
  EmbedLinks: 'Inserir links',
  AttachFiles: 'Anexar arquivos',
  ManageGuild: 'Gerenciar servidor',
};

export const buttons: Words['buttons'] = {
  mute1h: 'Silenciar 1 h',
  mute24h: 'Silenciar 24 h',
  acknowledge: 'Assumir',
  details: 'Detalhes',
  topUp: 'Recarregar',
  sendTest: 'Enviar um alerta de teste',
  useWebhook: 'Usar o webhook',
  asTheServer: 'Como para o servidor',
};

export const mutes: Words['mutes'] = {
  muted: ({ scope, until, relative }) => `🔇 **${scope}** está silenciado até ${until} (${relative}).`,
  reason: (reason) => `Motivo: ${reason}.`,
  endEarly: '`/unmute` encerra antes.',
  summaryStays: 'O resumo diário continua sendo enviado.',
  unmutedAll: '🔔 Todos os silêncios terminaram.',
  unmuted: (scope) => `🔔 O silêncio de **${scope}** terminou.`,
  title: '🔇 Silêncios ativos',
  none: 'Nada está silenciado.',
  line: ({ scope, until, relative, who }) => `**${scope}** até ${until} (${relative}) por ${who}`,
  suggestion: ({ length, until }) => `${length}, até ${until}`,
};

export const incidents: Words['incidents'] = {
  title: '📒 Incidentes recentes',
  none: 'Ainda não há incidentes.',
  ongoing: ({ when, kind, length, peak }) => `${when}: **${kind}** alerta há ${length}. Máximo: ${peak}.`,
  over: ({ when, kind, length, peak }) => `${when}: **${kind}** alertou por ${length}. Máximo: ${peak}.`,
  isOnIt: (who) => `${who} assumiu.`,
  wasOnIt: (who) => `${who} tinha assumido.`,
  notNotified: 'Ninguém foi avisado.',
  changesTitle: 'Mudanças',
  noneBefore: 'nada',
  theDefault: 'o padrão',
  defaultValue: (value) => `o padrão ${value}`,
  muted: ({ who, scope, until }) => `${who} silenciou **${scope}** até ${until}.`,
  unmuted: ({ who, scope, until }) => `${who} tirou o silêncio de **${scope}**, que ia até ${until}.`,
  changed: ({ who, what, before, after }) => `${who} mudou **${what}** de ${before} para ${after}.`,
  tookOn: ({ who, kind }) => `${who} assumiu **${kind}**.`,
  quietAdded: ({ who, hours }) => `${who} adicionou horas de silêncio: ${hours}.`,
  quietRemoved: ({ who, hours }) => `${who} removeu horas de silêncio: ${hours}.`,
  quietRestored: (who) => `${who} restaurou as horas de silêncio das configurações.`,
  settings: {
    channel: 'canal',
    mention: 'menção',
    mentionFrom: 'gravidade com menção',
    acknowledgeRole: 'quem pode assumir',
    timeZone: 'fuso horário',
    summaryTime: 'hora do resumo',
    liveStatus: 'status ao vivo',
    silent: 'enviado em silêncio',
    format: 'forma dos alertas',
    threads: 'tópicos',
  },
  webhook: 'o webhook',
  began: 'Começou',
  ended: 'Terminou',
  peak: 'Máximo',
  stillOn: 'Em andamento',
};

export const thresholds: Words['thresholds'] = {
  title: '🎚️ Limites',
  own: 'definido aqui',
  unused: (value) => `${value}, definido aqui, não é usado: não combina com os outros limites`,
  footerHint: '`/threshold kind value` muda um limite para este servidor. O valor `default` restaura o padrão.',
  changed: ({ name, before, after }) => `🎚️ ${name}: ${before} → **${after}**.`,
  unchanged: ({ name, value }) => `🎚️ ${name} é **${value}**.`,
  cooldown: (length) => `⏱️ Intervalo: no mínimo **${length}** entre duas mensagens de um tipo.`,
  cooldownChanged: ({ before, after }) => `⏱️ Intervalo: ${before} → **${after}**.`,
  notANumber: (text) => `${text} não é um número. Use um número como 15, ou \`default\`.`,
  needsKind: 'Escolha o limite a mudar em `kind`.',
  named: ({ kind, label }) => `${kind}: ${label}`,
  range: ({ min, most }) => `de ${min} a ${most}`,
  stays: ({ name, value }) => `${name} continua em ${value}.`,
  changeFirst: ({ name, value }) => `${name} agora é ${value}: mude isso primeiro.`,
  isSwitch: (name) => `${name} é \`on\` ou \`off\`.`,
  on: 'ligado',
  off: 'desligado',
};

export const test: Words['test'] = {
  title: (severity) => `🧪 Alerta de teste (${severity})`,
  description: (who) => `${who} está testando se os alertas chegam aqui. Está tudo bem.`,
  severities: { warning: 'Aviso', critical: 'Crítico' },
  arrived: (place) => `🧪 O alerta de teste chegou em ${place}.`,
  pinged: (whom) => `Ele avisou ${whom}.`,
  pingsNobody: 'Ele não avisa ninguém. Escolha em `/setup` quem os alertas críticos avisam.',
  belowPing: 'Alertas desta gravidade não avisam ninguém.',
  cannotPing: (role) => `${role} apareceu sem ser avisado: torne o cargo mencionável ou dê ao bot «Mencionar todos».`,
  retrying: 'O Discord ainda não aceitou. Está salvo, e o bot tenta até chegar.',
  waiting: (messages) =>
    `Está salvo e espera atrás de ${messages.text} ${plural(messages, MESSAGES)} que o Discord ainda não aceitou.`,
  refused: (why) => `❌ O alerta de teste não chegou: ${why}.`,
  theWebhook: 'o canal do webhook',
  toReceivers: (names) => `Ele também vai para ${names}: \`/status\` diz se chegou.`,
};

export const explain: Words['explain'] = {
  title: (code) => `📖 ${code}`,
  advice: 'O que fazer',
  whoActs: 'Quem deve agir',
  unknown: (code) =>
    `${code} não é um código que a CaptchaAI descreve. É contado e mostrado como está. Confira se há um erro de digitação.`,
  classes: {
    account: 'Você, agora: o problema é a conta',
    capacity: 'Você: o plano permite menos tarefas por vez',
    caller: 'Você: a requisição está errada',
    proxy: 'Você: o proxy não funciona',
    solver: 'Ninguém: algumas tarefas falham. Olhe se forem muitas',
    outage: 'CaptchaAI: espere',
    none: 'Ninguém: não é uma falha',
  },
};

export const help: Words['help'] = {
  title: '🛟 Monitor da CaptchaAI',
  description: 'Eu vigio um pipeline que resolve CAPTCHAs e aviso quando algo está errado. Eu nunca resolvo CAPTCHAs.',
  everyone: 'Para todos',
  managers: 'Para quem pode gerenciar o servidor',
};
