import { expect, onTestFinished, test } from 'vitest';
import { startLocalPostgres } from '../../sandbox/postgres/localPostgres.ts';
import { startTcpProxy } from '../../sandbox/postgres/tcpProxy.ts';
import { openStore } from '../../src/store/open.ts';
import { NOW } from '../fixtures/store.ts';

test('what was written is there after its copy took the place of a server that crashed', async () => {
  const server = await startLocalPostgres();
  onTestFinished(() => server.remove());
  const proxy = await startTcpProxy(server.port);
  onTestFinished(() => proxy.stop());
  const store = await openStore(server.url('postgres', proxy.port));
  onTestFinished(() => store.close());
  await server.addStandby();
  await store.guilds.see([{ id: '1', name: 'Scrapers' }], NOW);

  await server.failOver();
  proxy.pointTo(server.port);
  proxy.cut();
  await expect.poll(() => store.guilds.present().catch(() => null)).toMatchObject([{ id: '1' }]);
  await store.guilds.see([{ id: '2', name: 'Others' }], NOW);
  expect(await store.guilds.present()).toHaveLength(2);
});
