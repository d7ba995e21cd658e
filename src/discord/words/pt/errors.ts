import type { Words } from '../words.ts';

const thresholdProblems = {
  balanceOrder: 'O saldo crítico não pode ficar acima do de aviso.',
  errorsClear:
    'A taxa de erros que conta como recuperada não pode ficar acima da que alerta: um alerta acabaria enquanto ainda dura.',
  typesClear:
    'A taxa de erros de um tipo de CAPTCHA que conta como recuperada não pode ficar acima da que alerta: um alerta acabaria enquanto ainda dura.',
  queueClear: 'A fila precisa se recuperar no limite ou abaixo dele, portanto no máximo a 100 por cento.',
  latencyClear:
    'A latência que conta como recuperada não pode ficar acima da que alerta: um alerta acabaria enquanto ainda dura.',
  runwayOrder: 'A autonomia crítica não pode ser maior que a de aviso.',
  runwayClear:
    'A autonomia que conta como recuperada não pode ser menor que a que alerta: um alerta acabaria enquanto ainda dura.',
};

export const errors: Words['errors'] = {
  badDuration: ({ text }) => `${text} não é um tempo válido. Exemplos: 30m, 2 hours, 1.5h, until tomorrow 9:00.`,
  badLength: ({ text }) => `${text} não é uma duração válida. Exemplos: 30m, 2h, 1d12h.`,
  badMoment: ({ text }) =>
    `${text} não é um momento passado. Exemplos: 14:07, 2h ago, yesterday 9:00, 2026-11-23 14:07.`,
  durationTooLong: ({ text, longest }) => `${text} é longo demais. O máximo é ${longest}.`,
  unknownThreshold: ({ name }) => `${name} não é um limite. Escolha um da lista.`,
  thresholdOutOfRange: ({ name, min, most }) => `${name} precisa estar entre ${min} e ${most}.`,
  thresholdsConflict: ({ problem }) => thresholdProblems[problem],
  nothingMuted: () => 'Nada está silenciado.',
  kindNotMuted: ({ scope }) => `${scope} não está silenciado. \`/mutes\` mostra os silêncios ativos.`,
  onlyAllMuted: () => 'Todos os alertas estão silenciados juntos. `/unmute` sem tipo encerra isso.',
  alreadyAcknowledged: ({ by }) => `${by} já assumiu este incidente.`,
  notAcknowledged: () => 'Ninguém assumiu este incidente.',
  mayNotAcknowledge: ({ role }) => `Aqui só membros com o cargo ${role} podem assumir.`,
  incidentEnded: () => 'Este incidente já terminou.',
  unknownIncident: () => 'Este incidente não foi encontrado. Talvez tenha sido apagado.',
  unknownPipeline: ({ name, known }) => `${name} não é um pipeline. Disponíveis: ${known}.`,
  badTimeZone: ({ text }) => `${text} não é um fuso horário.`,
  zoneLetters: ({ text }) => `${text} abrevia vários fusos horários e não diz quando o relógio muda.`,
  pickZone: () => 'Escolha uma cidade, como Europe/Berlin.',
  badWeekdays: ({ text }) => `${text} não nomeia dias da semana. Exemplos: mon-fri, sat, weekend, daily.`,
  badTimeOfDay: ({ text }) => `${text} não é uma hora do dia. Exemplos: 22:00, 7:30, 10pm.`,
  badKinds: ({ text, known }) => `${text} não é um tipo de alerta. Disponíveis: ${known}.`,
  quietNeedsTimes: () => 'Horas de silêncio precisam de `from` e `to`.',
  quietBoth: () => 'Ou adicione horas de silêncio, ou remova.',
  quietTwice: () => 'Essas horas de silêncio já existem.',
  quietEndless: ({ kinds }) =>
    `Com elas, ${kinds} ficaria em silêncio para sempre. Use \`/mute\`, ou desligue o alerta com \`/threshold\`.`,
  tooManyQuiet: ({ most }) => `Pode haver no máximo ${most}. Remova uma antes.`,
  unknownQuiet: ({ text }) => `${text} não é nenhuma das horas de silêncio. \`/quiet\` as mostra.`,
  badAfter: ({ text }) => `${text} não serve: um passo vem de 1 minuto a 24 horas depois do alerta.`,
  stepNeedsTarget: () => 'Um passo precisa de alguém: `mention`, `channel`, `direct_message` ou `receiver`.',
  unknownReceiver: ({ name, known }) => `${name} não é um destinatário. Disponíveis: ${known}.`,
  stepTwice: () => 'Esse passo já existe.',
  tooManySteps: ({ most }) => `Pode haver no máximo ${most}. Remova um primeiro.`,
  unknownStep: ({ text }) => `${text} não é nenhum dos passos. \`/escalation\` mostra todos.`,
  stepBoth: () => 'Adicione um passo ou remova um, não os dois.',
  stepNeedsAfter: () => 'Um passo precisa de um tempo: `after:5m`.',
  onCallAlready: ({ who }) => `${who} já está na lista.`,
  notOnCall: ({ who }) => `${who} não está na lista.`,
  tooManyPeople: ({ most }) => `No máximo ${most} pessoas podem se revezar.`,
  nobodyOnCall: () => 'Ainda não há turnos. Adicione alguém primeiro.',
  coverNeedsUntil: () =>
    '`cover` e `until` andam juntos; `until` sozinho muda até quando vai a substituição, e `until:now` a encerra.',
  noDestination: () => 'Os alertas ainda não têm destino. Escolha um canal com `/setup`.',
  notSaved: () => 'Não foi possível salvar. Nada mudou. Tente de novo.',
  overloaded: () => 'O monitor está sobrecarregado. Nada foi salvo. Tente de novo em instantes.',
  tooManyCharts: () => 'Falta o gráfico: foram pedidos gráficos demais ao mesmo tempo. Tente de novo em instantes.',
};
