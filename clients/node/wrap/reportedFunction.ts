import { type Watcher, watch } from './watch.ts';

/** Makes what watches one call, from the arguments of the call. */
export type WatchCall = (args: readonly unknown[]) => Watcher;
type AnyFunction = (...args: never[]) => unknown;

/** The same function, with its types, its `this` and its properties; each call of it is watched. */
export function reportedFunction<F extends AnyFunction>(fn: F, watchCall: WatchCall): F {
  return new Proxy(fn, {
    apply: (target, self, args) => watch(() => Reflect.apply(target, self, args), watchCall(args)),
  });
}

export function isFunction(value: unknown): value is AnyFunction {
  return typeof value === 'function';
}
