/** A text that is told values: one, or an object of them by their names. */
export type Text = (...values: readonly unknown[]) => unknown;
type Leaf = readonly [path: string, value: unknown];

/** Every text of a catalogue, with the way to it. */
export function leavesOf(value: unknown, path = ''): readonly Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, each]) => leavesOf(each, `${path}.${key}`));
}

/** What a text says, and the values in it: each reads as its own name in brackets. */
export function probed(text: Text) {
  const told = new Set<string>();
  const said = text(...Array.from({ length: text.length }, (_, index) => probe(String(index), told)));
  return { said: String(said), told };
}

/** Stands for whatever a text is told, and notes under which name it is asked for. */
function probe(name: string, told: Set<string>): object {
  told.add(`[${name}]`);
  return new Proxy(
    {},
    {
      get(_target, key) {
        if (key === Symbol.toPrimitive) return () => `[${name}]`;
        told.delete(`[${name}]`);
        // How many there are decides the form of a noun, and is said by the text beside it.
        if (key === 'n') return 5;
        return probe(`${name}.${String(key)}`, told);
      },
    },
  );
}
