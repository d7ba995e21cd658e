import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { QueueOptions } from '../../src/queues/queueOptions.ts';
import { forAll } from '../fixtures/atEnd.ts';
import { lacks } from '../fixtures/installed.ts';
import { RABBITMQ, type RabbitmqServer, startRabbitmq } from '../fixtures/rabbitmqServer.ts';
import { readingOf, readQueue } from '../fixtures/readQueue.ts';

const SOON = { timeout: 30_000 };
/** Erlang takes its time on a machine that is busy with other tests. */
const START_WITHIN_MS = 120_000;

describe.skipIf(lacks('rabbitmq-server', 'test', ['-x', RABBITMQ]) || !existsSync(RABBITMQ))('a real RabbitMQ', () => {
  let rabbit: RabbitmqServer;

  beforeAll(
    () =>
      forAll(async (atEnd) => {
        rabbit = await startRabbitmq(atEnd);
        await rabbit.call('PUT', '/vhosts/eu', {});
        await rabbit.call('PUT', '/permissions/eu/guest', { configure: '.*', write: '.*', read: '.*' });
      }),
    START_WITHIN_MS,
  );

  const options = (
    names: readonly string[],
    vhost = '/',
    login = { user: 'guest', password: 'guest' },
  ): QueueOptions => ({
    type: 'rabbitmq',
    url: rabbit.url,
    names,
    vhost,
    credentials: login,
  });
  const declare = (name: string, vhost = '%2F') => rabbit.call('PUT', `/queues/${vhost}/${name}`, { durable: true });
  const publish = async (name: string, count: number, vhost = '%2F') => {
    const message = {
      properties: { delivery_mode: 2 },
      routing_key: name,
      payload: `task of ${name}`,
      payload_encoding: 'string',
    };
    for (let i = 0; i < count; i += 1) await rabbit.call('POST', `/exchanges/${vhost}/amq.default/publish`, message);
  };

  test('a new queue is unknown until its server has counted it, and not 0', async () => {
    const first: (number | null)[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await declare(name);
      first.push((await readingOf(options([name]))).depth);
    }
    expect(first).toContain(null);
    await declare('captcha');
    await publish('captcha', 3);
    await expect.poll(() => readingOf(options(['captcha'])), SOON).toMatchObject({ depth: 3 });
    expect(await readingOf(options(['captcha']))).toEqual({ depth: 3, workers: 0, busy: 0, oldestAt: null });
  });

  test('what was taken and not acknowledged is being worked on', async () => {
    await declare('taken');
    await publish('taken', 4);
    await expect.poll(() => readingOf(options(['taken'])), SOON).toMatchObject({ depth: 4 });
    const get = { count: 1, ackmode: 'ack_requeue_false', encoding: 'auto' };
    await rabbit.call('POST', '/queues/%2F/taken/get', get);
    await expect.poll(() => readingOf(options(['taken'])), SOON).toMatchObject({ depth: 3, busy: 0 });
  });

  test('queues of one virtual host are added up, and others are found by its name', async () => {
    await declare('one', 'eu');
    await declare('two/three%20%C3%A9'.replace('/', '%2F'), 'eu');
    await publish('one', 2, 'eu');
    await publish('two/three é', 1, 'eu');
    await expect.poll(() => readingOf(options(['one', 'two/three é'], 'eu')), SOON).toMatchObject({ depth: 3 });
    expect(await readQueue(options(['one']))).toEqual({ ok: false, why: 'notFound' });
  });

  test('a user who may only look is enough; one with a wrong password or without the tag is refused', async () => {
    await declare('watched');
    await rabbit.call('PUT', '/users/viewer', { password: 'viewer-password', tags: 'monitoring' });
    await rabbit.call('PUT', '/users/stranger', { password: 'stranger-password', tags: '' });
    await rabbit.call('PUT', '/permissions/%2F/viewer', { configure: '^$', write: '^$', read: '^$' });
    const as = (user: string, password: string) => readQueue(options(['watched'], '/', { user, password }));
    await expect.poll(() => as('viewer', 'viewer-password'), SOON).toMatchObject({ ok: true, reading: { depth: 0 } });
    expect(await as('viewer', 'wrong')).toEqual({ ok: false, why: 'unauthorized' });
    // RabbitMQ answers 401 to both.
    expect(await as('stranger', 'stranger-password')).toEqual({ ok: false, why: 'unauthorized' });
  });

  test('is unknown while it is down, and known again with what it kept', { timeout: START_WITHIN_MS }, async () => {
    await declare('lasting');
    await publish('lasting', 2);
    await expect.poll(() => readingOf(options(['lasting'])), SOON).toMatchObject({ depth: 2 });
    // The queue is there before it is on disk, and so are the tasks in it.
    await expect.poll(() => rabbit.onDisk('lasting') - rabbit.onDisk('task of lasting'), SOON).toBeGreaterThan(0);
    await expect.poll(() => rabbit.onDisk('task of lasting'), SOON).toBeGreaterThanOrEqual(2);
    await rabbit.kill();
    expect(await readQueue(options(['lasting']))).toEqual({ ok: false, why: 'unreachable' });
    await rabbit.start();
    const known = { ok: true, reading: { depth: 2 } };
    await expect.poll(() => readQueue(options(['lasting'])), { timeout: 60_000 }).toMatchObject(known);
  });
});
