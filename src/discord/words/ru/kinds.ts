import type { Words } from '../words.ts';

export const kinds: Words['kinds'] = {
  balance: 'Баланс',
  errors: 'Доля ошибок',
  types: 'Типы CAPTCHA',
  queue: 'Очередь',
  workers: 'Воркеры',
  silence: 'Тишина',
  provider: 'CaptchaAI',
  latency: 'Задержка',
  threads: 'Потоки',
  runway: 'Запас',
};

export const scopes: Words['scopes'] = { all: 'Всё', ...kinds };

export const severities: Words['severities'] = { warning: 'ПРЕДУПРЕЖДЕНИЕ', critical: 'КРИТИЧНО' };

export const sureness: Words['sureness'] = { low: 'низкая', medium: 'средняя', high: 'высокая' };

export const andMore: Words['andMore'] = (items) => `и ещё ${items.text}`;

export const didYouMean: Words['didYouMean'] = (names) => `Возможно, вы имели в виду ${names}?`;

export const or: Words['or'] = ' или ';

export const giveUp: Words['giveUp'] = {
  destinationGone: 'вебхука или канала больше нет: выберите другой через `/setup`',
  notAllowed: 'Discord не разрешил: проверьте права бота в канале',
  threadGone: 'ветка инцидента удалена',
  threadClosed: 'ветка закрыта или в архиве: откройте её или выберите другой канал через `/setup`',
  threadsFull: 'в канале слишком много открытых веток: закройте часть или выберите другой канал через `/setup`',
  tagRequired: 'форум требует тег для каждой публикации: выберите другой канал через `/setup`',
  autoMod: 'AutoMod заблокировал сообщение: разрешите бота в настройках AutoMod сервера',
  slowMode: 'в канале медленный режим: выключите его или выберите другой канал через `/setup`',
  channelKind: 'канал этого типа не принимает сообщения: выберите другой через `/setup`',
  notAccepted: 'Discord отклоняет там все сообщения: выберите другой канал через `/setup`',
  answerLost: 'оно, вероятно, дошло: ответы Discord теряются по пути',
  rejected: 'Discord отклонил сообщение',
  noDestination: 'канал не выбран: используйте `/setup`',
  muted: 'было заглушено',
  quietHours: 'были тихие часы',
  nothingToEdit: 'сообщение удалено',
  superseded: 'его заменило более новое сообщение',
  tooOld: 'оно слишком старое, чтобы быть полезным',
};

export const pingFailed: Words['pingFailed'] = {
  roleGone: 'никто не получил уведомление: роль удалена, выберите другую через `/setup`',
  notMentionable: 'никто не получил уведомление: разрешите упоминать роль или дайте боту «Упоминание всех»',
  memberGone: 'никто не получил уведомление: этого человека нет на сервере, выберите другого через `/setup`',
  notPinged: 'последнее упоминание никого не уведомило: проверьте роль или человека или выберите другое через `/setup`',
};

export const fallback: Words['fallback'] = (why) => `Вместо обычного места — здесь: ${why}`;

export const sentAgain: Words['sentAgain'] = 'отправлено повторно, первая попытка могла дойти';

export const facts: Words['facts'] = {
  balance: ({ balance, threshold }) => `${balance} (порог ${threshold})`,
  errors: ({ rate, failed, total }) => `${rate} (${failed}/${total})`,
  queue: (tasks) => `в очереди ${tasks.text}`,
  types: ({ type, rate, failed, total }) => `${type} ${rate} (${failed}/${total})`,
  noTypeFails: 'сбоев по типам нет',
  activeWorkers: (workers) => `активных: ${workers.text}`,
  workersNotReported: 'о воркерах не сообщают',
  silence: (length) => `последний результат ${length} назад`,
  lastResult: (when) => `последний результат ${when}`,
  answers: 'отвечает',
  answersWith: (code) => `отвечает ${code}`,
  wrongAddress: 'нет по адресу из `CAPTCHAAI_URL`',
  latency: (p95) => `p95 ${p95}`,
  busy: ({ busy, total }) => `занято ${busy}/${total}`,
  refused: (share) => `отклонено ${share} задач`,
  nothingReported: 'ничего не сообщено',
  beyondForecast: 'больше 30 д',
};
