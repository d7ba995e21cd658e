import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

export const overview: Words['overview'] = {
  pipelinesFiring: ({ firing, all }) =>
    `${firing.text} de ${all.text} ${plural(all, { one: 'pipeline', many: 'de pipelines', other: 'pipelines' })} em alerta`,
  accountsFiring: ({ firing, all }) =>
    `${firing.text} de ${all.text} ${plural(all, { one: 'conta', many: 'de contas', other: 'contas' })} em alerta`,
  pipelines: 'Pipelines',
  accounts: 'Contas',
  noAlerts: 'sem alertas',
  notJudged: 'ainda não há dados suficientes',
  tasks: (tasks) => `${tasks.text} ${plural(tasks, TASKS)}`,
  one: 'A opção `pipeline` mostra um pipeline em detalhe.',
};
