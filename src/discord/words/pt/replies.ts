import type { Words } from '../words.ts';
import { MESSAGES, plural } from './plural.ts';

export const refusals: Words['refusals'] = {
  serverOnly: 'Use isto em um servidor.',
  notAllowed:
    'Este servidor não está na lista de quem opera este monitor, então ele não mostra nada aqui. Peça para incluí-lo.',
  starting: 'Ainda estou me conectando. Tente de novo em alguns segundos.',
  unknownCommand: 'Este comando não existe mais. Ele some quando o Discord tiver a nova lista.',
  oldButton: 'Este botão é de uma versão antiga. Use o comando: `/help` mostra todos.',
  missingPermission: (permissions) => `Você precisa da permissão ${permissions} para isto.`,
  noPicture: 'Falta o gráfico: o Discord não aceitou a imagem.',
  broken: (reference) => `Algo quebrou do nosso lado. Quem opera este bot encontra no registro sob ${reference}.`,
};

export const permissions: Words['permissions'] = {
  ViewChannel: 'Ver canal',
  SendMessages: 'Enviar mensagens',
  SendMessagesInThreads: 'Enviar mensagens em tópicos',
  EmbedLinks: 'Inserir links',
  AttachFiles: 'Anexar arquivos',
  ManageGuild: 'Gerenciar servidor',
};

export const buttons: Words['buttons'] = {
  mute1h: 'Silenciar 1 h',
  mute24h: 'Silenciar 24 h',
  acknowledge: 'Assumir',
  acknowledged: 'Assumido',
  details: 'Detalhes',
  topUp: 'Recarregar',
  sendTest: 'Enviar um alerta de teste',
  useWebhook: 'Usar o webhook',
};

export const mutes: Words['mutes'] = {
  muted: ({ scope, until, relative }) => `🔇 **${scope}** está silenciado até ${until} (${relative}).`,
  reason: (reason) => `Motivo: ${reason}.`,
  endEarly: '`/unmute` encerra antes.',
  summaryStays: 'O resumo diário vem mesmo assim.',
  unmutedAll: '🔔 Nada mais está silenciado.',
  unmuted: (scope) => `🔔 **${scope}** não está mais silenciado.`,
  title: '🔇 Silenciado agora',
  none: 'Nada está silenciado.',
  line: ({ scope, until, relative, who }) => `**${scope}** até ${until} (${relative}) por ${who}`,
  suggestion: ({ length, until }) => `${length}, até ${until}`,
};

export const incidents: Words['incidents'] = {
  title: '📒 Incidentes recentes',
  none: 'Nada aconteceu ainda.',
  ongoing: ({ when, kind, length, peak }) => `${when}: **${kind}** alerta há ${length}. No pior momento: ${peak}.`,
  over: ({ when, kind, length, peak }) => `${when}: **${kind}** alertou por ${length}. No pior momento: ${peak}.`,
  isOnIt: (who) => `${who} está cuidando.`,
  wasOnIt: (who) => `${who} cuidou.`,
  notNotified: 'Ninguém foi avisado.',
  changesTitle: 'Mudanças',
  noneBefore: 'nada',
  theDefault: 'o padrão',
  defaultValue: (value) => `o padrão ${value}`,
  muted: ({ who, scope, until }) => `${who} silenciou **${scope}** até ${until}.`,
  unmuted: ({ who, scope, until }) => `${who} tirou o silêncio de **${scope}**, que ia até ${until}.`,
  changed: ({ who, what, before, after }) => `${who} mudou **${what}** de ${before} para ${after}.`,
  tookOn: ({ who, kind }) => `${who} assumiu **${kind}**.`,
  settings: {
    channel: 'canal',
    mention: 'menção',
    mentionFrom: 'gravidade com menção',
    timeZone: 'fuso horário',
    summaryTime: 'hora do resumo',
  },
  webhook: 'o webhook',
  began: 'Começou',
  ended: 'Terminou',
  peak: 'Máximo',
  stillOn: 'Ainda não terminou',
};

export const limits: Words['limits'] = {
  title: '🎚️ Limites',
  own: 'definido aqui',
  unused: (value) => `${value}, definido aqui, não é compatível e não é usado`,
  footerHint: '`/threshold kind value` muda um para este servidor, o valor `default` o devolve.',
  changed: ({ name, before, after }) => `🎚️ ${name}: ${before} → **${after}**.`,
  unchanged: ({ name, value }) => `🎚️ ${name} é **${value}**.`,
  cooldown: (length) => `⏱️ Entre mensagens de um tipo passam no mínimo **${length}**.`,
  cooldownChanged: ({ before, after }) => `⏱️ Intervalo: ${before} → **${after}**.`,
  notANumber: (text) => `${text} não é um número. Escreva um como 15, ou \`default\`.`,
  needsKind: 'Diga qual limite mudar: escolha um em `kind`.',
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
  description: (who) => `${who} está conferindo se os alertas chegam aqui. Está tudo bem.`,
  severities: { warning: 'Aviso', error: 'Crítico' },
  arrived: (place) => `🧪 O alerta de teste chegou em ${place}.`,
  pinged: (whom) => `Ele avisou ${whom}.`,
  pingsNobody: 'Ele não avisa ninguém: `/setup` escolhe quem um alerta crítico avisa.',
  belowPing: 'Um alerta desta gravidade não avisa ninguém.',
  cannotPing: (role) => `${role} apareceu sem ser avisado: torne o cargo mencionável ou dê ao bot «Mencionar todos».`,
  retrying: 'O Discord ainda não aceitou. Está salvo e será tentado até chegar.',
  waiting: (messages) =>
    `Está salvo e espera atrás de ${messages.text} ${plural(messages, MESSAGES)} que o Discord ainda não aceitou.`,
  refused: (why) => `❌ O alerta de teste não chegou: ${why}.`,
  theWebhook: 'o canal do webhook',
};

export const explain: Words['explain'] = {
  title: (code) => `📖 ${code}`,
  advice: 'O que fazer',
  whoActs: 'De quem é a vez',
  unknown: (code) =>
    `${code} não é um código que a CaptchaAI descreve. É contado e mostrado como está; talvez um erro de digitação.`,
  classes: {
    account: 'Sua, agora: trata-se da conta',
    capacity: 'Sua: o plano permite menos por vez',
    caller: 'Sua: a requisição está errada',
    proxy: 'Sua: o proxy não funciona',
    solver: 'De ninguém: algumas tarefas falham; olhe quando forem muitas',
    outage: 'Da CaptchaAI: espere',
    none: 'De ninguém: não é uma falha',
  },
};

export const help: Words['help'] = {
  title: '🛟 Monitor da CaptchaAI',
  description:
    'Eu vigio um pipeline que resolve CAPTCHAs e aviso quando algo está errado. Eu mesmo nunca resolvo nenhum.',
  everyone: 'Para todos',
  managers: 'Para quem pode gerenciar o servidor',
};
