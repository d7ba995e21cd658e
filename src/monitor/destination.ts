export interface Mention {
  readonly type: 'role' | 'user';
  readonly id: string;
}

/** What a guild has chosen for its messages. The webhook is one of the environment; its token is never stored. */
export type Destination =
  | { readonly type: 'channel'; readonly channelId: string }
  | {
      readonly type: 'webhook';
      readonly webhookId: string;
      /** The thread that it posts in; absent where it posts in its channel. */
      readonly threadId?: string;
    };

/** A post that a webhook has opened for all that it sends. */
export type PostDestination = Extract<Destination, { type: 'webhook' }> & { readonly threadId: string };
