/** Something that changes: `until` waits for a condition and looks again only after `changed`. */
export interface Signal {
  changed(): void;
  until<T>(read: () => T | undefined, timeoutMs: number, describe: () => string): Promise<T>;
  subscribe(listener: () => void): () => void;
}

export function createSignal(): Signal {
  const listeners = new Set<() => void>();

  function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  function until<T>(read: () => T | undefined, timeoutMs: number, describe: () => string): Promise<T> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        unsubscribe();
        settle();
      };
      const look = () => {
        try {
          const value = read();
          if (value !== undefined) finish(() => resolve(value));
        } catch (err) {
          finish(() => reject(err));
        }
      };
      const timer = setTimeout(() => finish(() => reject(new Error(describe()))), timeoutMs);
      const unsubscribe = subscribe(look);
      look();
    });
  }

  return {
    changed: () => {
      for (const listener of [...listeners]) listener();
    },
    until,
    subscribe,
  };
}
