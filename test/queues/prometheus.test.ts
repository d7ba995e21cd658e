import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../sandbox/freePort.ts';
import type { Measures, QueueOptions } from '../../src/queues/queueOptions.ts';
import { forAll } from '../fixtures/atEnd.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { lacks } from '../fixtures/installed.ts';
import { listenLocally } from '../fixtures/localServer.ts';
import { NOTHING_KNOWN, readingOf, readQueue } from '../fixtures/readQueue.ts';
import { type ServerProcess, startServer } from '../fixtures/serverProcess.ts';

/** As celery-exporter writes them. */
const EXPORTED = `celery_queue_length{queue_name="captcha"} 12
celery_queue_length{queue_name="other"} 30
celery_active_worker_count{queue_name="captcha"} 4
celery_active_process_count{queue_name="captcha"} 16
celery_oldest_seconds{queue_name="captcha"} 1776686400
celery_nan NaN
`;

describe.skipIf(lacks('prometheus', 'prometheus'))('a real Prometheus', () => {
  let url = '';
  let server: ServerProcess;

  beforeAll(() =>
    forAll(async (atEnd) => {
      const exporter = await listenLocally(
        createServer((_request, response) => response.end(EXPORTED)),
        atEnd,
      );
      const folder = temporaryFolder(atEnd);
      const config = join(folder, 'prometheus.yml');
      writeFileSync(
        config,
        `scrape_configs:\n- job_name: celery\n  scrape_interval: 1s\n  static_configs:\n  - targets: ['127.0.0.1:${exporter.port}']\n`,
      );
      const port = await freePort();
      url = `http://127.0.0.1:${port}`;
      server = await startServer(
        {
          command: 'prometheus',
          args: [
            `--config.file=${config}`,
            `--storage.tsdb.path=${join(folder, 'data')}`,
            `--web.listen-address=127.0.0.1:${port}`,
          ],
          cwd: folder,
          isReady: async () => (await readingOf(options('count(celery_queue_length)'))).depth === 2,
        },
        atEnd,
      );
    }),
  );

  const options = (depth: string, more: Partial<Measures> = {}): QueueOptions => ({
    type: 'prometheus',
    url,
    measures: { depth, workers: null, busy: null, oldest: null, ...more },
    credentials: null,
  });
  const CAPTCHA = '{queue_name="captcha"}';

  test('answers each query with a number', async () => {
    const more = {
      workers: `celery_active_worker_count${CAPTCHA}`,
      busy: `celery_active_process_count${CAPTCHA}`,
      oldest: `celery_oldest_seconds${CAPTCHA}`,
    };
    expect(await readingOf(options(`celery_queue_length${CAPTCHA}`, more))).toEqual({
      depth: 12,
      workers: 4,
      busy: 16,
      oldestAt: Date.UTC(2026, 3, 20, 12),
    });
    expect(await readingOf(options('sum(celery_queue_length)'))).toMatchObject({ depth: 42 });
    expect(await readingOf(options('scalar(sum(celery_queue_length))'))).toMatchObject({ depth: 42 });
  });

  test.each(['celery_no_such_metric', 'celery_nan', '-celery_queue_length{queue_name="captcha"}'])(
    '%s is unknown, and not 0',
    async (query) => {
      expect(await readingOf(options(query))).toEqual(NOTHING_KNOWN);
    },
  );

  test.each(['celery_queue_length', 'sum(', 'celery_queue_length[5m]', '"text"'])('%s is no answer', async (query) => {
    expect(await readQueue(options(query))).toEqual({ ok: false, why: 'unexpectedAnswer' });
  });

  test('is unknown while it is down, and known again', async () => {
    await server.kill();
    expect(await readQueue(options('sum(celery_queue_length)'))).toEqual({ ok: false, why: 'unreachable' });
    await server.start();
    expect(await readingOf(options('sum(celery_queue_length)'))).toMatchObject({ depth: 42 });
  });
});
