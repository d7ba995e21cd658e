import type { Place } from '../monitor/delivery/place.ts';

/** Where Discord takes a message. */
export type DiscordPlace =
  | { readonly type: 'channel'; readonly channelId: string }
  | {
      readonly type: 'webhook';
      readonly webhookId: string;
      /** The thread that it posts in; absent where it posts in its channel. */
      readonly threadId?: string;
      /** A post of its own is opened for the message, in the forum that it posts in. */
      readonly isPost?: true;
    }
  /** A post is opened in it for the message. */
  | { readonly type: 'forum'; readonly channelId: string }
  /** A direct message, where nothing else is left. */
  | { readonly type: 'user'; readonly userId: string };

/** A place of a message to Discord: nobody else makes one. */
export function inDiscord(place: Place): DiscordPlace {
  return place as DiscordPlace;
}
