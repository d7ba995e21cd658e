import type { QueueReading } from '../monitor/ports/queueSource.ts';
import type { Measures } from './queueOptions.ts';
import { countIn, timeIn } from './readNumber.ts';

/** A reading of what each measure gives. */
export async function measured(measures: Measures, ask: (measure: string) => unknown): Promise<QueueReading> {
  const asked = async (measure: string | null) => (measure === null ? null : ask(measure));
  const { depth, workers, busy, oldest } = measures;
  const answers = await Promise.all([asked(depth), asked(workers), asked(busy), asked(oldest)]);
  return {
    depth: countIn(answers[0]),
    workers: countIn(answers[1]),
    busy: countIn(answers[2]),
    oldestAt: timeIn(answers[3]),
  };
}
