import { isFunction, type Watcher, watched } from './watched.ts';

/** Makes what watches the calls of a method; null for one that solves nothing. */
export type WatchMethod = (name: string) => Watcher | null;

/** The same object; calls of its methods are watched, but not those that it makes itself. */
export function watchedMethods<T extends object>(target: T, watchMethod: WatchMethod): T {
  /** By name: a function may have several, and an accessor may answer another one each time. */
  const wrapped = new Map<PropertyKey, { readonly method: unknown; readonly watched: unknown }>();

  /** Private fields are the object's own, so that its methods and accessors get itself. */
  function wrap(name: PropertyKey, method: (...args: never[]) => unknown, self: object): unknown {
    const onTarget = new Proxy(method, {
      apply: (fn, that, args) => Reflect.apply(fn, that === self ? target : that, args),
    });
    const watcher = typeof name === 'string' ? watchMethod(name) : null;
    return watcher === null ? onTarget : watched(onTarget, watcher);
  }

  return new Proxy(target, {
    get(object, name, self) {
      const value: unknown = Reflect.get(object, name, object);
      if (!isFunction(value) || name === 'constructor' || isFixed(object, name)) return value;
      const known = wrapped.get(name);
      if (known?.method === value) return known.watched;
      const wrapper = wrap(name, value, self);
      wrapped.set(name, { method: value, watched: wrapper });
      return wrapper;
    },
    set: (object, name, value) => Reflect.set(object, name, value, object),
  });
}

/** JavaScript insists that these are answered as they are. */
function isFixed(object: object, name: PropertyKey): boolean {
  const property = Reflect.getOwnPropertyDescriptor(object, name);
  return property?.configurable === false && property.writable === false;
}
