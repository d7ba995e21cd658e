import type { WindowOf, WindowSums } from '../ports/resultStore.ts';
import type { Store } from '../ports/store.ts';
import type { Millis } from '../time.ts';

/** Windows that end at one moment. */
export interface WindowsReader {
  /** It will be asked for: it is read together with the first that is. */
  expect(window: WindowOf): void;
  read(window: WindowOf): Promise<WindowSums>;
}

/** Reads all windows that are expected at once, and each one once. */
export function createWindowsReader(results: Pick<Store['results'], 'windows'>, at: Millis): WindowsReader {
  const known = new Map<string, Promise<WindowSums>>();
  const expected = new Map<string, WindowOf>();

  function expect(window: WindowOf): void {
    const key = keyOf(window);
    if (!known.has(key)) expected.set(key, window);
  }

  function readExpected(): void {
    const windows = [...expected];
    expected.clear();
    const reading = results.windows(
      windows.map(([, window]) => window),
      at,
    );
    for (const [index, [key, { pipeline }]] of windows.entries()) {
      const totals = reading.then((all) => {
        const own = all[index];
        if (own === undefined) throw new Error(`no window of ${pipeline} was read`);
        return own;
      });
      // Who waits for it learns of a failure, and it may fail before anybody waits: that must not end the program.
      totals.catch(() => undefined);
      known.set(key, totals);
    }
  }

  return {
    expect,
    async read(window) {
      expect(window);
      if (!known.has(keyOf(window))) readExpected();
      const totals = await known.get(keyOf(window));
      if (totals === undefined) throw new Error(`no window of ${window.pipeline} was read`);
      return totals;
    },
  };
}

function keyOf({ pipeline, from }: WindowOf): string {
  return `${from} ${pipeline}`;
}
