import type { Sealed, SealedSettings } from './inForce.ts';
import { isReloadable } from './reload.ts';

/** One setting that is another one than in force. */
export interface Difference {
  readonly name: string;
  /** Such as `8787 → 9000`; of a secret nothing is shown. */
  readonly change: string;
  readonly needsRestart: boolean;
}

/** Every setting that is not as it is in force, in the order of the new ones. */
export function differences(inForce: SealedSettings, next: SealedSettings): readonly Difference[] {
  const names = [...new Set([...Object.keys(next), ...Object.keys(inForce)])];
  return names.flatMap((name) => {
    const change = changeOf(inForce[name], next[name]);
    return change === null ? [] : [{ name, change, needsRestart: !name.includes('.') && !isReloadable(name) }];
  });
}

function changeOf(before: Sealed | undefined, after: Sealed | undefined): string | null {
  if (before !== undefined && after !== undefined && 'hash' in before && 'hash' in after)
    return before.hash === after.hash ? null : 'another value (a secret)';
  const [was, is] = [wordsOf(before), wordsOf(after)];
  return was === is ? null : `${was} → ${is}`;
}

function wordsOf(sealed: Sealed | undefined): string {
  if (sealed === undefined) return 'not set';
  return 'hash' in sealed ? 'a secret' : sealed.text;
}
