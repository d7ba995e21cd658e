import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

export const latencyReport: Words['latencyReport'] = {
  title: (span) => `⏱️ Время решения за ${span}`,
  nothing: 'За это время ни одна решённая задача не указала, сколько она длилась.',
  overall: ({ p50, p95, p99, tasks }) => `p50 **${p50}**, p95 **${p95}**, p99 **${p99}**, решено: ${tasks.text}`,
  byType: 'p50 / p95 / p99 по типам CAPTCHA (решено задач)',
  others: (tasks) => `другие типы или без типа: ${tasks.text} ${plural(tasks, TASKS)}`,
  threshold: 'Порог',
};

export const costReport: Words['costReport'] = {
  titles: {
    today: '💵 Расходы: сегодня',
    '7d': '💵 Расходы: последние 7 дней',
    '30d': '💵 Расходы: последние 30 дней',
    month: '💵 Расходы: этот месяц',
  },
  total: ({ cost, tasks }) =>
    `Указано **${cost}** за ${tasks.text} ${plural(tasks, { one: 'задачу', few: 'задачи', many: 'задач', other: 'задачи' })}`,
  unreported: (tasks) => `Стоимость не указана, задач: ${tasks.text}.`,
  noTasks: 'За это время нет задач.',
  notReported: 'не указано',
  soFar: 'С начала месяца',
  forecast: 'Прогноз на месяц',
  about: (cost) => `около ${cost}`,
  noForecast: 'Неизвестно: нужен день задач, стоимость которых указана.',
  basis: 'На основе',
  perDay: ({ cost, days }) => `${cost} в день, среднее за последние ${days} д`,
  byType: 'По типам CAPTCHA',
  otherTypes: 'другие типы',
  costOf: ({ cost, tasks, each }) => `${cost} (${tasks.text} ${plural(tasks, TASKS)}${each})`,
  each: (cost) => `, ${cost} за 1000`,
  byDay: 'По дням',
  noTasksThen: 'нет задач',
};

export const why: Words['why'] = {
  title: (kind) => `❓ Почему: ${kind}`,
  asked: (at) => `Время: ${at}`,
  nothing: 'Об этом времени ничего не известно. Решения хранятся 30 дней.',
  around: 'Решения около этого времени',
  because: (why) => `Причина: ${why}.`,
  threshold: (value) => `порог ${value}`,
  mutedBy: ({ who, until }) => `Ничего не отправлено: ${who} отключил(а) звук до ${until}.`,
  reasons: {
    firstFiring: 'Сработало, сообщение отправлено.',
    worsened: 'Стало хуже, сообщение отправлено сразу.',
    cooldownElapsed: 'Проблема оставалась после паузы, сообщение отправлено.',
    muteEnded: 'Проблема оставалась, когда сообщения перестали удерживаться, сообщение отправлено.',
    recovered: 'Восстановилось, сообщение отправлено.',
    endedInCooldown: 'Началось и кончилось внутри паузы, отправлено одно позднее сообщение.',
    unknownForLong: 'Инцидент был открыт, и его долго нельзя было оценить, сообщение отправлено.',
    stillOnIt: 'Через два часа после того, как это взяли на себя, оно было всё ещё критичным, и был задан вопрос.',
    acknowledgementExpired: 'Никто не ответил, что ещё занимается этим, сообщение отправлено.',
    healthy: 'Ничего не отправлено: всё было в порядке.',
    noVerdict: 'Ничего не отправлено: оценить было нельзя.',
    switchedOff: 'Ничего не отправлено: этот вид оповещений выключен.',
    muted: 'Ничего не отправлено: звук был отключён.',
    coolingDown: 'Проблема оставалась. Следующее сообщение ждало конца паузы.',
    awaitingClear: 'Снова всё было в порядке. Сообщение ждало, пока это подтвердится.',
    endedUntold: 'Кончилось до того, как кого-то уведомили, поэтому ничего не отправлено.',
    acknowledged: 'Проблема оставалась. Кто-то взял её на себя, поэтому напоминаний не было.',
    heldByCause: 'Проблема оставалась. Ничего не отправлено: вместо этого сообщено о причине.',
    noDestination: 'Ничего не отправлено: место назначения не выбрано.',
    quietHours: 'Ничего не отправлено: ждёт конца тихих часов.',
  },
};

export const exported: Words['exported'] = {
  tables: ({ incidents, days }) =>
    `📤 Инцидентов: ${incidents.text}, итоги за ${days.text} ${plural(days, { one: 'день', few: 'дня', many: 'дней', other: 'дня' })}. Время по UTC, пустая ячейка — не указано.`,
  newestOnly: (incidents) => `Это последние инциденты (${incidents.text}); более старых здесь нет.`,
};
