/** Fields of stored JSON by the names that they had before the terms of the field took their place. */
const RENAMED: Readonly<Record<string, string>> = { heldBack: 'suppressed', told: 'notified', isTold: 'isNotified' };

/** JSON of this or an earlier version, with the fields named as this version names them. */
export function parseRenamed(json: string): unknown {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [RENAMED[name] ?? name, field]));
}
