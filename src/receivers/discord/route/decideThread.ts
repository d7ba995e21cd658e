import type { DiscordPlace } from '../../../discord/place.ts';
import type { Message } from '../../../monitor/alerts/message.ts';
import type { Delivery, FirstMessage } from '../../../monitor/delivery/delivery.ts';
import type { GiveUpWhy } from '../../../monitor/delivery/giveUpWhy.ts';
import { isSamePlace } from '../../../monitor/delivery/place.ts';
import { NO_THREADS } from '../../../monitor/delivery/threads.ts';
import { routed } from '../../../monitor/settings/routes.ts';
import type { Destination, Guild } from '../../../monitor/types.ts';
import { isPost, threadOf } from './incidentThread.ts';

/** Whether a message has a place of its own because of the thread or the post of its incident, and why. */
export type ThreadDecision =
  | { readonly place: DiscordPlace; readonly reason: 'inThread' | 'inPost' | 'newPost' }
  | {
      readonly place: null;
      /**
       * `loud`: people must see it, and only those who follow a thread see its messages. `closed`: the thread is no longer used.
       * `noThread`: its first message has none. `needsBot`: only the bot can write in it. `unusable`: no post can be opened until somebody chooses.
       */
      readonly reason:
        | 'off'
        | 'noIncident'
        | 'loud'
        | 'closed'
        | 'noThread'
        | 'needsBot'
        | 'noForum'
        | 'ownChannel'
        | 'unusable';
    };

/** Trouble with a forum that lasts until somebody chooses: no alert has to find out again. */
const LASTING: readonly (GiveUpWhy | null)[] = ['destinationGone', 'channelKind'];

/** Where a message goes in place of the guild's own; `main`: the guild as a whole, in no place of a pipeline. */
export function decideThread(delivery: Delivery, main: Guild, hasBot: boolean): ThreadDecision {
  const { message, incidentId, first = null } = delivery;
  if (incidentId === null) return { place: null, reason: 'noIncident' };
  return first === null ? newPost(delivery, main, hasBot) : inThreadOf(first, message, hasBot);
}

function inThreadOf(first: FirstMessage, message: Message, hasBot: boolean): ThreadDecision {
  const thread = threadOf(first);
  if (thread === null) return { place: null, reason: 'noThread' };
  if (first.threadClosed !== null) return { place: null, reason: 'closed' };
  if (thread.type === 'channel' && !hasBot) return { place: null, reason: 'needsBot' };
  if (isPost(first)) return { place: thread, reason: 'inPost' };
  return isLoud(message) ? { place: null, reason: 'loud' } : { place: thread, reason: 'inThread' };
}

function newPost({ message, about }: Delivery, main: Guild, hasBot: boolean): ThreadDecision {
  const { mode, forumId } = main.threads ?? NO_THREADS;
  if (mode !== 'post') return { place: null, reason: 'off' };
  if (message.type !== 'alert') return { place: null, reason: 'noIncident' };
  if (LASTING.includes(main.threadTrouble ?? null)) return { place: null, reason: 'unusable' };
  const { destination } = routed(main, about);
  if (!isMain(destination, main)) return { place: null, reason: 'ownChannel' };
  if (forumId !== null && hasBot) return { place: { type: 'forum', channelId: forumId }, reason: 'newPost' };
  if (destination?.type !== 'webhook') return { place: null, reason: 'noForum' };
  return { place: { type: 'webhook', webhookId: destination.webhookId, isPost: true }, reason: 'newPost' };
}

function isMain(destination: Destination | null, main: Guild): boolean {
  if (destination === null || main.destination === null) return destination === main.destination;
  return isSamePlace(destination, main.destination);
}

/** Whether a thread of the message that arrived is to be opened, and why not. */
export type OpeningReason = 'opens' | 'off' | 'noIncident' | 'notFirst' | 'elsewhere' | 'isPost' | 'needsBot';

export function decideOpening(
  { message, incidentId, about, first }: Delivery,
  arrivedAt: DiscordPlace,
  main: Guild,
  hasBot: boolean,
): OpeningReason {
  const { mode } = main.threads ?? NO_THREADS;
  const { destination } = routed(main, about);
  const isOwn = !isMain(destination, main);
  // A pipeline with a channel of its own stays in that.
  if (mode === 'off' || (mode === 'post' && !isOwn)) return 'off';
  if (message.type !== 'alert' || incidentId === null) return 'noIncident';
  if (first !== undefined) return 'notFirst';
  if (destination === null || !isSamePlace(arrivedAt, destination)) return 'elsewhere';
  if (arrivedAt.type === 'webhook' && arrivedAt.threadId !== undefined) return 'isPost';
  // A webhook opens posts in forums, and no thread anywhere else.
  return hasBot ? 'opens' : 'needsBot';
}

/** What people are to hear although they follow no thread: it got worse, or nobody has reacted. */
function isLoud(message: Message): boolean {
  if (message.type === 'escalation' || message.type === 'flapping') return true;
  return message.type === 'alert' && (message.reminder == null || message.expired !== undefined);
}
