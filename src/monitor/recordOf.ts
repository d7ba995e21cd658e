/** The entries as an object. That there is one for every name of `Name` only the caller knows, who has them from where the names come from. */
export function recordOf<Name extends string, Value>(
  entries: readonly (readonly [Name, Value])[],
): Readonly<Record<Name, Value>> {
  return Object.fromEntries(entries) as Record<Name, Value>;
}
