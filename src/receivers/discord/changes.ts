import type { Delivery, SentMessage } from '../../monitor/delivery/delivery.ts';
import type { SendOutcome } from '../../monitor/delivery/outcome.ts';
import { isSamePlace, type Place } from '../../monitor/delivery/place.ts';
import type { Log } from '../../monitor/ports/log.ts';
import type { Changed, Receiver } from '../../monitor/ports/receiver.ts';
import type { Guild } from '../../monitor/types.ts';
import { againForPermission, MOST_MISSING_PERMISSIONS, troubleOf } from './route/placeTrouble.ts';

/** What Discord can be asked to change of a message that was delivered. Each may be repeated. */
export interface ChangeRequests {
  /** Opens a thread from it, or finds the one that is there. */
  openThread(delivery: Delivery, target: SentMessage, guild: Guild): Promise<SendOutcome>;
  edit(delivery: Delivery, target: SentMessage, guild: Guild): Promise<SendOutcome>;
}

const NOTHING_TO_EDIT: SendOutcome = { outcome: 'giveUp', why: 'nothingToEdit' };

/** Edits messages that were delivered, and opens their threads. A failure of this never marks the guild's own place as unusable. */
export function createChanges(requests: ChangeRequests, log: Log): Receiver['change'] {
  /** A message is edited where it is. People have read it already, so a message that was deleted, or a place that is gone, is not reported. */
  async function edit(delivery: Delivery, target: SentMessage, guild: Guild): Promise<SendOutcome> {
    if (isLost(target.place, guild)) return NOTHING_TO_EDIT;
    const outcome = await requests.edit(delivery, target, guild);
    if (outcome.outcome === 'giveUp' && outcome.why !== 'notAllowed') return NOTHING_TO_EDIT;
    if (troubleOf(outcome, delivery) === null) return outcome;
    return delivery.refusals < MOST_MISSING_PERMISSIONS ? againForPermission(delivery) : NOTHING_TO_EDIT;
  }

  /** Where no thread can be opened, what follows goes to the channel, and the guild is notified of the reason. */
  async function openThread(delivery: Delivery, target: SentMessage, guild: Guild): Promise<Changed> {
    const outcome = await requests.openThread(delivery, target, guild);
    if (outcome.outcome === 'delivered')
      return { outcome, notes: guild.threadTrouble == null ? [] : [{ of: 'threads', why: null }] };
    const why = troubleOf(outcome, delivery);
    // Nothing is wrong with the place: the message was deleted, or Discord is slow.
    if (why === null) return { outcome, notes: [] };
    if (why === 'notAllowed' && delivery.refusals < MOST_MISSING_PERMISSIONS)
      return { outcome: againForPermission(delivery), notes: [] };
    log.warn({ guildId: guild.id, deliveryId: delivery.id, why }, 'no thread opened: later messages go to the channel');
    return { outcome: { outcome: 'giveUp', why }, notes: [{ of: 'threads', why }] };
  }

  return async (delivery, guild) => {
    const { message, target } = delivery;
    if (target === null) return { outcome: NOTHING_TO_EDIT, notes: [] };
    if (message.type === 'thread') return openThread(delivery, target, guild);
    return { outcome: await edit(delivery, target, guild), notes: [] };
  };
}

/** Whether the message can no longer be changed where it is. */
function isLost(place: Place, { destination, unusable }: Guild): boolean {
  return unusable === 'destinationGone' && destination !== null && isSamePlace(place, destination);
}
