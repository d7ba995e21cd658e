import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Chart, ChartTexts } from '../monitor/charts/chart.ts';
import type { Millis } from '../monitor/time.ts';
import type { DrawAnswer, DrawRequest } from './worker.ts';

export interface ChartsOptions {
  /** The worker's program; another one only for tests. */
  readonly program?: URL;
  /** A picture that takes longer than this is given up, with the worker that draws it. */
  readonly withinMs?: Millis;
}

export interface Charts {
  /** A chart as PNG. Rejects where it cannot be drawn, and never hangs. */
  render(chart: Chart, texts: ChartTexts): Promise<Uint8Array>;
  stop(): Promise<void>;
}

/** Beside this file, in the same form: from the sources, or compiled. */
const PROGRAM = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/** One picture needs little; without a bound the engine takes what it can get. */
const MEMORY = { maxYoungGenerationSizeMb: 8 } as const;

/** Pictures of the same data are kept: people look at the same thing at the same time. */
const KEPT = 64;

interface Waiting {
  readonly resolve: (png: Uint8Array) => void;
  readonly reject: (err: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Draws off the event loop, in one worker that is started when the first picture is asked for. */
export function createCharts({ program = PROGRAM, withinMs = 10_000 }: ChartsOptions = {}): Charts {
  const pictures = new Map<string, Promise<Uint8Array>>();
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let lastId = 0;

  function settle(id: number): Waiting | undefined {
    const found = waiting.get(id);
    waiting.delete(id);
    if (found !== undefined) clearTimeout(found.timer);
    // An idle worker keeps no process alive.
    if (waiting.size === 0) worker?.unref();
    return found;
  }

  /** Whatever the worker was drawing is lost with it; the next picture starts another one. */
  function abandon(lost: Worker, why: string): void {
    if (worker !== lost) return;
    worker = null;
    for (const id of [...waiting.keys()]) settle(id)?.reject(new Error(`The chart was not drawn: ${why}`));
    void lost.terminate();
  }

  function start(): Worker {
    const started = new Worker(program, { resourceLimits: MEMORY, stdout: true, stderr: true });
    // What a library prints there would be written by this thread, which waits for nobody who reads it.
    started.stdout.resume();
    started.stderr.resume();
    started.on('message', (answer: DrawAnswer) => {
      const found = settle(answer.id);
      if ('png' in answer) found?.resolve(answer.png);
      else found?.reject(new Error(`The chart was not drawn: ${answer.error}`));
    });
    started.on('error', (err) => abandon(started, String(err)));
    started.on('exit', (code) => abandon(started, `its worker ended with ${code}`));
    return started;
  }

  function draw(chart: Chart, texts: ChartTexts): Promise<Uint8Array> {
    const drawing = worker ?? start();
    worker = drawing;
    drawing.ref();
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => abandon(drawing, `it took longer than ${withinMs} ms`), withinMs);
      waiting.set(id, { resolve, reject, timer });
      drawing.postMessage({ id, chart, texts } satisfies DrawRequest);
    });
  }

  return {
    render(chart, texts) {
      const key = createHash('sha256')
        .update(JSON.stringify([chart, texts]))
        .digest('base64');
      const kept = pictures.get(key);
      pictures.delete(key);
      const picture = kept ?? draw(chart, texts);
      pictures.set(key, picture);
      const [oldest] = pictures.keys();
      if (pictures.size > KEPT && oldest !== undefined) pictures.delete(oldest);
      // What failed once may work the next time.
      picture.catch(() => pictures.delete(key));
      return picture;
    },
    async stop() {
      const running = worker;
      if (running !== null) abandon(running, 'the program ends');
      await running?.terminate();
    },
  };
}
