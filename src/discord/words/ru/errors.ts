import type { Words } from '../words.ts';

const thresholdProblems = {
  balanceOrder: 'Критический баланс не должен быть выше баланса для предупреждения.',
  errorsClear:
    'Доля ошибок, при которой всё снова в порядке, не должна быть выше той, что вызывает тревогу: тревога кончалась бы, пока она ещё длится.',
  typesClear:
    'Доля ошибок типа CAPTCHA, при которой всё снова в порядке, не должна быть выше той, что вызывает тревогу: тревога кончалась бы, пока она ещё длится.',
  queueClear: 'Очередь должна восстанавливаться на пороге или ниже, то есть не выше 100 процентов.',
  latencyClear:
    'Задержка, при которой всё снова в порядке, не должна быть выше той, что вызывает тревогу: тревога кончалась бы, пока она ещё длится.',
  runwayOrder: 'Критический запас не должен быть длиннее запаса для предупреждения.',
  runwayClear:
    'Запас, при котором всё снова в порядке, не должен быть короче того, что вызывает тревогу: тревога кончалась бы, пока она ещё длится.',
};

export const errors: Words['errors'] = {
  badDuration: ({ text }) => `${text} — недопустимое время. Примеры: 30m, 2 hours, 1.5h, until tomorrow 9:00.`,
  badLength: ({ text }) => `${text} — недопустимая длительность. Примеры: 30m, 2h, 1d12h.`,
  badMoment: ({ text }) => `${text} — не время в прошлом. Примеры: 14:07, 2h ago, yesterday 9:00, 2026-11-23 14:07.`,
  durationTooLong: ({ text, longest }) => `${text} — слишком долго. Максимум: ${longest}.`,
  unknownThreshold: ({ name }) => `${name} — не порог. Выберите из списка.`,
  thresholdOutOfRange: ({ name, min, most }) => `${name}: от ${min} до ${most}.`,
  thresholdsConflict: ({ problem }) => thresholdProblems[problem],
  nothingMuted: () => 'Ничего не заглушено.',
  kindNotMuted: ({ scope }) => `${scope} не заглушено. \`/mutes\` покажет, что заглушено сейчас.`,
  onlyAllMuted: () => 'Все оповещения заглушены вместе. `/unmute` без вида снимет это.',
  alreadyAcknowledged: ({ by }) => `Этим инцидентом уже занимается ${by}.`,
  notAcknowledged: () => 'Этим инцидентом никто не занимается.',
  mayNotAcknowledge: ({ role }) => `Здесь брать на себя могут только участники с ролью ${role}.`,
  incidentEnded: () => 'Этот инцидент уже закончился.',
  unknownIncident: () => 'Этот инцидент не найден. Возможно, он удалён.',
  unknownPipeline: ({ name, known }) => `${name} — не конвейер. Доступны: ${known}.`,
  badTimeZone: ({ text }) => `${text} — не часовой пояс.`,
  zoneLetters: ({ text }) => `${text} — сокращение нескольких часовых поясов, и оно не говорит, когда переводят часы.`,
  pickZone: () => 'Выберите город, например Europe/Berlin.',
  badWeekdays: ({ text }) => `${text} — не дни недели. Примеры: mon-fri, sat, weekend, daily.`,
  badTimeOfDay: ({ text }) => `${text} — не время суток. Примеры: 22:00, 7:30, 10pm.`,
  badKinds: ({ text, known }) => `${text} — не вид оповещений. Доступны: ${known}.`,
  quietNeedsTimes: () => 'Для тихих часов нужны и `from`, и `to`.',
  quietBoth: () => 'Либо добавьте тихие часы, либо удалите.',
  quietTwice: () => 'Такие тихие часы уже есть.',
  quietEndless: ({ kinds }) =>
    `С ними ${kinds} молчит всегда. Используйте \`/mute\` или выключите оповещение через \`/threshold\`.`,
  tooManyQuiet: ({ most }) => `Их может быть не больше ${most}. Сначала удалите одни.`,
  unknownQuiet: ({ text }) => `${text} — таких тихих часов нет. \`/quiet\` показывает все.`,
  badAfter: ({ text }) => `${text} не подходит: шаг бывает от 1 минуты до 24 часов после оповещения.`,
  stepNeedsTarget: () => 'Шагу нужен адресат: `mention`, `channel`, `direct_message` или `receiver`.',
  unknownReceiver: ({ name, known }) => `${name} — не получатель. Есть: ${known}.`,
  stepTwice: () => 'Такой шаг уже есть.',
  tooManySteps: ({ most }) => `Их может быть не больше ${most}. Сначала удалите один.`,
  unknownStep: ({ text }) => `${text} — такого шага нет. \`/escalation\` покажет все.`,
  stepBoth: () => 'Либо добавьте шаг, либо удалите.',
  stepNeedsAfter: () => 'Шагу нужно время: `after:5m`.',
  onCallAlready: ({ who }) => `${who} уже в списке.`,
  notOnCall: ({ who }) => `${who} нет в списке.`,
  tooManyPeople: ({ most }) => `Дежурить по очереди могут не больше ${most} человек.`,
  nobodyOnCall: () => 'Дежурных пока нет. Сначала добавьте кого-нибудь.',
  coverNeedsUntil: () =>
    '`cover` и `until` указываются вместе; один `until` меняет конец замены, а `until:now` завершает её.',
  noDestination: () => 'У оповещений пока нет назначения. Выберите канал через `/setup`.',
  notSaved: () => 'Не удалось сохранить. Ничего не изменилось. Попробуйте ещё раз.',
  overloaded: () => 'Монитор перегружен. Ничего не сохранено. Попробуйте чуть позже.',
  tooManyCharts: () => 'Графика нет: их запросили слишком много сразу. Попробуйте чуть позже.',
};
