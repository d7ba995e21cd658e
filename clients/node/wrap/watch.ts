import { isObject } from '../records/foreign.ts';

/** Is told how calls end. Neither may throw. */
export interface Watcher {
  /** Whether only promises are of interest. */
  readonly isAsyncOnly: boolean;
  returned(answer: unknown, latencyMs: number): void;
  threw(thrown: unknown, latencyMs: number): void;
}

/** Runs something and answers or throws the same. A promise has a successor, so that one nobody handles is still noticed. */
export function watch(run: () => unknown, watcher: Watcher): unknown {
  const startedAt = performance.now();
  const latency = () => performance.now() - startedAt;
  const returned = (value: unknown) => {
    watcher.returned(value, latency());
    return value;
  };
  const threw = (thrown: unknown): never => {
    watcher.threw(thrown, latency());
    throw thrown;
  };
  let answer: unknown;
  try {
    answer = run();
  } catch (thrown) {
    if (watcher.isAsyncOnly) throw thrown;
    return threw(thrown);
  }
  if (isThenable(answer)) return answer.then(returned, threw);
  return watcher.isAsyncOnly ? answer : returned(answer);
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return isObject(value) && typeof Reflect.get(value, 'then') === 'function';
}
