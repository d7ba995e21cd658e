import { MonitorError } from '../monitor/errors.ts';
import type { Millis } from '../monitor/time.ts';
import { type After, type DrawingProcess, notDrawn, startDrawingProcess } from './drawingProcess.ts';
import type { DrawRequest } from './worker.ts';

export interface DrawingQueueOptions {
  readonly program: string;
  /** How long one picture may take, from when it is its turn. */
  readonly withinMs: Millis;
  /** How much longer the first picture of a process may take: what draws is loaded for it. */
  readonly startMs: Millis;
  /** A process that has nothing to draw for so long is ended, and its memory with it. */
  readonly idleMs: Millis;
  /** When so many wait, a further request is refused at once. */
  readonly mostWaiting: number;
  readonly after: After;
}

interface Job extends PromiseWithResolvers<Uint8Array> {
  readonly request: DrawRequest;
}

/**
 * Draws one picture after the other, in the order in which they were asked for. What resvg holds of a picture, more than a megabyte, is
 * freed between two messages to the process: with all of them sent at once that would be after the last.
 */
export function createDrawingQueue(options: DrawingQueueOptions) {
  const { program, withinMs, startMs, idleMs, mostWaiting, after } = options;
  const jobs: Job[] = [];
  let running: DrawingProcess | null = null;
  let isDrawing = false;
  let stayUp = (): void => undefined;

  async function drawAll(): Promise<void> {
    isDrawing = true;
    stayUp();
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) await drawOne(job);
    isDrawing = false;
    stayUp = after(idleMs, () => void end('nobody asks'));
  }

  async function drawOne({ request, resolve, reject }: Job): Promise<void> {
    try {
      // One that was given up, or ended by itself, is followed by another.
      if (running === null || running.isGone()) running = startDrawingProcess(program, after);
      resolve(await running.draw(request, running.hasAnswered() ? withinMs : withinMs + startMs));
    } catch (err) {
      reject(err);
      // A process that cannot even start would be started once more for each that waits.
      if (running?.isGone() && !running.hasAnswered()) refuseAll('its process does not start');
    }
  }

  function refuseAll(why: string): void {
    for (const { reject } of jobs.splice(0)) reject(notDrawn(why));
  }

  async function end(why: string): Promise<void> {
    stayUp();
    const ending = running;
    running = null;
    refuseAll(why);
    await ending?.end(why);
  }

  return {
    /** @throws MonitorError `tooManyCharts` where too many wait. */
    draw(request: DrawRequest): Promise<Uint8Array> {
      if (jobs.length >= mostWaiting) return Promise.reject(new MonitorError('tooManyCharts', {}));
      const job = { request, ...Promise.withResolvers<Uint8Array>() };
      jobs.push(job);
      if (!isDrawing) void drawAll();
      return job.promise;
    },
    end,
  };
}
