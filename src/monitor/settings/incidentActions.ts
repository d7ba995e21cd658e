import { seenPipelines } from '../accounts/seenAccounts.ts';
import { MonitorError } from '../errors.ts';
import { kindOf } from '../kinds/index.ts';
import type { PastIncident } from '../ports/incidentStore.ts';
import { seenOf } from '../reports/seen.ts';
import type { Millis } from '../time.ts';
import type { ActingMember, Actor, Mute, MutedWhat } from '../types.ts';
import { acknowledgeAll } from './acknowledge.ts';
import { createAddMute } from './addMute.ts';
import { ofPipeline } from './changeLog.ts';
import type { ChangePorts } from './changePorts.ts';

/** The id of the message that a button stands on; null: only the incident that the button names is meant. */
export type ComponentMessageId = string | null;

/** What people do about the incidents that a message tells of. */
export interface IncidentActions {
  /** The incidents that a message tells of: the one that is named, and those of other pipelines that were sent with it. */
  incidentsOfSameMessage(
    guildId: string,
    incidentId: number,
    messageId: ComponentMessageId,
  ): Promise<readonly number[]>;
  /** Mutes the kind of each for so long. @throws MonitorError `incidentEnded` where none lasts. */
  muteIncident(
    guildId: string,
    incidentId: number,
    ms: Millis,
    by: Actor,
    messageId?: ComponentMessageId,
  ): Promise<Mute>;
  /**
   * Says who is on them: no repeats until they get worse or recover.
   * @throws MonitorError `mayNotAcknowledge`; `alreadyAcknowledged` or `incidentEnded` where nothing is left to be acknowledged.
   */
  acknowledge(guildId: string, incidentId: number, member: ActingMember, messageId?: ComponentMessageId): Promise<void>;
  /** Says that nobody is on them after all. @throws MonitorError `mayNotAcknowledge`, `notAcknowledged` or `incidentEnded`. */
  unacknowledge(
    guildId: string,
    incidentId: number,
    member: ActingMember,
    messageId?: ComponentMessageId,
  ): Promise<void>;
  /** Answers that somebody is still on it, or is from now on. @throws MonitorError `mayNotAcknowledge` or `incidentEnded`. */
  stillOnIt(guildId: string, incidentId: number, member: ActingMember): Promise<void>;
  /** Keeps what somebody writes about them, which may be over. @throws MonitorError `unknownIncident`. */
  addNote(guildId: string, incidentId: number, text: string, by: Actor, messageId?: ComponentMessageId): Promise<void>;
}

export function createIncidentActions(ports: ChangePorts): IncidentActions {
  const { store, clock, guildDefaults, onDeliveries } = ports;
  const accounts = ports.accounts.map(({ account }) => account);
  const several = accounts.flatMap(({ pipelines }) => pipelines).length > 1;
  const acknowledging = acknowledgeAll(ports);
  const addMute = createAddMute(ports);

  async function seenOnes(guildId: string, incidentId: number, messageId: ComponentMessageId) {
    const together = messageId === null ? [] : await store.incidents.ofSameMessage(guildId, incidentId, messageId);
    const ids = together.includes(incidentId) ? together : [incidentId];
    const incidents = await Promise.all(ids.map((id) => store.incidents.get(guildId, id)));
    const sees = seenPipelines(guildId, guildDefaults, accounts);
    return incidents.filter((one) => one !== null).filter((one) => seenOf(one, sees, accounts).length > 0);
  }

  /** Those that last. @throws MonitorError where there is none. */
  async function openOnes(guildId: string, incidentId: number, messageId: ComponentMessageId) {
    const seen = await seenOnes(guildId, incidentId, messageId);
    const open = seen.filter(({ endedAt }) => endedAt === null);
    if (open.length === 0) throw new MonitorError(seen.length === 0 ? 'unknownIncident' : 'incidentEnded', {});
    return open;
  }

  function about({ kind, pipeline }: PastIncident): MutedWhat & { readonly scope: PastIncident['kind'] } {
    return { scope: kind, pipeline: several && kindOf(kind).scope === 'pipeline' ? pipeline : null };
  }

  function named(incident: PastIncident) {
    const { scope, pipeline } = about(incident);
    return { incident, subject: ofPipeline(scope, pipeline) };
  }

  return {
    incidentsOfSameMessage: async (guildId, incidentId, messageId) =>
      (await seenOnes(guildId, incidentId, messageId)).map(({ id }) => id),

    async muteIncident(guildId, incidentId, ms, by, messageId = null) {
      const [first, ...others] = await openOnes(guildId, incidentId, messageId);
      if (first === undefined) throw new MonitorError('incidentEnded', {});
      const createdAt = clock.now();
      // All end at once, and so are one line where mutes are listed.
      const details = { createdAt, until: createdAt + ms, by, reason: null };
      const mute = await addMute(guildId, about(first), details);
      for (const incident of others) await addMute(guildId, about(incident), details);
      onDeliveries();
      return mute;
    },

    async acknowledge(guildId, incidentId, member, messageId = null) {
      await acknowledging.checkMay(guildId, member);
      const open = await openOnes(guildId, incidentId, messageId);
      await acknowledging.acknowledge(guildId, open.map(named), member.by);
    },

    async unacknowledge(guildId, incidentId, member, messageId = null) {
      await acknowledging.checkMay(guildId, member);
      const open = await openOnes(guildId, incidentId, messageId);
      await acknowledging.unacknowledge(guildId, open.map(named), member.by);
    },

    async stillOnIt(guildId, incidentId, member) {
      await acknowledging.checkMay(guildId, member);
      const open = await openOnes(guildId, incidentId, null);
      await acknowledging.confirm(guildId, open.map(named), member.by);
    },

    async addNote(guildId, incidentId, text, by, messageId = null) {
      const seen = await seenOnes(guildId, incidentId, messageId);
      if (seen.length === 0) throw new MonitorError('unknownIncident', {});
      const at = clock.now();
      for (const { id } of seen) await store.notes.add(guildId, id, { at, by, text });
      onDeliveries();
    },
  };
}
