import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

const FIRE = { one: 'schlägt', other: 'schlagen' };

export const overview: Words['overview'] = {
  pipelinesFiring: ({ firing, all }) =>
    `${firing.text} von ${all.text} ${plural(all, { one: 'Pipeline', other: 'Pipelines' })} ${plural(firing, FIRE)} an`,
  accountsFiring: ({ firing, all }) =>
    `${firing.text} von ${all.text} ${plural(all, { one: 'Konto', other: 'Konten' })} ${plural(firing, FIRE)} an`,
  pipelines: 'Pipelines',
  accounts: 'Konten',
  noAlerts: 'keine Alarme',
  notJudged: 'noch nicht genug Daten',
  tasks: (tasks) => `${tasks.text} ${plural(tasks, TASKS)}`,
  one: 'Die Option `pipeline` zeigt eine Pipeline im Einzelnen.',
};
