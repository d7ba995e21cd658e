import { isObject } from '../records/foreign.ts';

/** Called with how a call ended, its arguments and how long it took. Neither may throw. */
export interface Watcher {
  /** Whether only promises are of interest. */
  readonly isAsyncOnly: boolean;
  returned(answer: unknown, args: readonly unknown[], latencyMs: number): void;
  threw(thrown: unknown, args: readonly unknown[], latencyMs: number): void;
}

type AnyFunction = (...args: never[]) => unknown;

/** The same function, with its types, its `this` and its properties; each call of it is watched. */
export function watched<F extends AnyFunction>(fn: F, watcher: Watcher): F {
  return new Proxy(fn, { apply: (target, self, args) => watch(target, self, args, watcher) });
}

export function isFunction(value: unknown): value is AnyFunction {
  return typeof value === 'function';
}

/** Answers or throws the same. A promise has a successor, so that one nobody handles is still noticed. */
function watch(fn: AnyFunction, self: unknown, args: readonly unknown[], watcher: Watcher): unknown {
  const startedAt = performance.now();
  let answer: unknown;
  try {
    answer = Reflect.apply(fn, self, args);
  } catch (thrown) {
    if (!watcher.isAsyncOnly) watcher.threw(thrown, args, performance.now() - startedAt);
    throw thrown;
  }
  if (isThenable(answer)) return successor(answer, args, startedAt, watcher);
  if (!watcher.isAsyncOnly) watcher.returned(answer, args, performance.now() - startedAt);
  return answer;
}

function successor(answer: PromiseLike<unknown>, args: readonly unknown[], startedAt: number, watcher: Watcher) {
  return answer.then(
    (value) => {
      watcher.returned(value, args, performance.now() - startedAt);
      return value;
    },
    (thrown: unknown) => {
      watcher.threw(thrown, args, performance.now() - startedAt);
      throw thrown;
    },
  );
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return isObject(value) && typeof Reflect.get(value, 'then') === 'function';
}
