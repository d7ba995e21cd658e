/** The groups of files that import one another in a circle, each sorted by name. `importsOf` has the imports of every file. */
export function cyclesIn(importsOf: ReadonlyMap<string, readonly string[]>): string[][] {
  const reached = new Map([...importsOf.keys()].map((file) => [file, reachableFrom(file, importsOf)]));
  const reaches = (from: string, to: string) => reached.get(from)?.has(to) ?? false;
  const inCycle = [...importsOf.keys()].filter((file) => reaches(file, file));
  const groups = Map.groupBy(inCycle, (file) => inCycle.find((first) => reaches(first, file) && reaches(file, first)));
  return [...groups.values()].map((group) => group.sort());
}

/** Everything that a file imports, itself or by way of others. */
export function reachableFrom(start: string, importsOf: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const seen = new Set<string>();
  const next = [...(importsOf.get(start) ?? [])];
  for (let file = next.pop(); file !== undefined; file = next.pop()) {
    if (seen.has(file) || !importsOf.has(file)) continue;
    seen.add(file);
    next.push(...(importsOf.get(file) ?? []));
  }
  return seen;
}
