import type { Words } from '../words.ts';
import { MESSAGES, plural } from './plural.ts';

export const refusals: Words['refusals'] = {
  serverOnly: 'Используйте это на сервере.',
  notAllowed:
    'Этого сервера нет в списке тех, кто ведёт монитор, поэтому здесь он ничего не показывает. Попросите добавить его.',
  starting: 'Я ещё подключаюсь. Попробуйте через несколько секунд.',
  unknownCommand: 'Этой команды больше нет. Она исчезнет, когда Discord получит новый список.',
  oldButton: 'Эта кнопка от старой версии. Используйте команду: их перечисляет `/help`.',
  missingPermission: (permissions) => `Для этого нужно право «${permissions}».`,
  noPicture: 'Графика нет: Discord не принял изображение.',
  broken: (reference) => `У нас что-то сломалось. Тот, кто ведёт бота, найдёт это в журнале под ${reference}.`,
};

export const permissions: Words['permissions'] = {
  ViewChannel: 'Просмотр канала',
  SendMessages: 'Отправка сообщений',
  SendMessagesInThreads: 'Отправка сообщений в ветках',
  EmbedLinks: 'Встраивание ссылок',
  AttachFiles: 'Прикрепление файлов',
  ManageGuild: 'Управление сервером',
};

export const buttons: Words['buttons'] = {
  mute1h: 'Тишина 1 ч',
  mute24h: 'Тишина 24 ч',
  acknowledge: 'Займусь',
  acknowledged: 'В работе',
  details: 'Подробнее',
  topUp: 'Пополнить',
  sendTest: 'Отправить пробное',
  useWebhook: 'Использовать вебхук',
};

export const mutes: Words['mutes'] = {
  muted: ({ scope, until, relative }) => `🔇 **${scope}**: без звука до ${until} (${relative}).`,
  reason: (reason) => `Причина: ${reason}.`,
  endEarly: '`/unmute` снимет это раньше.',
  summaryStays: 'Итоги дня всё равно придут.',
  unmutedAll: '🔔 Больше ничего не заглушено.',
  unmuted: (scope) => `🔔 **${scope}**: звук снова включён.`,
  title: '🔇 Сейчас без звука',
  none: 'Ничего не заглушено.',
  line: ({ scope, until, relative, who }) => `**${scope}** до ${until} (${relative}), кем: ${who}`,
  suggestion: ({ length, until }) => `${length}, до ${until}`,
};

export const incidents: Words['incidents'] = {
  title: '📒 Недавние инциденты',
  none: 'Пока ничего не случалось.',
  ongoing: ({ when, kind, length, peak }) => `${when}: **${kind}** — тревога уже ${length}. Худшее значение: ${peak}.`,
  over: ({ when, kind, length, peak }) => `${when}: **${kind}** — тревога длилась ${length}. Худшее значение: ${peak}.`,
  isOnIt: (who) => `Этим занимается ${who}.`,
  wasOnIt: (who) => `Этим занимался(ась) ${who}.`,
  notNotified: 'Никому не сообщено.',
  changesTitle: 'Изменения',
  noneBefore: 'ничего',
  theDefault: 'по умолчанию',
  defaultValue: (value) => `${value} (по умолчанию)`,
  muted: ({ who, scope, until }) => `${who}: **${scope}** заглушено до ${until}.`,
  unmuted: ({ who, scope, until }) => `${who}: тишина для **${scope}** снята, она длилась бы до ${until}.`,
  changed: ({ who, what, before, after }) => `${who}: **${what}** — было ${before}, стало ${after}.`,
  tookOn: ({ who, kind }) => `${who} берёт на себя: **${kind}**.`,
  settings: {
    channel: 'канал',
    mention: 'кого звать',
    mentionFrom: 'с какой важности звать',
    timeZone: 'часовой пояс',
    summaryTime: 'время итогов',
  },
  webhook: 'вебхук',
  began: 'Начало',
  ended: 'Конец',
  peak: 'Пик',
  stillOn: 'Ещё не закончилось',
};

export const limits: Words['limits'] = {
  title: '🎚️ Пороги',
  own: 'задано здесь',
  unused: (value) => `заданное здесь значение ${value} не подходит и не действует`,
  footerHint: '`/threshold kind value` меняет один для этого сервера, значение `default` возвращает его.',
  changed: ({ name, before, after }) => `🎚️ ${name}: ${before} → **${after}**.`,
  unchanged: ({ name, value }) => `🎚️ ${name}: **${value}**.`,
  cooldown: (length) => `⏱️ Между сообщениями одного вида не меньше **${length}**.`,
  cooldownChanged: ({ before, after }) => `⏱️ Пауза: ${before} → **${after}**.`,
  notANumber: (text) => `${text} — не число. Напишите, например, 15 или \`default\`.`,
  needsKind: 'Скажите, какой порог менять: выберите его в `kind`.',
  named: ({ kind, label }) => `${kind}: ${label}`,
  range: ({ min, most }) => `от ${min} до ${most}`,
  stays: ({ name, value }) => `${name}: остаётся ${value}.`,
  changeFirst: ({ name, value }) => `${name}: сейчас ${value}. Сначала измените это.`,
  isSwitch: (name) => `${name}: либо \`on\`, либо \`off\`.`,
  on: 'включено',
  off: 'выключено',
};

export const test: Words['test'] = {
  title: (severity) => `🧪 Пробное оповещение (${severity})`,
  description: (who) => `${who} проверяет, доходят ли сюда оповещения. Всё в порядке.`,
  severities: { warning: 'Предупреждение', error: 'Критическое' },
  arrived: (place) => `🧪 Пробное оповещение дошло: ${place}.`,
  pinged: (whom) => `Позвало ${whom}.`,
  pingsNobody: 'Оно никого не зовёт: `/setup` выбирает, кого зовёт критическое оповещение.',
  belowPing: 'Оповещение такой важности никого не зовёт.',
  cannotPing: (role) => `${role} показана, но не позвана: разрешите упоминать роль или дайте боту «Упоминание всех».`,
  retrying: 'Discord пока не принял его. Оно сохранено и будет отправляться, пока не дойдёт.',
  waiting: (messages) =>
    `Оно сохранено и ждёт, пока Discord примет ещё ${messages.text} ${plural(messages, MESSAGES)} перед ним.`,
  refused: (why) => `❌ Пробное оповещение не дошло: ${why}.`,
  theWebhook: 'канал вебхука',
};

export const explain: Words['explain'] = {
  title: (code) => `📖 ${code}`,
  advice: 'Что делать',
  whoActs: 'Чей ход',
  unknown: (code) =>
    `${code} — не код из описания CaptchaAI. Он учитывается и показывается как есть; возможно, это опечатка.`,
  classes: {
    account: 'Ваш, сейчас: дело в аккаунте',
    capacity: 'Ваш: тариф позволяет меньше сразу',
    caller: 'Ваш: запрос неверен',
    proxy: 'Ваш: прокси не работает',
    solver: 'Ничей: часть задач не решается; посмотрите, если их много',
    outage: 'CaptchaAI: подождите',
    none: 'Ничей: это не сбой',
  },
};

export const help: Words['help'] = {
  title: '🛟 Монитор CaptchaAI',
  description: 'Я слежу за конвейером, решающим CAPTCHA, и сообщаю, если что-то не так. Сам я их не решаю.',
  everyone: 'Для всех',
  managers: 'Для тех, кто может управлять сервером',
};
