import { expect, test } from 'vitest';
import { ENGLISH } from '../../../src/discord/words/language.ts';
import type { Page } from '../../../src/monitor/ports/outsideReceiver.ts';
import { incidentio } from '../../../src/receivers/incidentio/incidentio.ts';
import { acknowledged, PAGE_KEY, pageOf, resolved, SENT_AT } from '../../fixtures/pages.ts';

const requestOf = (page: Page) =>
  incidentio({ url: 'https://api.incident.io/v2/alert_events/http/01G', token: 'a-token' }, ENGLISH).requestOf(
    page,
    'msg_1',
    SENT_AT,
  );
const bodyOf = (page: Page) => JSON.parse(requestOf(page)?.body ?? '');

test('a trigger is an alert that fires', () => {
  expect(requestOf(pageOf())?.headers).toEqual({ authorization: 'Bearer a-token' });
  expect(bodyOf(pageOf())).toEqual({
    title: '💰 Balance Alert',
    status: 'firing',
    deduplication_key: PAGE_KEY,
    description: expect.stringMatching(/^CaptchaAI balance is \$1\.42 {2}\nThreshold: \$10\.00 {2}\n/),
    metadata: { kind: 'balance', severity: 'critical', subject: 'main', opened_at: '2026-11-29T03:00:00.000Z' },
  });
});

test('an end is the same alert, resolved', () => {
  expect(bodyOf(resolved())).toMatchObject({
    title: '💰 Balance Alert (over)',
    status: 'resolved',
    deduplication_key: PAGE_KEY,
    metadata: { ended_at: '2026-11-29T03:25:00.000Z' },
  });
});

test('a test says that it is one', () => {
  expect(bodyOf(pageOf({ isTest: true, subject: null })).metadata).toEqual({
    kind: 'balance',
    severity: 'critical',
    opened_at: '2026-11-29T03:00:00.000Z',
    test: true,
  });
});

test('it knows no acknowledgement', () => expect(requestOf(acknowledged())).toBeNull());

test('no error code becomes a link, a picture or a tag', () => {
  const byCode = [{ code: '![x](https://evil.example) <img> *y* \\', count: 1 }];
  const { description } = bodyOf(pageOf({ facts: { kind: 'errors', failed: 1, total: 2, windowMs: 60_000, byCode } }));
  expect(description).toContain('!\\[x\\](https://evil.example) \\<img\\> \\*y\\* \\\\');
});
