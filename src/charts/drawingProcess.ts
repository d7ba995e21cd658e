import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Millis } from '../monitor/time.ts';
import type { DrawAnswer, DrawRequest } from './worker.ts';

/** Does something after a while, unless what it answers is called before. Keeps no process alive. */
export type After = (ms: Millis, work: () => void) => () => void;

/** A picture leaves little, but a heap that may grow would seldom be tidied, and what resvg holds only goes with that. */
const SMALL_HEAP = ['--max-semi-space-size=2', '--max-old-space-size=128'];

/**
 * Starts a process that draws one picture at a time. Its memory goes back to the system when it ends, which that of a thread does not.
 * An idle one keeps no process alive, and it ends with ours.
 */
export function startDrawingProcess(program: string, after: After) {
  // It needs nothing of the environment, in which secrets are, and what a library prints is nobody's.
  const stdio = ['ignore', 'ignore', 'ignore', 'ipc'] as const;
  const child = fork(program, { env: {}, execArgv: SMALL_HEAP, serialization: 'advanced', stdio: [...stdio] });
  let waiting: PromiseWithResolvers<Uint8Array> | null = null;
  let [isGone, hasAnswered] = [false, false];
  child.on('message', (answer: DrawAnswer) => {
    hasAnswered = true;
    if ('png' in answer) waiting?.resolve(answer.png);
    else waiting?.reject(notDrawn(answer.error));
  });
  child.on('error', (err) => abandon(String(err)));
  const ended = once(child, 'exit').catch(() => undefined);
  child.on('exit', (code, signal) => abandon(`its process ended with ${code ?? signal}`));

  /** What it was drawing is lost with it. */
  function abandon(why: string): void {
    isGone = true;
    waiting?.reject(notDrawn(why));
    child.kill('SIGKILL');
  }

  return {
    /** A process that ended, or was given up, no longer draws. */
    isGone: () => isGone,
    /** Whether it could draw at all. */
    hasAnswered: () => hasAnswered,

    /** A picture that takes longer is given up, with the process. */
    async draw(request: DrawRequest, withinMs: Millis): Promise<Uint8Array> {
      const drawing = Promise.withResolvers<Uint8Array>();
      waiting = drawing;
      child.ref();
      child.channel?.ref();
      const callOff = after(withinMs, () => abandon(`it took longer than ${withinMs} ms`));
      try {
        child.send(request);
        return await drawing.promise;
      } finally {
        callOff();
        waiting = null;
        child.unref();
        child.channel?.unref();
      }
    },

    async end(why: string): Promise<void> {
      child.ref();
      abandon(why);
      await ended;
    },
  };
}

export type DrawingProcess = ReturnType<typeof startDrawingProcess>;

export function notDrawn(why: string): Error {
  return new Error(`The chart was not drawn: ${why}`);
}
