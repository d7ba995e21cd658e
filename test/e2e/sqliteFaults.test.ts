import { cpSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { openOther } from '../fixtures/otherConnection.ts';
import { post, setUpProgram } from '../fixtures/program.ts';
import { runMain } from '../fixtures/runMain.ts';

test('while another process holds the file, workers are asked to come again; then it goes on with what was there', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start();
  const solved = { outcome: 'solved' };
  expect((await post(app, '/v1/results', solved)).status).toBe(202);
  const other = openOther(stage.env.DATABASE_FILE, 5_000);

  other.exec('begin immediate');
  const refused = await post(app, '/v1/results', solved);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  expect((await refused.json()) as object).toMatchObject({ message: expect.stringContaining('send it again') });
  expect((await fetch(`${app.baseUrl}/healthz`)).status).toBe(200);
  expect(app.output()).toContain('database is locked');
  other.exec('rollback');

  expect((await post(app, '/v1/results', solved)).status).toBe(202);
  expect({ ...other.prepare('select sum(solved) as solved from solve_buckets').get() }).toEqual({ solved: 2 });

  // Moved away and put back, as somebody does who restores the wrong backup first.
  const { DATABASE_FILE: file } = stage.env;
  renameSync(file, `${file}.away`);
  const gone = await post(app, '/v1/results', solved);
  expect([gone.status, gone.headers.get('retry-after')]).toEqual([503, '5']);
  const database = async () => {
    const response = await fetch(`${app.baseUrl}/readyz`);
    return { status: response.status, ...((await response.json()) as { checks: { database: string } }).checks };
  };
  await expect.poll(database, { timeout: 10_000 }).toMatchObject({
    status: 503,
    database: expect.stringMatching(
      /^the database file .*monitor\.db is gone, and nothing is stored: put the same file back/,
    ),
  });
  const doctor = await runMain(['doctor'], { ...stage.env, HTTP_PORT: new URL(app.baseUrl).port }, dirname(file));
  expect(doctor.output).toMatch(
    /! Port: a monitor is running on .*, but is not ready \(.*database: the database file .* is gone/,
  );
  // It looks once a second.
  const saidGone = () => app.output().match(/is gone, and nothing is stored.*the database cannot be used/g) ?? [];
  await expect.poll(saidGone).toHaveLength(1);
  renameSync(`${file}.away`, file);
  expect((await post(app, '/v1/results', solved)).status).toBe(202);
  expect({ ...other.prepare('select sum(solved) as solved from solve_buckets').get() }).toEqual({ solved: 3 });
  await app.logged('the database can be used again');
  expect(saidGone()).toHaveLength(1);

  cpSync(file, `${file}.backup`);
  renameSync(`${file}.backup`, file);
  expect((await post(app, '/v1/results', solved)).status).toBe(503);
  await expect.poll(database, { timeout: 10_000 }).toMatchObject({ status: 503 });
  expect(await app.end('SIGTERM')).toBe(0);
}, 90_000);
