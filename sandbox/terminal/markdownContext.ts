import type { Reader } from './discordTime.ts';

/** What it takes to resolve the references in a text: names for ids, and somebody's clock. */
export interface MarkdownContext extends Reader {
  /** Without colour a link cannot hide behind its words, so its address follows them. */
  readonly colour: boolean;
  /** Whether `@everyone` is a mention here, or a word. */
  readonly pingsEveryone: boolean;
  readonly roleName: (id: string) => string | undefined;
  readonly userName: (id: string) => string | undefined;
  readonly channelName?: ((id: string) => string | undefined) | undefined;
}
