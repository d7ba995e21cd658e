import { INVALID_WITHIN_MS, MOST_INVALID, tooManyInvalidRequests } from '../../discord/invalidRequests.ts';
import type { InvalidRequestCount } from '../../monitor/ports/invalidRequestStore.ts';
import { missingIn, type RolesView, roleLines } from '../../monitor/reports/rolesView.ts';
import { ROLES } from '../../monitor/roles.ts';
import type { Millis } from '../../monitor/time.ts';
import { withProcesses } from '../../store/processesBeside.ts';
import { type Finding, findingsAbout } from './finding.ts';

const say = findingsAbout('Processes');

/** Which processes run with a PostgreSQL database; nothing where it cannot be read: that has a check of its own. */
export async function checkRoles(url: string, now: Millis): Promise<readonly Finding[]> {
  return withProcesses(url, async (processes, leases, invalidRequests) => [
    // Whether the bot can connect is looked at on its own.
    ...judgeRoles({
      own: null,
      processes: await processes.running(now),
      leases: await leases.held(now),
      connections: null,
    }),
    ...judgeInvalidRequests(await invalidRequests.since(now - INVALID_WITHIN_MS, null)),
  ]).catch(() => []);
}

export function judgeInvalidRequests(counts: readonly InvalidRequestCount[]): readonly Finding[] {
  const requests = counts.reduce((sum, one) => sum + one.requests, 0);
  return requests < MOST_INVALID ? [] : [say.warning(`${tooManyInvalidRequests()}.`)];
}

export function judgeRoles(view: RolesView): readonly Finding[] {
  if (view.processes.length === 0) return [say.ok('no process uses this database yet.')];
  const lines = roleLines(view);
  return [
    say.ok(`${ROLES.map((role) => `${role}: ${lines[role]}`).join('. ')}.`),
    ...missingIn(view).map((missing) => say.warning(`${missing}. Start one (ROLES).`)),
  ];
}
