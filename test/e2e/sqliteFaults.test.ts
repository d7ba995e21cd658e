import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { post, setStage } from './stage.ts';

test('while another process holds the file, workers are asked to come again; then it goes on with what was there', async () => {
  const stage = await setStage({ balanceUsd: 142.3 });
  const app = await stage.start();
  const solved = { outcome: 'solved' };
  expect((await post(app, '/v1/results', solved)).status).toBe(202);
  const other = new DatabaseSync(stage.env.DATABASE_FILE, { timeout: 5_000 });
  onTestFinished(() => other.close());

  other.exec('begin immediate');
  const refused = await post(app, '/v1/results', solved);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  expect((await refused.json()) as object).toMatchObject({ message: expect.stringContaining('send it again') });
  expect((await fetch(`${app.baseUrl}/healthz`)).status).toBe(200);
  expect(app.output()).toContain('database is locked');
  other.exec('rollback');

  expect((await post(app, '/v1/results', solved)).status).toBe(202);
  expect({ ...other.prepare('select sum(solved) as solved from solve_buckets').get() }).toEqual({ solved: 2 });
  expect(await app.end('SIGTERM')).toBe(0);
}, 40_000);
