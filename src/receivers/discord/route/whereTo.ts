import { type DiscordPlace, inDiscord } from '../../../discord/place.ts';
import type { Delivery } from '../../../monitor/delivery/delivery.ts';
import { isSamePlace, type Place, placeKey } from '../../../monitor/delivery/place.ts';
import { NO_THREADS } from '../../../monitor/delivery/threads.ts';
import type { Sending } from '../../../monitor/ports/receiver.ts';
import { routed, usableDestination } from '../../../monitor/settings/routes.ts';
import { SOMEONE } from '../../../monitor/someone.ts';
import type { Destination, Guild } from '../../../monitor/types.ts';
import { decideThread } from './decideThread.ts';
import { asDestination, isPost } from './incidentThread.ts';

/** What can be used to send. */
export interface Means {
  /** Whether there is a bot, which posts in channels and opens threads; else there is a webhook alone. */
  readonly hasBot: () => boolean;
  /** The token of a webhook by its id; null of one that is not ours. */
  readonly tokenOf: (webhookId: string) => string | null;
}

/** A guild as it is notified of a message: in the place of its pipeline. The end of an incident goes to where its first message is. */
export function guildFor(delivery: Delivery, main: Guild, means: Means): Guild {
  const guild = routed(main, delivery.about);
  const began = beginningOf(delivery);
  return began === null ? guild : whereItBegan(guild, began, means);
}

/** Of a message that ends an incident: where the first message about it is. Null: no message can be sent there again, or this one ends no incident. */
export function beginningOf({ message, first }: Delivery): Destination | null {
  if (message.type !== 'recovery' || first === undefined) return null;
  const isClosedPost = isPost(first) && first.threadClosed !== null;
  return isClosedPost ? null : asDestination(inDiscord(first.place));
}

/** The end of an incident goes back to where it began, whatever was chosen since, as long as there is a way to send there. */
function whereItBegan(guild: Guild, began: Destination, { tokenOf }: Means): Guild {
  if (began.type === 'webhook' && tokenOf(began.webhookId) === null) return guild;
  if (guild.destination !== null && isSamePlace(began, guild.destination)) return guild;
  return {
    ...guild,
    destination: began,
    unusable: null,
    fallbacks: () => [...usableDestination(guild), ...guild.fallbacks()],
  };
}

/** The place of its own that a message names; null: it goes where the guild is notified. A webhook alone reaches no other. */
export function ownPlace({ message }: Delivery, { hasBot }: Means): DiscordPlace | null {
  if (message.type !== 'escalation' && message.type !== 'test') return null;
  const place = message.step?.place ?? null;
  const isSomeone = place?.type === 'user' && place.userId === SOMEONE.userId;
  return !hasBot() || isSomeone ? null : place;
}

/** Where else a guild can be notified, its main place first. */
export function elsewhere(main: Guild, tried: Place, fallbacks: readonly Place[]): readonly Place[] {
  return [...usableDestination(main).filter((place) => !isSamePlace(place, tried)), ...fallbacks];
}

/** What messages have in common that reach the same people in the same place; null: there is no place. */
export function reachOf({ delivery, guild: main }: Sending, means: Means): string | null {
  const { destination, unusable, mention, mentionFrom } = guildFor(delivery, main, means);
  const thread = decideThread(delivery, main, means.hasBot()).place;
  const place = thread ?? destination;
  // What opens a thread is sent with what opens one too.
  const opensThread = (main.threads ?? NO_THREADS).mode !== 'off' && delivery.first === undefined;
  const trouble = thread === null ? unusable : null;
  return place === null
    ? null
    : JSON.stringify([placeKey(place), opensThread, trouble, mentionFrom, mention?.type, mention?.id]);
}
