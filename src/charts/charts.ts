import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Chart, ChartTexts } from '../monitor/charts/chart.ts';
import { MINUTE, SECOND } from '../monitor/time.ts';
import { createDrawingQueue, type DrawingQueueOptions } from './drawingQueue.ts';

export interface Charts {
  /**
   * A chart as PNG. Rejects where it cannot be drawn, and never hangs.
   * @throws MonitorError `tooManyCharts` where too many were asked for at once.
   */
  render(chart: Chart, texts: ChartTexts): Promise<Uint8Array>;
  stop(): Promise<void>;
}

/** Beside this file, in the same form: from the sources, or compiled. */
const PROGRAM = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url),
);

/** Pictures of the same data are kept: people look at the same thing at the same time. */
const KEPT = 64;

const DEFAULTS: DrawingQueueOptions = {
  program: PROGRAM,
  withinMs: 10 * SECOND,
  // A second, where nothing else has the cores.
  startMs: 20 * SECOND,
  idleMs: MINUTE,
  // The last of them waits about half a minute.
  mostWaiting: 1_000,
  after(ms, work) {
    const timer = setTimeout(work, ms).unref();
    return () => clearTimeout(timer);
  },
};

/** Draws off the event loop, in one process that is started when a picture is asked for. Other options are only for tests. */
export function createCharts(options: Partial<DrawingQueueOptions> = {}): Charts {
  const queue = createDrawingQueue({ ...DEFAULTS, ...options });
  const drawing = new Map<string, Promise<Uint8Array>>();
  const kept = new Map<string, Uint8Array>();

  function keep(key: string, png: Uint8Array): void {
    kept.delete(key);
    kept.set(key, png);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  }

  /** What failed once may work the next time. */
  async function draw(key: string, chart: Chart, texts: ChartTexts): Promise<Uint8Array> {
    try {
      const png = await queue.draw({ chart, texts });
      keep(key, png);
      return png;
    } finally {
      drawing.delete(key);
    }
  }

  return {
    async render(chart, texts) {
      const key = keyOf(chart, texts);
      const known = kept.get(key);
      if (known !== undefined) {
        keep(key, known);
        return known;
      }
      const picture = drawing.get(key) ?? draw(key, chart, texts);
      drawing.set(key, picture);
      return picture;
    },
    stop: () => queue.end('the program ends'),
  };
}

function keyOf(chart: Chart, texts: ChartTexts): string {
  const data = JSON.stringify([chart, texts]);
  return createHash('sha256').update(data).digest('base64');
}
