import { expect, test } from 'vitest';
import { ENGLISH } from '../../../src/discord/words/language.ts';
import type { Page } from '../../../src/monitor/ports/outsideReceiver.ts';
import { alertmanagerWebhook } from '../../../src/receivers/alertmanager/webhookV4.ts';
import { acknowledged, PAGE_KEY, pageOf, resolved, SENT_AT } from '../../fixtures/pages.ts';

const URL = 'https://oncall.example/alerts';
const requestOf = (page: Page, token?: string) =>
  alertmanagerWebhook({ name: 'pager', url: URL, ...(token === undefined ? {} : { token }) }, ENGLISH).requestOf(
    page,
    'msg_1',
    SENT_AT,
  );
const bodyOf = (page: Page) => JSON.parse(requestOf(page)?.body ?? '');

const LABELS = {
  alertname: 'CaptchaaiBalance',
  severity: 'critical',
  kind: 'balance',
  subject: 'main',
  incident: PAGE_KEY,
};

test('a trigger is a group of one that fires', () => {
  const annotations = {
    summary: '💰 Balance Alert (main): CaptchaAI balance is $1.42',
    description: expect.stringMatching(/^CaptchaAI balance is \$1\.42\nThreshold: \$10\.00\n/),
  };
  expect(bodyOf(pageOf())).toEqual({
    version: '4',
    groupKey: PAGE_KEY,
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'pager',
    groupLabels: LABELS,
    commonLabels: LABELS,
    commonAnnotations: annotations,
    externalURL: '',
    alerts: [
      {
        status: 'firing',
        labels: LABELS,
        annotations,
        startsAt: '2026-11-29T03:00:00.000Z',
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: '',
        fingerprint: expect.stringMatching(/^[\da-f]{16}$/),
      },
    ],
  });
});

test('an end is the same group, resolved', () => {
  const [before, after] = [bodyOf(pageOf()), bodyOf(resolved())];
  expect(after).toMatchObject({ status: 'resolved', groupKey: PAGE_KEY, groupLabels: LABELS });
  expect(after.alerts).toMatchObject([{ status: 'resolved', endsAt: '2026-11-29T03:25:00.000Z' }]);
  expect(after.alerts[0].fingerprint).toBe(before.alerts[0].fingerprint);
});

test('an incident that gets worse keeps its fingerprint, and another one has its own', () => {
  const fingerprint = (page: Page) => bodyOf(page).alerts[0].fingerprint;
  expect(fingerprint(pageOf({ severity: 'warning' }))).toBe(fingerprint(pageOf()));
  expect(fingerprint(pageOf({ key: `${PAGE_KEY}/critical` }))).not.toBe(fingerprint(pageOf()));
});

test('it knows no acknowledgement', () => expect(requestOf(acknowledged())).toBeNull());

test('the token is shown where there is one', () => {
  expect(requestOf(pageOf())?.headers).toEqual({});
  expect(requestOf(pageOf(), 'a-token')?.headers).toEqual({ authorization: 'Bearer a-token' });
});
