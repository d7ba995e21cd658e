import type { AddressInfo } from 'node:net';
import type { Config } from '../config/config.ts';
import type { IngestOptions } from '../http/ingest.ts';
import type { Metrics } from '../http/metrics.ts';
import { openFilesLimit } from '../http/mostConnections.ts';
import type { ReadReadiness } from '../http/readiness.ts';
import { createScrape } from '../http/scrape.ts';
import { createServer, serverLimits } from '../http/server.ts';
import { createResultCleaner } from '../redaction/cleanResults.ts';
import type { Core } from './core.ts';

export interface IngestRoleOptions {
  readonly core: Core;
  readonly config: Config['http'];
  readonly metrics: Pick<Metrics, 'results' | 'refused' | 'registry'>;
  readonly readiness: ReadReadiness;
}

export interface IngestRole {
  /** Resolves when results are accepted. */
  start(): Promise<{ readonly port: number }>;
  /** Takes nothing new in; resolves when everything taken in is on disk or was refused. */
  stop(): Promise<void>;
}

/** Takes results in over HTTP, and says there how the monitor does. */
export async function createIngestRole({ core, config, metrics, readiness }: IngestRoleOptions): Promise<IngestRole> {
  const { log, hide, clock, elapsed, codeNames, recorder } = core;
  const { host, port, requestsPerMinute, trustedProxies } = config;
  const server = await createServer({
    log,
    hide,
    ingest: {
      monitor: withoutSecrets(core),
      clock,
      elapsed,
      tokens: createTokens(core),
      requestsPerMinute,
      onResults: (results) => metrics.results(results.map(codeNames.takeIn)),
      onRefused: metrics.refused,
    },
    trustedProxies,
    limits: serverLimits(openFilesLimit()),
    readiness,
    metricsText: createScrape({ registry: metrics.registry, vitals: () => core.monitor.vitals(), readiness, elapsed }),
  });

  return {
    async start() {
      await server.listen({ host, port });
      return { port: portOf(server.server.address()) };
    },
    async stop() {
      await server.close();
      await recorder.drain();
    },
  };
}

function withoutSecrets({ monitor, hide }: Core): IngestOptions['monitor'] {
  const clean = createResultCleaner(hide);
  return {
    record: (to, results) => monitor.record(to, results.map(clean)),
    recordOnce: (keyed) => monitor.recordOnce({ ...keyed, results: keyed.results.map(clean) }),
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

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
