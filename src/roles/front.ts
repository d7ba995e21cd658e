import type { AddressInfo } from 'node:net';
import type { Config } from '../config/config.ts';
import type { Metrics } from '../http/metrics.ts';
import { openFilesLimit } from '../http/mostConnections.ts';
import type { ReadReadiness } from '../http/readiness.ts';
import { createScrape } from '../http/scrape.ts';
import { createServer, type ServerOptions, serverLimits } from '../http/server.ts';
import type { Core } from './core.ts';
import type { Others } from './others.ts';

export interface FrontOptions {
  readonly core: Core;
  readonly config: Config['http'];
  readonly metrics: Pick<Metrics, 'registry'>;
  readonly readiness: ReadReadiness;
  readonly others: Pick<Others, 'look'>;
  /** Null: this process takes no results. */
  readonly ingest: ServerOptions['ingest'];
}

export interface Front {
  /** Resolves when it answers. */
  start(): Promise<{ readonly port: number }>;
  /** Takes nothing new in; resolves when every request that is complete was answered, and the time of all others is over. */
  stop(): Promise<void>;
}

/** The HTTP server: how this process does, and results where it takes them. */
export async function createFront({ core, config, metrics, readiness, others, ingest }: FrontOptions): Promise<Front> {
  const { log, hide, elapsed } = core;
  const { host, port, trustedProxies } = config;
  const server = await createServer({
    log,
    hide,
    elapsed,
    ingest,
    trustedProxies,
    limits: serverLimits(openFilesLimit()),
    readiness,
    metricsText: createScrape({
      registry: metrics.registry,
      vitals: () => core.monitor.vitals(),
      readiness,
      roles: others.look,
      elapsed,
    }),
  });

  return {
    async start() {
      await server.listen({ host, port });
      return { port: portOf(server.server.address()) };
    },
    stop: () => server.close(),
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
