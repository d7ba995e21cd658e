import type { Way } from '../fixtures/faultyProgram.ts';
import { FAULTS, type Fault } from './faults.ts';
import { KINDS, type Kind } from './kinds.ts';
import { type Cell, runCell } from './runCell.ts';

export const WAYS: readonly Way[] = ['bot', 'webhook and bot', 'webhook alone'];

export interface Planned {
  readonly fault: Fault;
  readonly kind: Kind;
  readonly way: Way;
}

/** Every fault with every kind of message and every way to send it, where the three can meet. */
export function plan(): readonly Planned[] {
  return WAYS.flatMap((way) =>
    FAULTS.flatMap((fault) =>
      KINDS.filter((kind) => fault.fits?.(kind, way) ?? true)
        .filter(({ byCommand }) => byCommand === undefined || way !== 'webhook alone')
        .map((kind) => ({ fault, kind, way })),
    ),
  );
}

/** Discord gives a webhook alone no way to know whether a message arrived: there, and only there, it may be seen twice. */
export function mayDouble({ fault, kind, way }: Planned): boolean {
  return way === 'webhook alone' && fault.isAnswerLost === true && !kind.isEdit;
}

/** What is wrong with a cell; null where nothing is. */
export function troubleWith(planned: Planned, { lost, doubles, isMarked }: Cell): string | null {
  if (lost > 0) return 'lost';
  if (doubles === 0) return null;
  if (!mayDouble(planned)) return `seen ${doubles + 1} times`;
  if (doubles > (planned.fault.isAnswerLostForGood ? 2 : 1))
    return `seen ${doubles + 1} times, where that is too often`;
  return isMarked ? null : 'repeated without a note';
}

/** Runs cells side by side; what fails to run at all counts as lost. */
export async function runAll(
  cells: readonly Planned[],
  atOnce: number,
  onCell: (planned: Planned, cell: Cell, left: number) => void,
): Promise<void> {
  const waiting = [...cells];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { fault, kind, way } = next;
      const cell = await runCell(fault, kind, way).catch((err: unknown): Cell => {
        console.error(`${fault.name} × ${kind.name} × ${way}:`, err);
        return { fault: fault.name, kind: kind.name, way, sent: 0, lost: 1, doubles: 0, isMarked: true, tookMs: 0 };
      });
      onCell(next, cell, waiting.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
