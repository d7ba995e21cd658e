import type { Core } from './core.ts';
import type { CoreAccount, CoreQueue } from './watching.ts';

/** The work that is done for one account or one queue. */
export interface Watch {
  /** Resolves once its work goes on. */
  start(): Promise<void>;
  /** Begins nothing new; resolves when what is under way has ended and somebody else may go on with it. */
  stop(): Promise<void>;
}

interface WatchesOptions {
  readonly core: Pick<Core, 'accounts' | 'queues'>;
  readonly watchAccount: (account: CoreAccount) => Watch;
  readonly watchQueue: (queue: CoreQueue) => Watch;
}

/** One watch for each account and each queue of the settings in force. */
export function createWatches({ core, watchAccount, watchQueue }: WatchesOptions) {
  const running = new Map<CoreAccount | CoreQueue, { readonly name: string; readonly watch: Watch }>();

  /** What has changed is another object. Nothing waits for the end of another's work but what takes its place. */
  async function follow(): Promise<void> {
    const wanted = new Map<CoreAccount | CoreQueue, () => { readonly name: string; readonly watch: Watch }>([
      ...core.accounts.map(
        (one) => [one, () => ({ name: `account ${one.account.name}`, watch: watchAccount(one) })] as const,
      ),
      ...core.queues.map((one) => [one, () => ({ name: `queue ${one.pipeline}`, watch: watchQueue(one) })] as const),
    ]);
    const ended = new Map<string, Promise<void>>();
    for (const [part, { name, watch }] of running) {
      if (wanted.has(part)) continue;
      running.delete(part);
      ended.set(name, watch.stop());
    }
    const begun = [...wanted].map(async ([part, create]) => {
      if (running.has(part)) return;
      const made = create();
      running.set(part, made);
      await ended.get(made.name);
      await made.watch.start();
      // Another reload came while it started.
      if (running.get(part) !== made) await made.watch.stop();
    });
    await Promise.all([...ended.values(), ...begun]);
  }

  return {
    follow,
    async stop(): Promise<void> {
      await Promise.all([...running.values()].map(({ watch }) => watch.stop()));
    },
  };
}
