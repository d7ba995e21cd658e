import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startLocalPagerDuty } from '../../../sandbox/receivers/localPagerDuty.ts';
import { ENGLISH } from '../../../src/discord/words/language.ts';
import type { Page } from '../../../src/monitor/ports/outsideReceiver.ts';
import { PAGERDUTY_EVENTS, pagerduty } from '../../../src/receivers/pagerduty/pagerduty.ts';
import { awkwardText } from '../../fixtures/awkwardText.ts';
import { receiverOf } from '../../fixtures/outsideReceivers.ts';
import { acknowledged, PAGE_KEY, pageOf, resolved, SENT_AT } from '../../fixtures/pages.ts';
import { test as withServer } from '../../fixtures/test.ts';

const ROUTING_KEY = 'R0123456789abcdefR0123456789abcd';
const requestOf = (page: Page) => pagerduty({ routingKey: ROUTING_KEY }, ENGLISH).requestOf(page, 'msg_1', SENT_AT);
const bodyOf = (page: Page) => JSON.parse(requestOf(page)?.body ?? '');

describe('the events', () => {
  test('a trigger has the whole alert', () => {
    expect(requestOf(pageOf())?.url).toBe(PAGERDUTY_EVENTS);
    expect(bodyOf(pageOf())).toEqual({
      routing_key: ROUTING_KEY,
      event_action: 'trigger',
      dedup_key: PAGE_KEY,
      client: 'CaptchaAI Pipeline Monitor',
      payload: {
        summary: '💰 Balance Alert (main): CaptchaAI balance is $1.42',
        source: 'main',
        severity: 'critical',
        timestamp: '2026-11-29T03:00:00.000Z',
        class: 'balance',
        component: 'main',
        custom_details: {
          description: 'CaptchaAI balance is $1.42',
          Threshold: '$10.00',
          Severity: 'ERROR',
          Action: expect.any(String),
        },
      },
    });
  });

  test.each([acknowledged(), resolved()])('of the rest only the key is sent', (page) => {
    expect(bodyOf(page)).toEqual({ routing_key: ROUTING_KEY, event_action: page.event, dedup_key: PAGE_KEY });
  });

  test('a warning is one there, and a test says so', () => {
    const { payload } = bodyOf(pageOf({ severity: 'warning', isTest: true, subject: null }));
    expect(payload).toMatchObject({ severity: 'warning', source: 'CaptchaAI Pipeline Monitor' });
    expect(payload.custom_details).toEqual({ description: expect.stringContaining('Nothing is wrong'), test: true });
    expect(payload).not.toHaveProperty('component');
  });
});

test('whatever the facts hold, the limits are kept', () => {
  const byCode = fc.array(fc.record({ code: awkwardText, count: fc.nat() }), { maxLength: 20 });
  fc.assert(
    fc.property(byCode, awkwardText, (codes, subject) => {
      const facts = { kind: 'errors', failed: 1, total: 2, windowMs: 60_000, byCode: codes } as const;
      const { body = '' } = requestOf(pageOf({ facts, subject })) ?? {};
      expect(Buffer.byteLength(body)).toBeLessThan(524_288);
      expect(JSON.parse(body).payload.summary.length).toBeLessThanOrEqual(1_024);
    }),
    { numRuns: 50 },
  );
  const { payload } = bodyOf(pageOf({ subject: 'x'.repeat(2_000) }));
  expect(payload.summary).toHaveLength(1_024);
});

describe('the local server behaves as documented', () => {
  const setUp = async (atEnd: (stop: () => Promise<void>) => void) => {
    const server = await startLocalPagerDuty();
    atEnd(() => server.stop());
    const { events: url, routingKey } = server;
    const receiver = receiverOf({ type: 'pagerduty', url, routingKey });
    const send = (page: Page) => receiver.send(page, 'msg_1', new AbortController().signal);
    return { server, send };
  };
  const states = ({ alerts }: { alerts: readonly { state: string }[] }) => alerts.map(({ state }) => state);

  withServer('an acknowledgement and an end without an open alert are dropped', async ({ onTestFinished }) => {
    const { server, send } = await setUp(onTestFinished);
    expect([await send(acknowledged()), await send(resolved())]).toEqual([
      { outcome: 'delivered' },
      { outcome: 'delivered' },
    ]);
    expect(server.alerts).toEqual([]);
  });

  withServer('a trigger joins the open alert, and after its end opens a new one', async ({ onTestFinished }) => {
    const { server, send } = await setUp(onTestFinished);
    for (const page of [pageOf(), acknowledged(), pageOf()]) await send(page);
    expect(states(server)).toEqual(['acknowledged']);
    for (const page of [resolved(), pageOf()]) await send(page);
    expect(states(server)).toEqual(['resolved', 'triggered']);
  });

  withServer('another key is another alert', async ({ onTestFinished }) => {
    const { server, send } = await setUp(onTestFinished);
    for (const page of [pageOf({ severity: 'warning' }), acknowledged()]) await send(page);
    await send(pageOf({ key: `${PAGE_KEY}/critical` }));
    expect(server.alerts.map(({ state, severity }) => `${state} ${severity}`)).toEqual([
      'acknowledged warning',
      'triggered critical',
    ]);
  });

  withServer('another routing key is refused', async ({ onTestFinished }) => {
    const { server } = await setUp(onTestFinished);
    const other = receiverOf({ type: 'pagerduty', url: server.events, routingKey: 'x'.repeat(32) });
    expect(await other.send(pageOf(), 'msg_1', new AbortController().signal)).toMatchObject({ why: 'rejected' });
  });
});
