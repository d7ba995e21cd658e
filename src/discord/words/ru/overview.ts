import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

/** After “из” all but the forms of 1, 21, 31 … are the same. */
const PIPELINES = { one: 'конвейера', few: 'конвейеров', many: 'конвейеров', other: 'конвейеров' };
const ACCOUNTS = { one: 'аккаунта', few: 'аккаунтов', many: 'аккаунтов', other: 'аккаунтов' };

export const overview: Words['overview'] = {
  pipelinesFiring: ({ firing, all }) => `${firing.text} из ${all.text} ${plural(all, PIPELINES)} с тревогой`,
  accountsFiring: ({ firing, all }) => `${firing.text} из ${all.text} ${plural(all, ACCOUNTS)} с тревогой`,
  pipelines: 'Конвейеры',
  accounts: 'Аккаунты',
  noAlerts: 'тревог нет',
  notJudged: 'пока мало данных',
  tasks: (tasks) => `${tasks.text} ${plural(tasks, TASKS)}`,
  one: 'Параметр `конвейер` показывает один конвейер подробно.',
};
