/** Reads once for each different key. */
export function keptBy<Key, Value>(
  read: (of: Key) => Promise<Value>,
  keyOf: (of: Key) => unknown = (of) => of,
): (of: Key) => Promise<Value> {
  const found = new Map<unknown, Promise<Value>>();
  return (of) => {
    const key = keyOf(of);
    const known = found.get(key);
    if (known !== undefined) return known;
    const reading = read(of);
    // Who waits for it learns of a failure, and it may fail before anybody waits: that must not end the program.
    reading.catch(() => undefined);
    found.set(key, reading);
    return reading;
  };
}
