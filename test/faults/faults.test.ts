import { describe, expect, test } from 'vitest';
import { type Planned, plan, troubleWith } from './matrix.ts';
import { runCell } from './runCell.ts';

/** A few of the cells of `npm run test:faults`: one fault of each sort, and each kind of message. */
const SHORT: readonly (readonly [fault: string, kind: string, way: string])[] = [
  ['kill before a reading is written', 'alert', 'webhook alone'],
  ['kill before the decision is committed', 'recovery', 'bot'],
  ['kill after it is claimed', 'alert', 'webhook and bot'],
  // Without a start in between, which may take longer than Discord is made to wait while other tests run.
  ['429 for 1 s', 'late', 'webhook and bot'],
  ['kill after it is noted, before it leaves', 'daily summary', 'bot'],
  ['kill after Discord stored it, before its answer', 'alert', 'webhook and bot'],
  ['kill after the answer, before it is noted', 'top-up', 'bot'],
  ['kill before that is committed', 'edit', 'webhook alone'],
  ['kill before the decision is committed', 'catch-up', 'bot'],
  ['kill after the decision is committed', 'catch-up', 'webhook alone'],
  ['kill before the decision is committed', 'escalation step', 'bot'],
  ['kill after Discord stored it, before its answer', 'escalation step', 'webhook and bot'],
  ['kill after the decision is committed', 'still on it?', 'bot'],
  ['reset, stored', 'still on it?', 'webhook alone'],
  ['kill before the message is written', 'handover', 'bot'],
  ['kill before that is committed', 'handover', 'webhook and bot'],
  ['reset, stored', 'alert', 'webhook alone'],
  ['502 with HTML', 'test alert', 'bot'],
  ['half a body, stored', 'recovery', 'webhook and bot'],
  ['DNS gone for 3 s', 'alert', 'bot'],
  ['webhook deleted', 'daily summary', 'webhook and bot'],
  ['clock an hour ahead, and back', 'alert', 'bot'],
  ['gateway op 9', 'test alert', 'webhook and bot'],
];

function find([fault, kind, way]: (typeof SHORT)[number]): Planned {
  const found = plan().find((each) => each.fault.name === fault && each.kind.name === kind && each.way === way);
  if (found === undefined) throw new Error(`${fault} × ${kind} × ${way} is not in the matrix`);
  return found;
}

// Each has a stage of its own, and mostly waits.
describe.concurrent('nothing is lost, and nothing is said twice', () => {
  test.each(SHORT.map((cell) => [cell.join(' × '), find(cell)] as const))(
    '%s',
    { timeout: 240_000 },
    async (_name, planned) => {
      const cell = await runCell(planned.fault, planned.kind, planned.way);
      expect(troubleWith(planned, cell)).toBeNull();
    },
  );
});
