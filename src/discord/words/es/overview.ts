import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

export const overview: Words['overview'] = {
  pipelinesFiring: ({ firing, all }) =>
    `${firing.text} de ${all.text} ${plural(all, { one: 'pipeline', many: 'de pipelines', other: 'pipelines' })} en alerta`,
  accountsFiring: ({ firing, all }) =>
    `${firing.text} de ${all.text} ${plural(all, { one: 'cuenta', many: 'de cuentas', other: 'cuentas' })} en alerta`,
  pipelines: 'Pipelines',
  accounts: 'Cuentas',
  noAlerts: 'sin alertas',
  notJudged: 'aún no hay datos suficientes',
  tasks: (tasks) => `${tasks.text} ${plural(tasks, TASKS)}`,
  one: 'La opción `pipeline` muestra un pipeline en detalle.',
};
