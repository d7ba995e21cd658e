import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

export const overview: Words['overview'] = {
  pipelinesFiring: ({ firing, all }) =>
    `${firing.text} ${plural(firing, { one: 'pipeline', many: 'de pipelines', other: 'pipelines' })} sur ${all.text} en alerte`,
  accountsFiring: ({ firing, all }) =>
    `${firing.text} ${plural(firing, { one: 'compte', many: 'de comptes', other: 'comptes' })} sur ${all.text} en alerte`,
  pipelines: 'Pipelines',
  accounts: 'Comptes',
  noAlerts: 'aucune alerte',
  notJudged: 'pas encore assez de données',
  tasks: (tasks) => `${tasks.text} ${plural(tasks, TASKS)}`,
  one: 'L’option `pipeline` montre un pipeline en détail.',
};
