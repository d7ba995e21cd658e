/** Lets one part of the program ask another for work. The part that does the work is created later and listens from then on. */
export interface Signal {
  readonly raise: () => void;
  /** Answers how to stop listening. */
  readonly listen: (listener: () => void) => () => void;
}

export function createSignal(): Signal {
  const listeners = new Set<() => void>();
  return {
    raise() {
      for (const listener of listeners) listener();
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What one role asks of another. */
export interface Signals {
  /** Something changed that an evaluation should look at now. */
  readonly evaluate: Signal;
  /** Something may be delivered now. */
  readonly deliver: Signal;
  /** A guild came, or is known better than before. */
  readonly guilds: Signal;
}

export function createSignals(): Signals {
  return { evaluate: createSignal(), deliver: createSignal(), guilds: createSignal() };
}
