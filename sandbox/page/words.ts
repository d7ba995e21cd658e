/** What can be said here that is no command. */
export interface Words {
  readonly names: readonly string[];
  /** Answers whether the text was one of them. */
  readonly say: (text: string) => boolean;
  /** What happens outside of Discord just now; empty: nothing to speak of. */
  readonly lastSaid: () => string;
}
