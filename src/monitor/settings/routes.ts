import { kindOf } from '../kinds/index.ts';
import type { AlertKind, Destination, Guild, Route } from '../types.ts';

interface About {
  readonly kind: AlertKind;
  /** The pipeline, or of a kind that is about the account, the account. */
  readonly pipeline: string;
}

/** A guild as it is notified of something: of one pipeline perhaps in a channel of its own; of an account, and of itself, in its main one. */
export function routed(guild: Guild, about: About | null): Guild {
  if (about === null || kindOf(about.kind).scope === 'account') return guild;
  return routedTo(guild, about.pipeline);
}

/** Whether a guild sees what a message is about: what it sees may change while the message waits. */
export function isSeen({ pipelines }: Pick<Guild, 'pipelines'>, about: About | null): boolean {
  if (about === null) return true;
  const { kind, pipeline: subject } = about;
  if (kindOf(kind).scope === 'pipeline') return pipelines.some(({ name }) => name === subject);
  return pipelines.some(({ account }) => account === undefined || account === subject);
}

/** A guild as it is notified of one of its pipelines. */
export function routedTo(guild: Guild, pipeline: string): Guild {
  const route = guild.pipelines.find(({ name }) => name === pipeline)?.route ?? null;
  if (route === null) return guild;
  const { destination, unusable } = route;
  const place =
    destination === null
      ? {}
      : { destination, unusable, fallbacks: () => [...usableDestination(guild), ...guild.fallbacks()] };
  return { ...guild, ...mentionsOf(route, guild), ...place, mentionFrom: route.mentionFrom ?? guild.mentionFrom };
}

/** Every place that a guild has chosen, with why nothing can be sent there. */
export function placesOf(guild: Guild): readonly Pick<Guild, 'id' | 'destination' | 'unusable'>[] {
  const { id } = guild;
  const routes = guild.pipelines.flatMap(({ route }) => (route?.destination == null ? [] : [{ id, ...route }]));
  return [guild, ...routes];
}

/** Where a guild is notified, as far as that works. */
export function usableDestination({ destination, unusable }: Guild): readonly Destination[] {
  return destination === null || unusable !== null ? [] : [destination];
}

function mentionsOf({ mention }: Route, guild: Guild): Pick<Guild, 'mention' | 'chosenMention'> {
  if (mention === null) return { mention: guild.mention, chosenMention: guild.chosenMention };
  const own = mention === 'nobody' ? null : mention;
  return { mention: own, chosenMention: own };
}
