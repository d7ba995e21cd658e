import type { Actor } from './types.ts';

/** Stands where a person stood who asked to be forgotten. No id of Discord's: it must not become a mention. */
export const SOMEONE: Actor = { userId: 'someone', name: 'someone' };
