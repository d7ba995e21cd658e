import { type GuildDefaults, hasBot } from '../settings/guildDefaults.ts';
import { isOurWebhook } from '../settings/guildSettings.ts';
import { routed } from '../settings/routes.ts';
import { SOMEONE } from '../someone.ts';
import type { Guild, Place } from '../types.ts';
import type { Delivery } from './delivery.ts';
import { isSamePlace } from './place.ts';
import { decideThread } from './threadPlace.ts';
import { NO_THREADS } from './threads.ts';
import type { Reach } from './together.ts';

/** A guild as it is notified of a message: in the place of its pipeline. */
export function routeOf(main: Guild, delivery: Delivery, defaults: GuildDefaults): Guild {
  return whereItBegan(routed(main, delivery.about), delivery, defaults);
}

/** The place of its own that a message names; null: it goes where the guild is notified. A webhook alone reaches no other. */
export function ownPlace({ message }: Delivery, defaults: GuildDefaults): Place | null {
  if (message.type !== 'escalation' && message.type !== 'test') return null;
  const place = message.step?.place ?? null;
  const isSomeone = place?.type === 'user' && place.userId === SOMEONE.userId;
  return !hasBot(defaults) || isSomeone ? null : place;
}

/** The end of an incident is sent to where people heard of its beginning, whatever was chosen since. */
function whereItBegan(guild: Guild, { began }: Delivery, defaults: GuildDefaults): Guild {
  if (began?.type === 'webhook' && !isOurWebhook(guild.id, began.webhookId, defaults)) return guild;
  if (began === undefined || (guild.destination !== null && isSamePlace(began, guild.destination))) return guild;
  const own = guild.destination === null || guild.unusable !== null ? [] : [guild.destination];
  return { ...guild, destination: began, unusable: null, fallbacks: () => [...own, ...guild.fallbacks()] };
}

/** A guild as a message would reach it, with its thread, post or forum as the place. */
export function reachOf(main: Guild, delivery: Delivery, defaults: GuildDefaults): Reach {
  const opensThread = (main.threads ?? NO_THREADS).mode !== 'off' && delivery.first === undefined;
  const route = { ...routeOf(main, delivery, defaults), opensThread };
  const place = threadPlace(delivery, main, defaults);
  return place === null ? route : { ...route, destination: place, unusable: null };
}

/** The thread or the post of its incident, or the forum in which a post is to be opened for it; null: it goes where the guild is notified. */
function threadPlace(delivery: Delivery, main: Guild, defaults: GuildDefaults): Place | null {
  return decideThread(delivery, main, hasBot(defaults)).place;
}
