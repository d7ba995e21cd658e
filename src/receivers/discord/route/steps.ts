import type { Attempted } from '../../../monitor/delivery/attempted.ts';
import type { Attempt, Route, RouteNote, RouteStep } from '../../../monitor/ports/receiver.ts';

/** One attempt, and what came of it. */
export function* tryAt(attempt: Attempt): Route {
  const attempted = yield { do: 'attempt', attempt };
  if (attempted === undefined) throw new Error('a step of a route was not answered');
  return attempted;
}

export function* note(what: RouteNote): Generator<RouteStep, void, Attempted | undefined> {
  yield { do: 'note', note: what };
}
