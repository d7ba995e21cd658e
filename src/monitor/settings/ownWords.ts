import { kindOf } from '../kinds/index.ts';
import type { AlertKind, Guild, Link } from '../types.ts';

/** What the operator adds to the alerts of a kind. */
export interface OwnWords {
  readonly links: readonly Link[];
  readonly notes: readonly string[];
}

export const NO_WORDS: OwnWords = { links: [], notes: [] };

/** More would not fit beside the others. */
const MOST_LINKS = 3;
const MOST_NOTES = 3;

type About = { readonly kind: AlertKind; readonly pipeline: string };

/**
 * Of kinds and what they are about: a pipeline, or an account. For an account each of its pipelines that the guild sees may have some, and
 * a message may tell of several pipelines.
 */
export function ownWordsFor({ pipelines }: Pick<Guild, 'pipelines'>, abouts: readonly About[]): OwnWords {
  const own = abouts.flatMap(({ kind, pipeline: subject }) => {
    const isOfAccount = kindOf(kind).scope === 'account';
    const meant = pipelines.filter(({ name, account }) => (isOfAccount ? account === subject : name === subject));
    return meant.map(({ links, notes }) => ({ links: links?.[kind] ?? [], note: notes?.[kind] }));
  });
  const links = new Map(own.flatMap((one) => one.links).map((link) => [link.url, link]));
  const notes = new Set(own.flatMap(({ note }) => note ?? []));
  return { links: [...links.values()].slice(0, MOST_LINKS), notes: [...notes].slice(0, MOST_NOTES) };
}
