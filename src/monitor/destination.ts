export interface Mention {
  readonly type: 'role' | 'user';
  readonly id: string;
}

export type ChannelDestination = { readonly type: 'channel'; readonly channelId: string };

/** A webhook of the environment; its token is never stored. */
export type WebhookDestination = {
  readonly type: 'webhook';
  readonly webhookId: string;
  /** The thread that it posts in; absent where it posts in its channel. */
  readonly threadId?: string;
};

/** What a guild has chosen for its messages. */
export type Destination = ChannelDestination | WebhookDestination;

/** A post that a webhook has opened for all that it sends. */
export type PostDestination = WebhookDestination & { readonly threadId: string };

/** A person's direct messages. */
export type DirectMessages = { readonly type: 'user'; readonly userId: string };
