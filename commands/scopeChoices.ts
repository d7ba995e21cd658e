import { ENGLISH } from '../src/discord/words/language.ts';
import { MUTE_SCOPES } from '../src/monitor/types.ts';

/** What can be muted, as Discord offers it. */
export const MUTE_SCOPE_CHOICES = MUTE_SCOPES.map((value) => ({ name: ENGLISH.words.scopes[value], value }));
