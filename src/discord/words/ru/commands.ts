import type { Words } from '../words.ts';
import { kinds, scopes } from './kinds.ts';
import { test } from './replies.ts';

const pipeline = { name: 'конвейер', description: 'Какой конвейер (по умолчанию: все)' };
/** For what is about one pipeline in any case. */
const onePipeline = { ...pipeline, description: 'Какой конвейер (по умолчанию: первый)' };

export const commands: Words['commands'] = {
  balance: {
    name: 'баланс',
    description: 'Показать баланс CaptchaAI, как быстро он тратится и на сколько его хватит',
    options: { pipeline },
  },
  status: {
    name: 'состояние',
    description: 'Всё сразу: каждый вид оповещений, тишина, последний результат и последняя доставка',
    options: { pipeline },
  },
  summary: {
    name: 'итоги',
    description: 'Задачи, доля решённых, задержка, стоимость и ошибки за период',
    options: {
      period: {
        name: 'период',
        description: 'Какой период (по умолчанию: сегодня)',
        choices: {
          today: 'Сегодня',
          yesterday: 'Вчера',
          '24h': 'Последние 24 часа',
          '7d': 'Последние 7 дней',
          '30d': 'Последние 30 дней',
        },
      },
      pipeline,
    },
  },
  errors: {
    name: 'ошибки',
    description: 'Показать ошибки по кодам, с объяснением и советом',
    options: {
      window: { name: 'время', description: 'За сколько: 30m, 6h, 2d (по умолчанию: 1h)' },
      pipeline,
    },
  },
  latency: {
    name: 'задержка',
    description: 'Показать время решения задач: p50, p95 и p99, также по типам CAPTCHA',
    options: { window: { name: 'время', description: 'За сколько: 30m, 6h, 2d (по умолчанию: 1h)' }, pipeline },
  },
  cost: {
    name: 'расходы',
    description: 'Показать расходы по дням и типам CAPTCHA и прогноз на месяц',
    options: {
      period: {
        name: 'период',
        description: 'Какой период (по умолчанию: последние 7 дней)',
        choices: { today: 'Сегодня', '7d': 'Последние 7 дней', '30d': 'Последние 30 дней', month: 'Этот месяц' },
      },
      pipeline,
    },
  },
  queue: {
    name: 'очередь',
    description: 'Показать, сколько задач ждёт, как быстро они решаются и когда очередь опустеет',
    options: { pipeline },
  },
  incidents: {
    name: 'инциденты',
    description: 'Показать недавние инциденты, кто ими занимался и кто менял какие настройки',
    options: { limit: { name: 'сколько', description: 'Сколько (по умолчанию: 10)' } },
  },
  why: {
    name: 'почему',
    description: 'Показать, почему в какое-то время было сообщение или его не было',
    options: {
      alert: { name: 'алерт', description: 'Какой вид оповещения', choices: kinds },
      at: {
        name: 'когда',
        description: 'Когда: 14:07, 2h ago, yesterday 9:00, 2026-11-23 14:07 (по умолчанию: сейчас)',
      },
      pipeline: onePipeline,
    },
  },
  export: {
    name: 'экспорт',
    description: 'Выгрузить инциденты и итоги каждого дня в файлы CSV',
    options: { pipeline: onePipeline },
  },
  mute: {
    name: 'тишина',
    description: 'Заглушить один вид оповещений или все оповещения на время',
    options: {
      alert: { name: 'вид', description: 'Какой вид оповещений заглушить', choices: scopes },
      for: { name: 'срок', description: 'На сколько: 30m, 2 hours, 1d12h, until 9, until tomorrow 9:00' },
      reason: { name: 'причина', description: 'Причина, видна в /status и /mutes' },
      pipeline,
    },
  },
  unmute: {
    name: 'снять-тишину',
    description: 'Закончить тишину раньше',
    options: {
      alert: { name: 'вид', description: 'Какой вид оповещений (по умолчанию: снимается вся тишина)', choices: scopes },
      pipeline,
    },
  },
  mutes: { name: 'заглушено', description: 'Показать, что заглушено: до когда, кем и почему', options: {} },
  quiet: {
    name: 'тихие_часы',
    description: 'Показать, добавить или удалить тихие часы: время недели, когда сообщения ждут',
    options: {
      from: { name: 'с', description: 'Когда начинаются: 22:00 (в часовом поясе сервера)' },
      to: { name: 'до', description: 'Когда кончаются: 07:00; если не позже «с» — на следующий день' },
      days: { name: 'дни', description: 'В какие дни начинаются: mon-fri, sat, weekend (по умолчанию: daily)' },
      alerts: { name: 'виды', description: 'Какие виды оповещений, через запятую: queue, latency (по умолчанию: все)' },
      passes: {
        name: 'пропускать',
        description: 'Что всё равно отправляется (по умолчанию: критические оповещения)',
        choices: { critical: 'Критические оповещения', nothing: 'Ничего' },
      },
      remove: { name: 'удалить', description: 'Какие тихие часы удалить' },
    },
  },
  escalation: {
    name: 'эскалация',
    description: 'Показать, добавить, удалить шаги: кому ещё сообщать, если критическое никто не взял на себя',
    options: {
      after: { name: 'через', description: 'Через сколько после оповещения: 5m, 1h' },
      mention: { name: 'позвать', description: 'Роль или человек' },
      channel: { name: 'канал', description: 'Другой канал' },
      direct_message: { name: 'личное_сообщение', description: 'Кому написать лично' },
      receiver: { name: 'получатель', description: 'Получатель вне Discord, например PagerDuty' },
      remove: { name: 'удалить', description: 'Какой шаг удалить' },
    },
  },
  oncall: {
    name: 'дежурство',
    description: 'Показать или изменить, кто дежурит: смены по неделе; оповещения зовут дежурного',
    options: {
      add: { name: 'добавить', description: 'Кто ещё дежурит' },
      remove: { name: 'удалить', description: 'Кто больше не дежурит' },
      day: { name: 'день', description: 'День смены (по умолчанию: monday)' },
      time: { name: 'время', description: 'Время смены: 09:00 (в часовом поясе сервера)' },
      cover: { name: 'замена', description: 'Кто дежурит вместо с этого момента' },
      until: { name: 'до', description: 'До какого времени: 4h, tomorrow 9:00, monday, now' },
    },
  },
  setup: {
    name: 'настройка',
    description: 'Куда идут оповещения, кого они зовут, часовой пояс и время итогов',
    options: { time_zone: { name: 'часовой_пояс', description: 'Часовой пояс, которого нет в меню' }, pipeline },
  },
  threshold: {
    name: 'порог',
    description: 'Показать или изменить пороги оповещений',
    options: {
      kind: { name: 'вид', description: 'Какой порог (по умолчанию: показать все)' },
      value: { name: 'значение', description: 'Новое значение в единицах порога или "default"' },
      pipeline,
    },
  },
  cooldown: {
    name: 'пауза',
    description: 'Показать или изменить наименьшее время между сообщениями одного вида',
    options: { length: { name: 'срок', description: 'Сколько: 5m, 1h или "default"' } },
  },
  test: {
    name: 'проба',
    description: 'Отправить пробное оповещение настоящим путём доставки',
    options: {
      severity: {
        name: 'важность',
        description: 'Какая важность (по умолчанию: критическая, с упоминанием)',
        choices: test.severities,
      },
      escalation: { name: 'эскалация', description: 'Пройти ли все шаги эскалации' },
    },
  },
  explain: {
    name: 'объяснить',
    description: 'Объяснить код ошибки CaptchaAI: что он значит и что делать',
    options: { code: { name: 'код', description: 'Код ошибки' } },
  },
  privacy: {
    name: 'приватность',
    description: 'Показать, что хранится о вас и этом сервере, как долго и как это удалить',
    options: {},
  },
  help: { name: 'помощь', description: 'Показать все команды', options: {} },
};
