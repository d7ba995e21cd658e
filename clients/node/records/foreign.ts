/** What comes from other code may be anything. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export function textAt(value: unknown, name: string): string | null {
  const found: unknown = isObject(value) ? Reflect.get(value, name) : null;
  return typeof found === 'string' ? found : null;
}

export function numberAt(value: unknown, name: string): number | null {
  const found: unknown = isObject(value) ? Reflect.get(value, name) : null;
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

export function listAt(value: unknown, name: string): readonly unknown[] | null {
  const found: unknown = isObject(value) ? Reflect.get(value, name) : null;
  return Array.isArray(found) ? found : null;
}
