/**
 * Where the messages after the first one of an incident go. `off`: where all messages go. `thread`: to a thread of that message.
 * `post`: the incident is a post of a forum.
 */
export const THREAD_MODES = ['off', 'thread', 'post'] as const;

export type ThreadMode = (typeof THREAD_MODES)[number];

export interface Threads {
  readonly mode: ThreadMode;
  /** The forum of the posts; null: the one that the webhook posts in. */
  readonly forumId: string | null;
}

export const NO_THREADS: Threads = { mode: 'off', forumId: null };
