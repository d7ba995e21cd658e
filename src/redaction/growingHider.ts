import { createHider } from './secretPattern.ts';

/** Takes secrets out of texts; more of them may become known. What was a secret stays one. */
export function createGrowingHider(known: readonly string[]) {
  let secrets = known;
  let hideKnown = createHider(secrets);
  return {
    hide: (text: string): string => hideKnown(text),
    add(more: readonly string[]): void {
      secrets = [...new Set([...secrets, ...more])];
      hideKnown = createHider(secrets);
    },
  };
}

export type GrowingHider = ReturnType<typeof createGrowingHider>;
