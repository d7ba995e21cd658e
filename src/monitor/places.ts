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
    };

/** Where a message can be sent. A user gets a direct message, where nothing else is left. */
export type Place = Destination | { readonly type: 'user'; readonly userId: string };
