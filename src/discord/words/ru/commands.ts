import type { Words } from '../words.ts';
import { scopes } from './kinds.ts';
import { test } from './replies.ts';

const pipeline = { name: 'конвейер', description: 'Какой конвейер; если не указать, единственный' };

export const commands: Words['commands'] = {
  balance: {
    name: 'баланс',
    description: 'Баланс CaptchaAI сейчас, как быстро он тратится и на сколько его хватит',
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
        description: 'Какой период; если не указать, сегодня',
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
    description: 'Что не решилось, по кодам, с объяснением и советом',
    options: {
      window: { name: 'время', description: 'За сколько: 30m, 6h, 2d; если не указать, за час' },
      pipeline,
    },
  },
  queue: {
    name: 'очередь',
    description: 'Сколько задач ждёт, как быстро они решаются и когда очередь опустеет',
    options: { pipeline },
  },
  incidents: {
    name: 'инциденты',
    description: 'Недавние инциденты, кто ими занимался и что меняли люди',
    options: { limit: { name: 'сколько', description: 'Сколько; если не указать, 10' } },
  },
  mute: {
    name: 'тишина',
    description: 'Какое-то время не сообщать об одном виде оповещений или обо всём',
    options: {
      alert: { name: 'вид', description: 'Какие оповещения заглушить', choices: scopes },
      for: { name: 'срок', description: 'На сколько: 30m, 2 hours, 1d12h, until 9, until tomorrow 9:00' },
      reason: { name: 'причина', description: 'Почему, для всех, кто смотрит /status' },
      pipeline,
    },
  },
  unmute: {
    name: 'снять-тишину',
    description: 'Закончить тишину раньше',
    options: {
      alert: { name: 'вид', description: 'Какой вид; если не указать, снимается вся тишина', choices: scopes },
    },
  },
  mutes: { name: 'заглушено', description: 'Что сейчас без звука, до когда, кем и почему', options: {} },
  setup: {
    name: 'настройка',
    description: 'Куда идут оповещения, кого они зовут, часовой пояс и время итогов',
    options: { time_zone: { name: 'часовой_пояс', description: 'Часовой пояс, которого нет в меню' } },
  },
  threshold: {
    name: 'порог',
    description: 'Показать или изменить пределы, по которым вам сообщают',
    options: {
      kind: { name: 'вид', description: 'Какой предел; если не указать, покажутся все' },
      value: { name: 'значение', description: 'Новое значение в единицах предела или "default"' },
    },
  },
  cooldown: {
    name: 'пауза',
    description: 'Показать или изменить наименьшее время между сообщениями одного вида',
    options: { length: { name: 'срок', description: 'Сколько: 5m, 1h или "default"' } },
  },
  test: {
    name: 'проба',
    description: 'Отправить отмеченное пробное оповещение путём настоящих',
    options: {
      severity: {
        name: 'важность',
        description: 'Если не указать, критическое, с упоминанием',
        choices: test.severities,
      },
    },
  },
  explain: {
    name: 'объяснить',
    description: 'Что значит код ошибки CaptchaAI и что делать',
    options: { code: { name: 'код', description: 'Код ошибки' } },
  },
  help: { name: 'помощь', description: 'Что умеет этот бот', options: {} },
};
