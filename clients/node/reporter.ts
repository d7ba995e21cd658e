import {
  type BullEvents,
  type BullOptions,
  type BullQueue,
  followQueueEvents,
  followWorker,
} from './adapters/bullmq.ts';
import { isSolveMethod, typeOfMethod } from './adapters/captchaSolver.ts';
import { recordsOf } from './adapters/recaptchaPlugin.ts';
import type { Counts } from './delivery/outbox.ts';
import { flushAtExit } from './exitFlush.ts';
import { createLine, type Line } from './line.ts';
import { quietly } from './problems.ts';
import { answerOutcome } from './records/answerOutcome.ts';
import type { Outcome } from './records/outcome.ts';
import { hasNotEnded, type SolveRecord, toWaiting } from './records/solveRecord.ts';
import { thrownOutcome } from './records/thrownOutcome.ts';
import type { ReporterOptions } from './reporterOptions.ts';
import { readOptions } from './settings.ts';
import { isFunction, type Watcher, watched } from './wrap/watched.ts';
import { watchedMethods } from './wrap/watchedMethods.ts';

export type { BullEvents, BullOptions, BullQueue } from './adapters/bullmq.ts';
export type { Counts } from './delivery/outbox.ts';
export type { Problem } from './delivery/verdict.ts';
export type { OnProblem } from './problems.ts';
export type { SolveRecord } from './records/solveRecord.ts';
export type { ReporterOptions } from './reporterOptions.ts';

export interface ReportedOptions<T = unknown> {
  /** The type of the CAPTCHA, such as `turnstile`, or how to tell it from the arguments of a call. */
  readonly type?: string | (T extends (...args: infer A) => unknown ? (...args: A) => string : never) | undefined;
  /** What a solved task costs, in US dollars. */
  readonly costUsd?: number | undefined;
}

const FLUSH_MS = 5_000;

/**
 * Tells the monitor how tasks end. Nothing here throws, waits for the network or keeps the program alive; only
 * `flush` and `close` wait, and not for long.
 */
export class Reporter {
  readonly #line: Line;
  readonly #leaveExit: () => void;

  constructor(options: ReporterOptions = {}) {
    const settings = readOptions(options, process.env);
    const line = createLine(settings);
    this.#line = line;
    let flushed = -1;
    const atExit = {
      needsFlush: () => line.isWaiting() && line.counts().recorded !== flushed,
      flush() {
        flushed = line.counts().recorded;
        return line.flush(settings.exitFlushMs);
      },
    };
    this.#leaveExit = settings.flushAtExit ? flushAtExit(atExit) : () => undefined;
  }

  /** What became of the results so far. */
  get counts(): Counts {
    return this.#line.counts();
  }

  /** Records one finished task. */
  record(success: boolean, errorCode?: string | null): void;
  record(result: SolveRecord): void;
  record(given: boolean | SolveRecord, errorCode?: string | null): void {
    quietly(() => {
      const result = typeof given === 'object' && given !== null ? given : outcomeOf(Boolean(given), errorCode);
      if (hasNotEnded(result)) return;
      const waiting = toWaiting(result, Date.now());
      if (waiting === null) this.#line.reject();
      else this.#line.add(waiting);
    });
  }

  /** Records how many tasks wait, and how many workers are there for them. The newest counts. */
  recordQueue(depth: number, activeWorkers: number | null = null): void {
    quietly(() => this.#line.addQueue(depth, activeWorkers));
  }

  /** Runs something that solves a CAPTCHA, records how it ended, and answers or throws the same. */
  solve<R>(type: string, run: () => R): R {
    return this.reported(run, { type })();
  }

  /**
   * The same function, whose calls are recorded. Of an object, such as a `Solver` of `@2captcha/captcha-solver`, the same
   * object, whose asynchronous methods are recorded; the type is that of the method, if none is given.
   */
  reported<T extends object>(target: T, options: ReportedOptions<T> = {}): T {
    const { type, costUsd } = options;
    const typeFor: TypeFor = (args) => (typeof type === 'function' ? Reflect.apply(type, undefined, args) : type);
    if (isFunction(target)) return watched(target, this.#watcher(typeFor, costUsd, false));
    return watchedMethods(target, (name) => {
      const typeOf: TypeFor = (args) => typeFor(args) ?? typeOfMethod(name, args);
      return isSolveMethod(name) ? this.#watcher(typeOf, costUsd, true) : null;
    });
  }

  /** Records the jobs of a BullMQ `Worker` of this process. */
  reportWorker(worker: BullEvents, options: BullOptions = {}): void {
    quietly(() => followWorker(worker, (record) => this.record(record), options));
  }

  /** Records the jobs of a BullMQ queue by its `QueueEvents`, from any process; with the `Queue` also how long they took. */
  reportQueueEvents(events: BullEvents, queue: BullQueue | null = null, options: BullOptions = {}): void {
    quietly(() => followQueueEvents(events, queue, (record) => this.record(record), options));
  }

  /** Sends what waits. Answers whether all of it is settled; after `withinMs` at the latest. Never rejects. */
  flush(withinMs: number = FLUSH_MS): Promise<boolean> {
    return this.#line.flush(withinMs);
  }

  /** Sends what waits, as `flush`, and ends the reporter: what is recorded later is counted as dropped. */
  async close(withinMs: number = FLUSH_MS): Promise<boolean> {
    this.#leaveExit();
    const isSettled = await this.flush(withinMs);
    this.#line.close();
    return isSettled;
  }

  #watcher(typeFor: TypeFor, costUsd: number | undefined, isAsyncOnly: boolean): Watcher {
    const note = (ended: Outcome | SolveRecord | null, args: readonly unknown[], latencyMs: number) => {
      if (ended === null) return;
      const type = typeFor(args);
      const captchaType = typeof type === 'string' ? type : null;
      this.record({ latencyMs, costUsd: ended.outcome === 'solved' ? costUsd : null, captchaType, ...ended });
    };
    return {
      isAsyncOnly,
      returned: (answer, args, latencyMs) =>
        quietly(() => {
          const records = recordsOf(answer);
          if (records === null) note(answerOutcome(answer), args, latencyMs);
          else for (const one of records) note(one, args, latencyMs);
        }),
      threw: (thrown, args, latencyMs) => quietly(() => note(thrownOutcome(thrown), args, latencyMs)),
    };
  }
}

type TypeFor = (args: readonly unknown[]) => unknown;

function outcomeOf(success: boolean, errorCode: string | null | undefined): SolveRecord {
  return success ? { outcome: 'solved' } : { outcome: 'failed', errorCode };
}

export function createReporter(options: ReporterOptions = {}): Reporter {
  return new Reporter(options);
}

let ofEnvironment: Reporter | null = null;

/** As `Reporter.reported`, by a reporter that is set up by the environment alone. */
export function reported<T extends object>(target: T, options: ReportedOptions<T> = {}): T {
  ofEnvironment ??= new Reporter();
  return ofEnvironment.reported(target, options);
}
