import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { MINUTE, type Millis, SECOND } from '../monitor/time.ts';
import type { ReadAnswer, ReadRequest } from './readMessages.ts';

export interface Reading extends ReadRequest {
  /** How long the span is: the shortest is read first, so that an evaluation waits for no report. */
  readonly spanMs: Millis;
}

/** A thread that reads from a database, over a connection of its own that cannot write. */
export interface ReadThread {
  /** Whether it would read what this process writes. */
  isUsable(): boolean;
  /** @throws ThreadLostError where it ended each time that this was asked, Error where it takes too long or cannot be read. */
  ask(reading: Reading): Promise<unknown>;
  /** What is asked then, or waits, is lost. */
  stop(): Promise<void>;
}

export class ThreadLostError extends Error {
  override readonly name = 'ThreadLostError';
}

export interface ReadThreadOptions {
  readonly file: string;
  /** @throws where the file is no longer the one that was opened. */
  readonly isInPlace: () => void;
  /** The thread's program; another one only for tests. */
  readonly program?: URL;
  readonly withinMs?: Millis;
  /** After so long without a question it ends, and gives back what it takes up. */
  readonly idleMs?: Millis;
  /** A thread cannot be ended within a statement, only after it: so long is waited for that. */
  readonly stopWithinMs?: Millis;
}

/** Beside this file, in the same form: from the sources, or compiled. */
const PROGRAM = new URL(import.meta.url.endsWith('.ts') ? './readWorker.ts' : './readWorker.js', import.meta.url);
/** Sums and a batch of sketches need little; without a bound the engine takes what it can get. */
const MEMORY = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 128 } as const;
/** What ended the thread so often is not asked again. */
const MOST_ATTEMPTS = 2;

interface Asked {
  readonly reading: Reading;
  readonly resolve: (value: unknown) => void;
  readonly reject: (err: Error) => void;
  attempts: number;
}

/** It is started when it is first needed, and again after it ended; one reading at a time. */
export function createReadThread({
  file,
  isInPlace,
  program = PROGRAM,
  withinMs = 30 * SECOND,
  idleMs = MINUTE,
  stopWithinMs = SECOND / 2,
}: ReadThreadOptions): ReadThread {
  const waiting: Asked[] = [];
  let current: Asked | null = null;
  let timer: NodeJS.Timeout | undefined;
  let idle: NodeJS.Timeout | undefined;
  let worker: Worker | null = null;
  let stopped = false;

  function start(): Worker {
    const started = new Worker(program, { workerData: file, resourceLimits: MEMORY, stdout: true, stderr: true });
    // What a library prints there would be written by this thread, which waits for nobody who reads it.
    started.stdout.resume();
    started.stderr.resume();
    started.on('message', (answer: ReadAnswer) => {
      // What one that was given up still says answers no other question.
      if (worker !== started) return;
      const asked = release();
      if ('error' in answer) asked?.reject(Object.assign(new Error(answer.error), answer.code));
      else asked?.resolve(answer.value);
      next();
    });
    started.on('error', () => lose(started));
    started.on('exit', () => lose(started));
    return started;
  }

  /** Ends what is being read. */
  function release(): Asked | null {
    clearTimeout(timer);
    const asked = current;
    current = null;
    // An idle thread keeps no process alive.
    worker?.unref();
    clearTimeout(idle);
    idle = setTimeout(endIdle, idleMs).unref();
    return asked;
  }

  function endIdle(): void {
    const ending = worker;
    worker = null;
    void ending?.terminate();
  }

  /** What it was reading is read by the next one. */
  function lose(lost: Worker): void {
    if (worker !== lost) return;
    const asked = release();
    worker = null;
    void lost.terminate();
    if (asked !== null && asked.attempts >= MOST_ATTEMPTS) asked.reject(new ThreadLostError('the thread ended'));
    else if (asked !== null) waiting.unshift(asked);
    next();
  }

  function next(): void {
    if (stopped || current !== null) return;
    const asked = takeShortest(waiting);
    if (asked === null) return;
    current = asked;
    clearTimeout(idle);
    asked.attempts += 1;
    worker ??= start();
    worker.ref();
    const { name, args } = asked.reading;
    worker.postMessage({ name, args } satisfies ReadRequest);
    timer = setTimeout(() => {
      asked.attempts = 0;
      release()?.reject(new Error(`reading took longer than ${withinMs} ms`));
      if (worker !== null) lose(worker);
    }, withinMs).unref();
  }

  return {
    isUsable() {
      try {
        isInPlace();
        return !stopped;
      } catch {
        return false;
      }
    },
    ask: (reading) =>
      new Promise((resolve, reject) => {
        if (stopped) return reject(new Error('the store is closed'));
        waiting.push({ reading, resolve, reject, attempts: 0 });
        next();
      }),
    async stop() {
      stopped = true;
      const lost = [release(), ...waiting.splice(0)];
      clearTimeout(idle);
      const ending = worker;
      worker = null;
      for (const asked of lost) asked?.reject(new Error('the store is closed'));
      if (ending !== null) await Promise.race([ending.terminate(), sleep(stopWithinMs, null, { ref: false })]);
    },
  };
}

/** Takes it out of the list; the first of equally long ones. */
function takeShortest(waiting: Asked[]): Asked | null {
  const shortest = Math.min(...waiting.map(({ reading }) => reading.spanMs));
  const at = waiting.findIndex(({ reading }) => reading.spanMs === shortest);
  return waiting.splice(Math.max(at, 0), 1)[0] ?? null;
}
