import { describe, expect, test } from 'vitest';
import type { Received, Trouble } from '../../../sandbox/receivers/localReceiver.ts';
import type { ReceiverTarget } from '../../../src/config/receiverConfig.ts';
import type { PageOutcome } from '../../../src/monitor/ports/outsideReceiver.ts';
import { MINUTE } from '../../../src/monitor/time.ts';
import { receiverOf, STAGES, setUpReceiver } from '../../fixtures/outsideReceivers.ts';
import { acknowledged, PAGE_KEY, pageOf, resolved } from '../../fixtures/pages.ts';

const never = () => new AbortController().signal;
const DELIVERED: PageOutcome = { outcome: 'delivered' };

/** What people see after a trigger, the acknowledgement and the end. */
const SEEN: { readonly [Type in ReceiverTarget['type']]: readonly (readonly string[])[] } = {
  webhook: [
    ['trigger critical'],
    ['trigger critical', 'acknowledge critical'],
    ['trigger critical', 'acknowledge critical', 'resolve critical'],
  ],
  pagerduty: [['triggered critical'], ['acknowledged critical'], ['resolved critical']],
  alertmanagerWebhook: [['triggered critical'], ['triggered critical'], ['resolved critical']],
  incidentio: [['triggered critical'], ['triggered critical'], ['resolved critical']],
  ntfy: [['5 💰 Balance Alert (main)'], ['5 💰 Balance Alert (main)'], ['3 💰 Balance Alert (over) (main)']],
  alertmanager: [['firing critical'], ['firing critical'], []],
};
/** Those that know no acknowledgement. */
const SILENT: readonly string[] = ['alertmanagerWebhook', 'incidentio', 'ntfy', 'alertmanager'];

describe.each(Object.keys(STAGES) as ReceiverTarget['type'][])('%s', (type) => {
  const deadlineMs = type === 'pagerduty' ? 2 * MINUTE : null;

  test('a trigger, the acknowledgement and the end are one incident there, and the same again is the same', async () => {
    const { receiver, shown } = await setUpReceiver(type);
    for (const [index, page] of [pageOf(), acknowledged(), resolved()].entries()) {
      const id = `msg_${page.event}`;
      expect(await receiver.send(page, id, never())).toEqual(DELIVERED);
      expect(await receiver.send(page, id, never())).toEqual(DELIVERED);
      expect(shown()).toEqual(SEEN[type][index]);
    }
  });

  test('the key is the same over all', async () => {
    const { receiver, server } = await setUpReceiver(type);
    for (const page of [pageOf(), acknowledged(), resolved()]) await receiver.send(page, 'msg_1', never());
    const keys = server.received.map(keyIn);
    expect(keys).toHaveLength(SILENT.includes(type) ? 2 : 3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).not.toBe('');
  });

  test.for<[string, Trouble, PageOutcome]>([
    [
      '429 with a time',
      { status: 429, headers: { 'retry-after': '30' } },
      { outcome: 'retry', why: 'rateLimited', afterMs: 30_000, status: 429 },
    ],
    ['429 without', { status: 429 }, { outcome: 'retry', why: 'rateLimited', afterMs: deadlineMs, status: 429 }],
    [
      '500',
      { status: 500, body: PAGE_KEY },
      { outcome: 'retry', why: 'serverError', afterMs: deadlineMs, status: 500 },
    ],
    ['400', { status: 400 }, { outcome: 'giveUp', why: 'rejected', status: 400 }],
    ['401', { status: 401 }, { outcome: 'giveUp', why: 'unauthorized', status: 401 }],
    [
      'a redirect',
      { status: 307, headers: { location: '/elsewhere' } },
      { outcome: 'giveUp', why: 'redirected', status: 307 },
    ],
    ['a connection that breaks', 'reset', { outcome: 'retry', why: 'unreachable', afterMs: null }],
    ['an answer whose body never ends', 'endless', DELIVERED],
  ])('%s', async ([, trouble, expected]) => {
    const { receiver, server } = await setUpReceiver(type);
    server.failWith(trouble);
    expect(await receiver.send(pageOf(), 'msg_1', never())).toEqual(expected);
    expect(server.received).toHaveLength(1);
  });

  test('an answer that never comes is given up in time', async () => {
    const { receiver, server } = await setUpReceiver(type, { timeoutMs: 50 });
    server.failWith('silence');
    const expected = { outcome: 'retry', why: 'timedOut', afterMs: null };
    expect(await receiver.send(pageOf(), 'msg_1', never())).toEqual(expected);
  });

  test('where nobody listens, it is tried again', async () => {
    const { server, target } = await setUpReceiver(type, {}, () => undefined);
    await server.stop();
    const expected = { outcome: 'retry', why: 'unreachable', afterMs: null };
    expect(await receiverOf(target).send(pageOf(), 'msg_1', never())).toEqual(expected);
  });

  test('a private address gets nothing, unless it is allowed', async () => {
    const { receiver, server } = await setUpReceiver(type, { allowPrivate: false });
    const expected = { outcome: 'giveUp', why: 'privateAddress' };
    expect(await receiver.send(pageOf(), 'msg_1', never())).toEqual(expected);
    expect(server.received).toEqual([]);
  });

  test('a stop ends it, and nothing is thrown', async () => {
    const { receiver, server } = await setUpReceiver(type);
    server.failWith('silence');
    const stopping = new AbortController();
    const sent = receiver.send(pageOf(), 'msg_1', stopping.signal);
    await expect.poll(() => server.received.length).toBe(1);
    stopping.abort();
    expect(await sent).toEqual({ outcome: 'retry', why: 'unreachable', afterMs: null });
  });

  test('no secret and no address is in what it answers', async () => {
    const { receiver, server, secrets } = await setUpReceiver(type, { timeoutMs: 50 });
    const outcomes: PageOutcome[] = [];
    const echo = { headers: { location: server.url, 'retry-after': secrets.join() }, body: secrets.join() };
    for (const trouble of [
      { status: 302, ...echo },
      { status: 429, ...echo },
      { status: 400, ...echo },
    ] as const) {
      server.failWith(trouble);
      outcomes.push(await receiver.send(pageOf(), 'msg_1', never()));
    }
    server.failWith('silence');
    outcomes.push(await receiver.send(pageOf(), 'msg_1', never()));
    expect(secrets.length).toBeGreaterThan(0);
    for (const secret of [...secrets, server.url, '127.0.0.1'])
      expect(JSON.stringify([...outcomes, receiver])).not.toContain(secret);
  });
});

/** Where each receiver has the key, or what it makes of it. */
function keyIn({ headers, body }: Received): string {
  const one: unknown = Array.isArray(body) ? body[0] : body;
  const [, found = ''] =
    /"(?:key|dedup_key|deduplication_key|groupKey|incident)":"([^"]+)"/.exec(JSON.stringify(one)) ?? [];
  return headers['x-sequence-id']?.toString() ?? found;
}
