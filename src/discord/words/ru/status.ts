import type { Words } from '../words.ts';
import { plural } from './plural.ts';

export const status: Words['status'] = {
  title: '🔎 Состояние конвейера',
  lastResult: 'Последний результат',
  late: (length) => `Результаты приходят с опозданием на ${length}: проверьте часы воркеров`,
  tooManyCodes: (codes) =>
    `Более ${codes.text} ${plural(codes, { one: 'кода ошибки', few: 'разных кодов ошибок', many: 'разных кодов ошибок', other: 'разных кодов ошибок' })} за час: остальные считаются как \`(other)\``,
  tooManyTypes: (types) =>
    `Более ${types.text} ${plural(types, { one: 'типа CAPTCHA', few: 'разных типов CAPTCHA', many: 'разных типов CAPTCHA', other: 'разных типов CAPTCHA' })} за час: остальные считаются как \`(other)\``,
  lastDelivery: 'Последняя доставка',
  goTo: 'Куда идут оповещения',
  mutedField: 'Без звука',
  noneYet: 'Пока нет',
  why: {
    noReading: 'пока ничего не сообщено',
    stale: 'последние данные слишком стары',
    notReadable: 'очередь не читается',
    tooFewResults: 'слишком мало результатов для оценки',
    tooLittleHistory: 'слишком мало истории для оценки',
    switchedOff: 'выключено',
    notSureYet: 'один сбой, пока не подтверждён',
    ownNetwork: 'Discord тоже недоступен, значит проблема в нашей сети',
    covered: 'тревога по доле ошибок всего конвейера',
  },
  heldByCause: 'подавлено: оповещение о причине отправлено',
  noDestination: 'не отправлено: нет назначения',
  awaitingClear: 'в порядке, восстановление пока не подтверждено',
  heldBack: (messages) =>
    ` (${plural(messages, { one: `подавлено ${messages.text} сообщение`, few: `подавлено ${messages.text} сообщения`, many: `подавлено ${messages.text} сообщений`, other: `подавлено ${messages.text} сообщения` })})`,
  mutedUntil: ({ until, who, held }) => `, без звука до ${until}, кем: ${who}${held}`,
  firingSince: (at) => `тревога с ${at}`,
  openSince: (at) => `открыто с ${at}`,
  cannotBeJudged: (why) => `больше нельзя оценить: ${why}`,
  lastSent: (at) => `последняя отправка ${at}`,
  isOnIt: (who) => `занимается ${who}`,
  waiting: ({ messages, since, why }) =>
    `${plural(messages, { one: `${messages.text} сообщение ждёт`, few: `${messages.text} сообщения ждут`, many: `${messages.text} сообщений ждут`, other: `${messages.text} сообщения ждут` })} с ${since}${why}`,
  gaveUp: ({ at, why }) => `Не доставлено ${at}: ${why}`,
  nowhere: (why) => `Никуда: ${why}`,
  elsewhere: (why) => `Пока запасное назначение: ${why}`,
  pingFailed: (why) => `Упоминания не работают: ${why}`,
  nowhereYet: 'Пока никуда: используйте `/setup`',
  webhook: 'Вебхук',
  toWithPing: ({ place, whom }) => `${place}, критические оповещения зовут ${whom}`,
  toWithPingFromWarning: ({ place, whom }) => `${place}, все оповещения зовут ${whom}`,
  muteLine: ({ scope, until, who, why }) => `**${scope}** до ${until}, кем: ${who}${why}`,
};

export const balance: Words['balance'] = {
  title: '💰 Баланс CaptchaAI',
  notRead: 'Баланс ещё не прочитан',
  read: ({ balance, when }) => `Баланс CaptchaAI: **${balance}**, прочитан ${when}`,
  threshold: 'Порог',
  criticalBelow: 'Критично ниже',
  switchedOff: 'Выключено',
  runway: 'Запас',
  runwayValue: ({ length, sure }) => `${length} (уверенность: ${sure})`,
  provider: 'Проблема с CaptchaAI',
  providerValue: ({ code, since, meaning, advice, next }) => `${code}${since}: ${meaning}. ${advice}.${next}`,
  since: (when) => `, с ${when}`,
  nextTry: (when) => ` Следующая попытка ${when}.`,
};

export const summary: Words['summary'] = {
  dailyTitle: '📈 Итоги дня по CAPTCHA',
  titles: {
    today: '📈 Итоги CAPTCHA: сегодня',
    yesterday: '📈 Итоги CAPTCHA: вчера',
    '24h': '📈 Итоги CAPTCHA: последние 24 часа',
    '7d': '📈 Итоги CAPTCHA: последние 7 дней',
    '30d': '📈 Итоги CAPTCHA: последние 30 дней',
  },
  processed: (tasks) =>
    plural(tasks, {
      one: `Обработана **${tasks.text}** задача`,
      few: `Обработаны **${tasks.text}** задачи`,
      many: `Обработано **${tasks.text}** задач`,
      other: `Обработано **${tasks.text}** задачи`,
    }),
  successRate: 'Доля решённых',
  latency: 'Средняя задержка',
  cost: 'Стоимость',
  errors: 'Ошибки',
  balance: 'Баланс',
  peakQueue: 'Пик очереди',
  noData: 'Нет данных',
  notReported: 'Не указано',
  percentiles: 'Задержка p50 / p95 / p99',
  byCode: 'Ошибки по кодам',
  period: 'Период',
  against: 'По сравнению с предыдущим периодом',
  tasks: 'Задачи',
  wasBefore: (value) => `было: ${value}`,
  points: (n) => `${n} п. п.`,
  late: 'Отправлено поздно',
  lateValue: (due) => `Срок был ${due}, когда монитор не работал`,
};
