import type { APIGuildForumTag } from 'discord-api-types/v10';
import type { IncidentState } from '../monitor/alerts/incidentState.ts';
import { LANGUAGES } from './words/languages.ts';
import type { Words } from './words/words.ts';

export type PostTag = keyof Words['incidentThreads']['tags'];

/** Of each a post has one. */
const GROUPS: readonly (readonly PostTag[])[] = [
  ['critical', 'warning'],
  ['open', 'acknowledged', 'recovered'],
];
/** https://discord.com/developers/docs/resources/channel#channel-object */
const MOST_TAGS = 5;

/** By what became of everything that the first message of a post tells of. */
export function stateTag(states: readonly (Pick<IncidentState, 'endedAt' | 'acknowledged'> | null)[]): PostTag {
  const open = states.filter((state) => state === null || state.endedAt === null);
  if (open.length === 0) return 'recovered';
  return open.every((state) => state !== null && state.acknowledged !== null) ? 'acknowledged' : 'open';
}

/**
 * The tags of a post once `wanted` holds, as far as its forum has them: by name, in any language. Those that people set stay, and come
 * first. What only moderators may set is not ours to set.
 */
export function tagsWith(
  available: readonly Pick<APIGuildForumTag, 'id' | 'name' | 'moderated'>[],
  applied: readonly string[],
  wanted: readonly PostTag[],
): readonly string[] {
  const idsOf = (tag: PostTag) =>
    available.filter(({ name, moderated }) => !moderated && namesOf(tag).has(normal(name))).map(({ id }) => id);
  const replaced = GROUPS.filter((group) => group.some((tag) => wanted.includes(tag))).flatMap((group) =>
    group.flatMap(idsOf),
  );
  const kept = applied.filter((id) => !replaced.includes(id));
  const set = wanted.flatMap((tag) => idsOf(tag).slice(0, 1));
  return [...kept, ...set].slice(0, MOST_TAGS);
}

function namesOf(tag: PostTag): ReadonlySet<string> {
  return new Set(LANGUAGES.map(({ words }) => normal(words.incidentThreads.tags[tag])));
}

function normal(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
