import type { Words } from '../words.ts';

const limitProblems = {
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
  badDuration: ({ text }) => `Não entendo ${text} como tempo. Tente 30m, 2 hours, 1.5h ou until tomorrow 9:00.`,
  badLength: ({ text }) => `Não entendo ${text} como duração. Tente 30m, 2h ou 1d12h.`,
  durationTooLong: ({ text, longest }) => `${text} é longo demais. O máximo é ${longest}.`,
  unknownLimit: ({ name }) => `${name} não é um limite. Escolha um da lista.`,
  limitOutOfRange: ({ name, min, most }) => `${name} precisa estar entre ${min} e ${most}.`,
  limitsConflict: ({ problem }) => limitProblems[problem],
  nothingMuted: () => 'Nada está silenciado.',
  kindNotMuted: ({ scope }) => `${scope} não está silenciado. \`/mutes\` mostra o que está.`,
  onlyAllMuted: () => 'Tudo está silenciado junto: `/unmute` sem tipo encerra isso.',
  alreadyAcknowledged: ({ by }) => `${by} já está cuidando.`,
  incidentEnded: () => 'Isto já terminou.',
  unknownIncident: () => 'Este incidente não é mais conhecido aqui.',
  unknownPipeline: ({ name, known }) => `${name} não é um pipeline. Existe: ${known}.`,
  badTimeZone: ({ text }) => `${text} não é um fuso horário.`,
  zoneLetters: ({ text }) => `${text} abrevia vários fusos horários e não diz quando o relógio muda.`,
  pickZone: () => 'Escolha uma cidade, como Europe/Berlin.',
  noDestination: () => 'Os alertas ainda não têm destino: escolha um canal com `/setup`.',
  notSaved: () => 'Não foi possível salvar. Nada mudou; tente de novo.',
  overloaded: () => 'Coisas demais esperam para ser salvas. Tente de novo em instantes.',
};
