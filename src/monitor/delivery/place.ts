/** Where a message is sent, or is by now. Only its receiver reads what is in it; all others keep it and hand it on. */
export type Place = Readonly<Record<string, string | boolean | undefined>>;

/** The same text for the same place, whatever order its parts were written in. */
export function placeKey(place: Place): string {
  const parts = Object.entries(place).filter(([, value]) => value !== undefined);
  return JSON.stringify(Object.fromEntries(parts.toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

export function isSamePlace(a: Place, b: Place): boolean {
  return placeKey(a) === placeKey(b);
}
