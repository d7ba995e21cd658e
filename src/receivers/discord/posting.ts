import type { RawFile } from '@discordjs/rest';
import type { NewPost } from './threadRequests.ts';

/** What belongs to a message, beside what it says. */
export interface Posting {
  readonly nonce: string;
  /** The post that is opened for it, where it is sent to a forum. */
  readonly newPost: () => NewPost;
  /** It goes into the thread that its place names, or nowhere. */
  readonly isOnlyThere: boolean;
  /** Sent with it; the body says what is on them. */
  readonly files: readonly RawFile[];
}
