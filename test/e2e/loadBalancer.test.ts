import { expect, test } from 'vitest';
import { startLocalPostgres } from '../../sandbox/postgres/localPostgres.ts';
import { openStore } from '../../src/store/open.ts';
import { lacks } from '../fixtures/installed.ts';
import { startLoadBalancer } from '../fixtures/loadBalancer.ts';
import { INGEST_TOKEN, setUpProgram } from '../fixtures/program.ts';
import { until } from '../fixtures/until.ts';

const REQUESTS = 120;
const REPEATED = 3;

async function post(baseUrl: string, key: string, body: unknown): Promise<number> {
  const headers = {
    authorization: `Bearer ${INGEST_TOKEN}`,
    'content-type': 'application/json',
    'idempotency-key': key,
  };
  const answer = await fetch(`${baseUrl}/v1/results`, { method: 'POST', headers, body: JSON.stringify(body) });
  await answer.arrayBuffer();
  return answer.status;
}

/** As a reporter does: it sends again what was not taken, with the same key. */
function deliver(baseUrl: string, key: string, body: unknown): Promise<number | null> {
  return until('an answer that counts', {
    look: () => post(baseUrl, key, body).catch(() => null),
    isSo: (status) => status !== null && status < 500,
    withinMs: 60_000,
  });
}

test.skipIf(lacks('haproxy', 'haproxy', ['-v']))(
  'behind a load balancer, what is sent several times to several processes counts once, also when one of them is killed',
  async () => {
    const server = await startLocalPostgres();
    const url = server.url('postgres');
    const stage = await setUpProgram();
    try {
      const settings = { DATABASE_URL: url, ROLES: 'ingest' };
      const apps = [await stage.start(settings), await stage.start(settings), await stage.start(settings)];
      const balancer = await startLoadBalancer(apps.map(({ baseUrl }) => baseUrl));

      const failed = (i: number) => [{ outcome: 'solved' }, { outcome: 'failed', errorCode: `E${i % 7}` }];
      const sent = Array.from({ length: REQUESTS * REPEATED }, async (_, i) => {
        if (i === REQUESTS) apps[0]?.process.kill('SIGKILL');
        return deliver(balancer, `batch-${i % REQUESTS}`, failed(i % REQUESTS));
      });
      expect(new Set(await Promise.all(sent))).toEqual(new Set([202]));

      // Whichever process it comes to.
      for (let i = 0; i < apps.length; i += 1)
        expect(await deliver(balancer, 'batch-0', { outcome: 'solved' })).toBe(422);

      const store = await openStore(url);
      const kept = await store.results.period('default', 0, Number.MAX_SAFE_INTEGER);
      await store.close();
      expect(kept).toMatchObject({ solved: REQUESTS, failed: REQUESTS });
      expect(kept.byCode.reduce((sum, { count }) => sum + count, 0)).toBe(REQUESTS);
    } finally {
      await server.remove();
    }
  },
  120_000,
);
