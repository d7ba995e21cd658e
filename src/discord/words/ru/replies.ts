import type { Words } from '../words.ts';
import { MESSAGES, plural } from './plural.ts';

export const refusals: Words['refusals'] = {
  serverOnly: 'Используйте это на сервере.',
  notAllowed: 'Этому серверу не разрешено пользоваться монитором. Попросите оператора добавить его.',
  starting: 'Я ещё подключаюсь. Попробуйте через несколько секунд.',
  unknownCommand: 'Эта команда удалена. Она исчезнет, когда Discord получит новый список команд.',
  oldButton: 'Эта кнопка от старой версии. Используйте команду: их перечисляет `/help`.',
  missingPermission: (permissions) => `Для этого нужно право «${permissions}».`,
  noPicture: 'Графика нет: Discord не принял изображение.',
  chartFailed: 'Графика нет: его не удалось нарисовать.',
  broken: (reference) => `Что-то пошло не так. Попросите оператора найти ${reference} в журнале.`,
};

export const permissions: Words['permissions'] = {
  ViewChannel: 'Просмотр канала',
  SendMessages: 'Отправка сообщений',
  SendMessagesInThreads: 'Отправка сообщений в ветках',
  CreatePublicThreads: 'Создание публичных веток',
  EmbedLinks: 'Встраивание ссылок',
  AttachFiles: 'Прикрепление файлов',
  ManageGuild: 'Управление сервером',
};

export const buttons: Words['buttons'] = {
  mute1h: 'Тишина 1 ч',
  mute24h: 'Тишина 24 ч',
  acknowledge: 'Займусь',
  details: 'Подробнее',
  topUp: 'Пополнить',
  sendTest: 'Отправить пробное',
  useWebhook: 'Использовать вебхук',
  asTheServer: 'Как для сервера',
};

export const mutes: Words['mutes'] = {
  muted: ({ scope, until, relative }) => `🔇 **${scope}**: без звука до ${until} (${relative}).`,
  reason: (reason) => `Причина: ${reason}.`,
  endEarly: '`/unmute` снимет это раньше.',
  summaryStays: 'Итоги дня по-прежнему отправляются.',
  unmutedAll: '🔔 Вся тишина снята.',
  unmuted: (scope) => `🔔 **${scope}**: тишина снята.`,
  title: '🔇 Заглушено сейчас',
  none: 'Ничего не заглушено.',
  line: ({ scope, until, relative, who }) => `**${scope}** до ${until} (${relative}), кем: ${who}`,
  suggestion: ({ length, until }) => `${length}, до ${until}`,
};

export const incidents: Words['incidents'] = {
  title: '📒 Недавние инциденты',
  none: 'Инцидентов пока нет.',
  ongoing: ({ when, kind, length, peak }) => `${when}: **${kind}** — тревога уже ${length}. Пик: ${peak}.`,
  over: ({ when, kind, length, peak }) => `${when}: **${kind}** — тревога длилась ${length}. Пик: ${peak}.`,
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
  quietAdded: ({ who, hours }) => `${who}: добавлены тихие часы — ${hours}.`,
  quietRemoved: ({ who, hours }) => `${who}: удалены тихие часы — ${hours}.`,
  quietRestored: (who) => `${who}: возвращены тихие часы из настроек.`,
  settings: {
    channel: 'канал',
    mention: 'кого звать',
    mentionFrom: 'с какой важности звать',
    acknowledgeRole: 'кто может брать на себя',
    timeZone: 'часовой пояс',
    summaryTime: 'время итогов',
    liveStatus: 'текущее состояние',
    silent: 'без звука',
    format: 'вид оповещений',
    threads: 'ветки',
  },
  webhook: 'вебхук',
  began: 'Начало',
  ended: 'Конец',
  peak: 'Пик',
  stillOn: 'Ещё длится',
};

export const thresholds: Words['thresholds'] = {
  title: '🎚️ Пороги',
  own: 'задано здесь',
  unused: (value) => `заданное здесь значение ${value} не действует: не подходит к другим порогам`,
  footerHint:
    '`/threshold kind value` меняет порог для этого сервера. Значение `default` возвращает порог по умолчанию.',
  changed: ({ name, before, after }) => `🎚️ ${name}: ${before} → **${after}**.`,
  unchanged: ({ name, value }) => `🎚️ ${name}: **${value}**.`,
  cooldown: (length) => `⏱️ Пауза: не меньше **${length}** между двумя сообщениями одного вида.`,
  cooldownChanged: ({ before, after }) => `⏱️ Пауза: ${before} → **${after}**.`,
  notANumber: (text) => `${text} — не число. Укажите число, например 15, или \`default\`.`,
  needsKind: 'Выберите, какой порог изменить, в `kind`.',
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
  severities: { warning: 'Предупреждение', critical: 'Критическое' },
  arrived: (place) => `🧪 Пробное оповещение дошло: ${place}.`,
  pinged: (whom) => `Позвало ${whom}.`,
  pingsNobody: 'Оно никого не зовёт. Выберите в `/setup`, кого зовут критические оповещения.',
  belowPing: 'Оповещения такой важности никого не зовут.',
  cannotPing: (role) => `${role} показана, но не позвана: разрешите упоминать роль или дайте боту «Упоминание всех».`,
  retrying: 'Discord пока не принял его. Оно сохранено, и бот будет отправлять его, пока оно не дойдёт.',
  waiting: (messages) =>
    `Оно сохранено и ждёт, пока Discord примет ещё ${messages.text} ${plural(messages, MESSAGES)} перед ним.`,
  refused: (why) => `❌ Пробное оповещение не дошло: ${why}.`,
  theWebhook: 'канал вебхука',
  toReceivers: (names) => `Она уходит и в ${names}: \`/status\` покажет, дошла ли она.`,
};

export const explain: Words['explain'] = {
  title: (code) => `📖 ${code}`,
  advice: 'Что делать',
  whoActs: 'Кто должен действовать',
  unknown: (code) =>
    `${code} — не код из описания CaptchaAI. Он учитывается и показывается как есть. Проверьте, нет ли опечатки.`,
  classes: {
    account: 'Вы, сейчас: дело в аккаунте',
    capacity: 'Вы: тариф позволяет меньше задач сразу',
    caller: 'Вы: запрос неверен',
    proxy: 'Вы: прокси не работает',
    solver: 'Никто: часть задач не решается. Посмотрите, если их много',
    outage: 'CaptchaAI: подождите',
    none: 'Никто: это не сбой',
  },
};

export const help: Words['help'] = {
  title: '🛟 Монитор CaptchaAI',
  description: 'Я слежу за конвейером, решающим CAPTCHA, и сообщаю, если что-то не так. Я никогда не решаю CAPTCHA.',
  everyone: 'Для всех',
  managers: 'Для тех, кто может управлять сервером',
};
