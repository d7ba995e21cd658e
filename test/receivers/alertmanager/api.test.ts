import { expect, test } from 'vitest';
import { startLocalAlertmanager } from '../../../sandbox/receivers/localAlertmanager.ts';
import { ENGLISH } from '../../../src/discord/words/language.ts';
import type { Page } from '../../../src/monitor/ports/outsideReceiver.ts';
import { DAY } from '../../../src/monitor/time.ts';
import { alertmanagerApi } from '../../../src/receivers/alertmanager/api.ts';
import { receiverOf } from '../../fixtures/outsideReceivers.ts';
import { acknowledged, OPENED_AT, PAGE_KEY, pageOf, resolved, SENT_AT } from '../../fixtures/pages.ts';
import { test as withServer } from '../../fixtures/test.ts';

const requestOf = (page: Page, now = SENT_AT, url = 'https://alertmanager.example/base/') =>
  alertmanagerApi({ url }, ENGLISH).requestOf(page, 'msg_1', now);
const alertsOf = (page: Page, now?: number) => JSON.parse(requestOf(page, now)?.body ?? '');

const LABELS = {
  alertname: 'CaptchaaiBalance',
  severity: 'critical',
  kind: 'balance',
  subject: 'main',
  incident: PAGE_KEY,
};

test('a trigger fires for a week, and a critical one ends its warning', () => {
  expect(requestOf(pageOf())?.url).toBe('https://alertmanager.example/base/api/v2/alerts');
  const common = { annotations: expect.any(Object), startsAt: '2026-11-29T03:00:00.000Z' };
  expect(alertsOf(pageOf())).toEqual([
    { ...common, labels: LABELS, endsAt: new Date(SENT_AT + 7 * DAY).toISOString() },
    { ...common, labels: { ...LABELS, severity: 'warning' }, endsAt: new Date(SENT_AT).toISOString() },
  ]);
});

test('a warning ends nothing, and an end is the end of both', () => {
  const severities = (page: Page) =>
    alertsOf(page).map(({ labels }: { labels: { severity: string } }) => labels.severity);
  expect(severities(pageOf({ severity: 'warning' }))).toEqual(['warning']);
  expect(severities({ ...resolved(), severity: 'warning' })).toEqual(['critical', 'warning']);
});

test('no alert ends before it begins, whatever the clock says', () => {
  const ends = alertsOf(resolved(), OPENED_AT - 1).map(({ endsAt }: { endsAt: string }) => Date.parse(endsAt));
  expect(ends).toEqual([OPENED_AT, OPENED_AT]);
});

test('it knows no acknowledgement', () => expect(requestOf(acknowledged())).toBeNull());

withServer('an incident that gets worse is one at any time, and ends', async ({ onTestFinished }) => {
  const server = await startLocalAlertmanager();
  onTestFinished(() => server.stop());
  const { url, token } = server;
  const receiver = receiverOf({ type: 'alertmanager', url, token });
  const firing: (string | undefined)[][] = [];
  for (const page of [pageOf({ severity: 'warning' }), pageOf(), resolved()]) {
    expect(await receiver.send(page, 'msg_1', new AbortController().signal)).toEqual({ outcome: 'delivered' });
    firing.push(server.firing(SENT_AT).map(({ labels }) => labels['severity']));
  }
  expect(firing).toEqual([['warning'], ['critical'], []]);
});
