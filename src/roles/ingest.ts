import type { Config } from '../config/config.ts';
import type { IngestOptions } from '../http/ingest.ts';
import { mapInTurns } from '../http/mapInTurns.ts';
import type { Metrics } from '../http/metrics.ts';
import type { ServerOptions } from '../http/server.ts';
import { createHeartbeat } from '../monitor/record/listening.ts';
import { SECOND } from '../monitor/time.ts';
import { createResultCleaner } from '../redaction/cleanResults.ts';
import type { Core } from './core.ts';
import { createLoops } from './loops.ts';

export interface IngestRoleOptions {
  readonly core: Core;
  readonly config: Pick<Config['http'], 'requestsPerMinute'>;
  readonly metrics: Pick<Metrics, 'results' | 'refused'>;
  /** Nothing else in this process notes that results could have arrived. */
  readonly isAlone: boolean;
}

export interface IngestRole {
  /** What the server needs to take results in. */
  readonly routes: NonNullable<ServerOptions['ingest']>;
  start(): void;
  /** Resolves when everything taken in is on disk or was refused. */
  stop(): Promise<void>;
}

/** Takes results in, for the pipelines of the settings in force. */
export function createIngestRole({ core, config, metrics, isAlone }: IngestRoleOptions): IngestRole {
  const { clock, elapsed, codeNames, recorder, log } = core;
  const loops = createLoops(log);
  if (isAlone) loops.add('listen', createBeats(core));
  return {
    routes: {
      monitor: withoutSecrets(core),
      clock,
      elapsed,
      tokens: createTokens(core),
      requestsPerMinute: config.requestsPerMinute,
      onResults: (results) => metrics.results(results.map(codeNames.takeIn)),
      onRefused: metrics.refused,
    },
    start: loops.start,
    async stop() {
      await Promise.all([recorder.drain(), loops.stop()]);
    },
  };
}

/** Notes of each account's pipelines that results can arrive. What is noted too often is not written. */
function createBeats(core: Core) {
  const { store, clock, elapsed, log } = core;
  const beats = new WeakMap<object, () => Promise<void>>();
  return async () => {
    for (const account of core.accounts) {
      const { pipelines } = account.account;
      const beat =
        beats.get(account) ?? createHeartbeat({ listening: store.listening, clock, elapsed, log, pipelines });
      beats.set(account, beat);
      await beat();
    }
    return SECOND;
  };
}

function withoutSecrets({ monitor, hide }: Core): IngestOptions['monitor'] {
  const clean = createResultCleaner(hide);
  return {
    record: async (to, results) => monitor.record(to, await mapInTurns(results, clean)),
    recordOnce: async (keyed) => monitor.recordOnce({ ...keyed, results: await mapInTurns(keyed.results, clean) }),
    recordQueue: (to, post) => monitor.recordQueue(to, { ...post, source: hide(post.source ?? '') }),
  };
}

/** Which pipeline each token posts for, by the settings in force. */
function createTokens(core: Pick<Core, 'config'>): IngestOptions['tokens'] {
  let known: Config['pipelines'] | null = null;
  let tokens = new Map<string, string>();
  return () => {
    const { pipelines } = core.config;
    if (pipelines !== known) tokens = new Map(pipelines.map(({ ingestToken, name }) => [ingestToken, name]));
    known = pipelines;
    return tokens;
  };
}
