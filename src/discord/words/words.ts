import type { en } from './en/index.ts';

/** Everything that the bot says, in one language. English is the source; the others have every one of its texts. */
export type Words = typeof en;

/** The catalogue has the texts of every command, and of no other. */
export type CommandName = keyof Words['commands'];
