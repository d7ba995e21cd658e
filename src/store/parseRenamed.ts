/** Fields of stored JSON by the names that they had before the terms of the field took their place. */
const RENAMED: Readonly<Record<string, string>> = { heldBack: 'suppressed', told: 'notified', isTold: 'isNotified' };

/** As they stand in JSON. In a text that somebody wrote, the quotes would have a backslash before them. */
const CRITICAL = /"(severity|notified)":"critical"/g;
const CRITICAL_BEFORE = /"(severity|notified|told)":"error"/g;

/**
 * JSON for a message, a page, or what receivers were notified of. A critical severity stands in it as `error`, as the version before called it: during
 * an update that one still sends, and by a word that it does not know it would ping nobody.
 */
export function storedJson(value: object): string {
  return JSON.stringify(value).replaceAll(CRITICAL, '"$1":"error"');
}

/** The same of this or an earlier version, with severities as this version calls them. */
export function parseStored(json: string): unknown {
  return JSON.parse(json.replaceAll(CRITICAL_BEFORE, '"$1":"critical"'));
}

/** The same, with its fields named as this version names them. */
export function parseRenamed(json: string): unknown {
  const value = parseStored(json);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [RENAMED[name] ?? name, field]));
}
