type Path = readonly (string | number)[];

/** How deep fields are looked at: far enough for what the library reads at once. */
const DEEPEST = 4;

/** Every field of a payload: left out, null, and of another type. */
export function mutationsOf(data: unknown): readonly { readonly name: string; readonly data: unknown }[] {
  return [
    { name: 'null', data: null },
    { name: 'a text', data: 'x' },
    ...pathsIn(data, []).flatMap((path) => {
      const name = path.join('.');
      return [
        { name: `${name} left out`, data: changed(data, path, undefined) },
        { name: `${name} null`, data: changed(data, path, null) },
        { name: `${name} of another type`, data: changed(data, path, ofAnotherType(at(data, path))) },
      ];
    }),
  ];
}

function pathsIn(data: unknown, path: Path): readonly Path[] {
  if (typeof data !== 'object' || data === null || path.length >= DEEPEST) return [];
  // One of a list stands for all of them.
  const keys = Array.isArray(data) ? [...data.keys()].slice(0, 1) : Object.keys(data);
  return keys.flatMap((key) => [[...path, key], ...pathsIn(Reflect.get(data, key), [...path, key])]);
}

function at(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((from, key) => Reflect.get(Object(from), key), data);
}

function changed(data: unknown, path: Path, value: unknown): unknown {
  const copy: unknown = structuredClone(data);
  const last = path.at(-1) ?? '';
  const holder = Object(at(copy, path.slice(0, -1)));
  if (value === undefined) Reflect.deleteProperty(holder, last);
  else Reflect.set(holder, last, value);
  return copy;
}

function ofAnotherType(value: unknown): unknown {
  if (typeof value === 'string') return 7;
  return Array.isArray(value) ? { no: 'list' } : 'x';
}
