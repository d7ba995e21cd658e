import { MonitorError } from '../errors.ts';
import type { PastIncident } from '../ports/incidentStore.ts';
import { findGuild } from '../reports/reports.ts';
import { SOMEONE } from '../someone.ts';
import type { Millis } from '../time.ts';
import type { ActingMember, Actor } from '../types.ts';
import { createChangeLog } from './changeLog.ts';
import type { ChangePorts } from './changePorts.ts';

/** An open incident, and how the log of changes names it. */
interface Named {
  readonly incident: PastIncident;
  readonly subject: string;
}

/** Who is on all incidents of one message, and who no longer is: what can be done of it is done, and only where nothing could is it an error. */
export function acknowledgeAll(ports: ChangePorts) {
  const { store, clock, guildDefaults, onChange, onDeliveries } = ports;
  const { changeOf, logged } = createChangeLog(ports);

  async function acknowledgeOne(guildId: string, { incident, subject }: Named, by: Actor, at: Millis) {
    const change = changeOf('acknowledge', subject, by, null, by.name);
    const outcome = await store.incidents.acknowledge(guildId, incident.id, by, at, change);
    if (outcome === 'done') logged(guildId, [change]);
    return outcome;
  }

  return {
    /** @throws MonitorError `mayNotAcknowledge`: a server may leave it to a role, and to those who manage it. */
    async checkMay(guildId: string, { roleIds, managesServer }: ActingMember): Promise<void> {
      const { acknowledgeRole } = await findGuild(guildId, clock.now(), { store, guildDefaults });
      if (acknowledgeRole === null || managesServer || roleIds.has(acknowledgeRole)) return;
      throw new MonitorError('mayNotAcknowledge', { roleId: acknowledgeRole });
    },

    /** @throws MonitorError `alreadyAcknowledged` or `incidentEnded`. */
    async acknowledge(guildId: string, open: readonly Named[], by: Actor): Promise<void> {
      const outcomes: string[] = [];
      const at = clock.now();
      for (const one of open) outcomes.push(await acknowledgeOne(guildId, one, by, at));
      if (outcomes.includes('done')) return onDeliveries();
      if (!outcomes.includes('taken')) throw new MonitorError('incidentEnded', {});
      const taken = open.find((_, index) => outcomes[index] === 'taken');
      const now = taken === undefined ? null : await store.incidents.get(guildId, taken.incident.id);
      throw new MonitorError('alreadyAcknowledged', { by: (now?.acknowledged?.by ?? SOMEONE).userId });
    },

    /** @throws MonitorError `notAcknowledged` or `incidentEnded`. */
    async unacknowledge(guildId: string, open: readonly Named[], by: Actor): Promise<void> {
      const outcomes: string[] = [];
      const at = clock.now();
      for (const { incident, subject } of open) {
        const change = changeOf('unacknowledge', subject, by, incident.acknowledged?.by.name ?? null, null);
        const outcome = await store.incidents.unacknowledge(guildId, incident.id, at, change);
        if (outcome === 'done') logged(guildId, [change]);
        outcomes.push(outcome);
      }
      if (!outcomes.includes('done'))
        throw new MonitorError(outcomes.includes('nobody') ? 'notAcknowledged' : 'incidentEnded', {});
      // Without an acknowledgement a reminder may be due.
      onChange();
      onDeliveries();
    },

    /** If nobody is on it by now, the person who says so is from now on. @throws MonitorError `incidentEnded`. */
    async confirm(guildId: string, open: readonly Named[], by: Actor): Promise<void> {
      const outcomes: string[] = [];
      const at = clock.now();
      for (const one of open) {
        const outcome = await store.incidents.confirm(guildId, one.incident.id, by, at);
        outcomes.push(outcome === 'nobody' ? await acknowledgeOne(guildId, one, by, at) : outcome);
      }
      if (outcomes.every((outcome) => outcome === 'ended')) throw new MonitorError('incidentEnded', {});
      onDeliveries();
    },
  };
}
