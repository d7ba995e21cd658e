import { aliveIn, kindOfWork, type RolesView } from '../monitor/reports/rolesView.ts';
import { ROLES } from '../monitor/roles.ts';
import type { GaugeFamily } from './gauges.ts';

/** What this process does, and which others run on the same database. */
export const ROLE_GAUGES: readonly GaugeFamily<RolesView>[] = [
  {
    name: 'role',
    help: 'Whether this process has the role',
    labelNames: ['role'],
    samples: ({ own }) =>
      ROLES.map((role) => ({ labels: { role }, value: own === null ? null : Number(own.roles.includes(role)) })),
  },
  {
    name: 'processes',
    help: 'Processes on the same database that have the role and were seen lately, with this one',
    labelNames: ['role'],
    samples: (view) => ROLES.map((role) => ({ labels: { role }, value: aliveIn(view)[role] })),
  },
  {
    name: 'leases_held',
    help: 'Work that this process does for all others, by its kind',
    labelNames: ['work'],
    samples: ({ own, leases }) => {
      const mine = leases.filter(({ holder }) => holder === own?.holder);
      const kinds = new Set(leases.map(({ name }) => kindOfWork(name)));
      return [...kinds].map((work) => ({
        labels: { work },
        value: mine.filter(({ name }) => kindOfWork(name) === work).length,
      }));
    },
  },
];
