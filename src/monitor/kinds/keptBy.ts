/** Reads once for each different key. */
export function keptBy<Key, Value>(
  read: (argument: Key) => Promise<Value>,
  keyOf: (argument: Key) => unknown = (argument) => argument,
): (argument: Key) => Promise<Value> {
  const readings = new Map<unknown, Promise<Value>>();
  return (argument) => {
    const key = keyOf(argument);
    const known = readings.get(key);
    if (known !== undefined) return known;
    const reading = read(argument);
    // Who waits for it learns of a failure, and it may fail before anybody waits: that must not end the program.
    reading.catch(() => undefined);
    readings.set(key, reading);
    return reading;
  };
}
