import type { Place } from '../monitor/delivery/place.ts';
import type { ChannelDestination, DirectMessages, WebhookDestination } from '../monitor/destination.ts';

/** Where Discord takes a message. */
export type DiscordPlace =
  | ChannelDestination
  /** `isPost`: a post of its own is opened for the message, in the forum that the webhook posts in. */
  | (WebhookDestination & { readonly isPost?: true })
  /** A post is opened in it for the message. */
  | { readonly type: 'forum'; readonly channelId: string }
  /** Where nothing else is left, or a step of the escalation names a person. */
  | DirectMessages;

/** A place of a message to Discord. All places of its messages are made here. */
export function inDiscord(place: Place): DiscordPlace {
  return place as DiscordPlace;
}
