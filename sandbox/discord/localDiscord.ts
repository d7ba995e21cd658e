import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createFaults } from './faults.ts';
import { createGateway } from './gateway/gateway.ts';
import { createIdentifyPacer } from './gateway/identifyPacer.ts';
import { createSharding } from './gateway/sharding.ts';
import { GATEWAY_LIMITS, INTERACTION_DEADLINE_MS, INTERACTION_TOKEN_LIFE_MS } from './limits.ts';
import type { LocalDiscord, LocalDiscordOptions } from './localDiscordTypes.ts';
import { RATE_LIMITS } from './rest/rateLimits.ts';
import { createRestServer } from './rest/restServer.ts';
import { createServe } from './rest/serve.ts';
import { allRoutes } from './routes/allRoutes.ts';
import { createTranscript } from './transcript.ts';
import { createWorld } from './world/world.ts';
import { worldControls } from './worldControls.ts';

export type * from './localDiscordTypes.ts';

/** A Discord of one's own on 127.0.0.1, for clients that take `apiBase` as their API. */
export async function startLocalDiscord(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  const {
    now = Date.now,
    heartbeatIntervalMs = GATEWAY_LIMITS.heartbeatIntervalMs,
    interactionDeadlineMs = INTERACTION_DEADLINE_MS,
    interactionTokenLifeMs = INTERACTION_TOKEN_LIFE_MS,
    identifyIntervalMs = GATEWAY_LIMITS.identifyIntervalMs,
    maxConcurrency = GATEWAY_LIMITS.maxConcurrency,
    guildsPerShard = GATEWAY_LIMITS.guildsPerShard,
    recommendedShards = null,
    rateLimits = true,
  } = options;
  const world = createWorld({ now, interactionDeadlineMs, interactionTokenLifeMs });
  const { transcript, record } = createTranscript(now);
  const script = createFaults();
  const pacer = createIdentifyPacer(now, identifyIntervalMs, maxConcurrency);
  const sharding = createSharding(world, guildsPerShard, recommendedShards);

  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const apiBase = `http://127.0.0.1:${port}/api`;
  const url = () => `ws://127.0.0.1:${port}`;
  const gateway = createGateway({ world, record, pacer, sharding, url, heartbeatIntervalMs });
  const routes = allRoutes(() => apiBase, {
    url,
    shards: sharding.recommended,
    maxConcurrency,
    sessionStarts: pacer.starts,
  });
  const limits = { ...RATE_LIMITS, ...(typeof rateLimits === 'object' && rateLimits) };
  const serve = createServe({ world, routes, limits, enforceLimits: rateLimits !== false });
  const handle = createRestServer({ record, script, serve });
  server.on('request', (request, response) => {
    // A client that gives up while its body is being read leaves nothing to answer.
    handle(request, response).catch(() => response.destroy());
  });
  server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket as Socket, head));

  return {
    ...worldControls(world, () => apiBase),
    apiBase,
    bot: world.bot,
    owner: world.owner,
    transcript,
    faults: script.faults,
    gateway: gateway.control,
    clockMoved: () => world.clockMoved.changed(),
    async stop() {
      gateway.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
