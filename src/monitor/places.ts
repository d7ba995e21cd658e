export interface Mention {
  readonly type: 'role' | 'user';
  readonly id: string;
}

/** Where a guild's messages go. The webhook is the one of the environment; its token is never stored. */
export type Destination =
  | { readonly type: 'channel'; readonly channelId: string }
  | {
      readonly type: 'webhook';
      readonly webhookId: string;
      /** The thread that it posts in; absent where it posts in its channel. */
      readonly threadId?: string;
      /** A post of its own is opened for the message, in the forum that it posts in. */
      readonly isPost?: true;
    };

/** Where a message can be sent. In a forum a post is opened for it. A user gets a direct message, where nothing else is left. */
export type Place =
  | Destination
  | { readonly type: 'forum'; readonly channelId: string }
  | { readonly type: 'user'; readonly userId: string };
