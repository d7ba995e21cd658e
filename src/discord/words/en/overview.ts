import type { Counted } from '../plural.ts';
import { plural, TASKS } from './plural.ts';

/** All pipelines of a server at once. */
export const overview = {
  pipelinesFiring: ({ firing, all }: Record<'firing' | 'all', Counted>) =>
    `${firing.text} of ${all.text} ${plural(all, { one: 'pipeline', other: 'pipelines' })} firing`,
  accountsFiring: ({ firing, all }: Record<'firing' | 'all', Counted>) =>
    `${firing.text} of ${all.text} ${plural(all, { one: 'account', other: 'accounts' })} firing`,
  pipelines: 'Pipelines',
  accounts: 'Accounts',
  noAlerts: 'no alerts',
  notJudged: 'not enough data yet',
  tasks: (tasks: Counted) => `${tasks.text} ${plural(tasks, TASKS)}`,
  one: 'The option `pipeline` shows one pipeline in detail.',
};
