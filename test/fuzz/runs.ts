/** How often a property is tried: a few times in `npm test`, always the same; `npm run fuzz` tries new ones, FUZZ_RUNS of each. */
export function runs(few: number): { readonly numRuns: number; readonly seed?: number } {
  const many = Number(process.env['FUZZ_RUNS'] ?? 0);
  return many > 0 ? { numRuns: many } : { numRuns: few, seed: 7 };
}
