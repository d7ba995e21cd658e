import { methodNotAllowed, notFound } from './apiError.ts';
import type { Route } from './apiRequest.ts';

export interface RouteMatch {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export function createRouter(routes: readonly Route[]): (method: string, path: string) => RouteMatch {
  const compiled = routes.map((route) => ({ route, expression: compile(route.pattern) }));
  return (method, path) => {
    const samePath = compiled.flatMap(({ route, expression }) => {
      const groups = expression.exec(path);
      return groups ? [{ route, params: { ...groups.groups } }] : [];
    });
    const match = samePath.find(({ route }) => route.method === method);
    if (match) return match;
    throw samePath.length > 0 ? methodNotAllowed() : notFound();
  };
}

function compile(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
}
