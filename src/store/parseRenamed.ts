/** Fields of stored JSON by the names that they had before the terms of the field took their place. */
const RENAMED: Readonly<Record<string, string>> = { heldBack: 'suppressed', told: 'notified', isTold: 'isNotified' };
/** Those that may hold a severity. */
const SEVERITIES: ReadonlySet<string> = new Set(['severity', 'notified', 'told']);

/** JSON of this or an earlier version, with severities at any depth as this version calls them. */
export function parseStored(json: string): unknown {
  return JSON.parse(json, json.includes('"error"') ? severityNow : undefined);
}

/** The same, with its fields named as this version names them. */
export function parseRenamed(json: string): unknown {
  const value = parseStored(json);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [RENAMED[name] ?? name, field]));
}

function severityNow(name: string, value: unknown): unknown {
  return value === 'error' && SEVERITIES.has(name) ? 'critical' : value;
}
