/** Where one message is sent, or stands. Only its receiver knows what is in it; to all others it is a whole, which they store and compare. */
export type Place = Readonly<Record<string, string | boolean | undefined>>;

/** The same text for the same place, whatever order its parts were written in. */
export function placeKey(place: Place): string {
  const parts = Object.entries(place).filter(([, value]) => value !== undefined);
  return JSON.stringify(Object.fromEntries(parts.toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

export function isSamePlace(a: Place, b: Place): boolean {
  return placeKey(a) === placeKey(b);
}
