import { describe, expect, test } from 'vitest';
import { ENGLISH } from '../../../src/discord/words/language.ts';
import { languageOf } from '../../../src/discord/words/languages.ts';
import { signedHeaders } from '../../../src/receivers/webhook/sign.ts';
import { webhook } from '../../../src/receivers/webhook/webhook.ts';
import { receiverOf, setUpReceiver } from '../../fixtures/outsideReceivers.ts';
import { PAGE_KEY, pageOf, resolved, SENT_AT } from '../../fixtures/pages.ts';

describe('the signature', () => {
  // The example of the specification's own libraries.
  const EXAMPLE = ['msg_p5jXN8AQM9LWM0D4loKWxJek', '{"test": 2432232314}'] as const;
  const SECRET = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const AT = 1_614_265_330_000;

  test.each([SECRET, `whsec_${SECRET}`])('is that of Standard Webhooks, with %s', (secret) => {
    expect(signedHeaders(...EXAMPLE, secret, AT)).toEqual({
      'webhook-id': EXAMPLE[0],
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  test('covers id, time and body', () => {
    const signatureOf = (id: string, body: string, at: number) =>
      signedHeaders(id, body, SECRET, at)['webhook-signature'];
    const all = [
      signatureOf('msg_1', '{}', AT),
      signatureOf('msg_2', '{}', AT),
      signatureOf('msg_1', '[]', AT),
      signatureOf('msg_1', '{}', AT + 1_000),
    ];
    expect(new Set(all).size).toBe(4);
  });
});

describe('the message', () => {
  const bodyOf = (...[page]: Parameters<typeof pageOf>) => {
    const form = webhook({ url: 'https://hooks.example', secret: 'AAAA' }, ENGLISH);
    return JSON.parse(form.requestOf(pageOf(page), 'msg_1', SENT_AT)?.body ?? '');
  };

  test('of a trigger is our incident', () => {
    expect(bodyOf()).toEqual({
      event: 'trigger',
      key: PAGE_KEY,
      kind: 'balance',
      severity: 'critical',
      subject: 'main',
      title: '💰 Balance Alert',
      description: 'CaptchaAI balance is $1.42',
      facts: [
        { name: 'Threshold', value: '$10.00' },
        { name: 'Severity', value: 'ERROR' },
        { name: 'Action', value: expect.any(String) },
      ],
      openedAt: '2026-11-29T03:00:00.000Z',
      endedAt: null,
      isTest: false,
    });
  });

  test('of an end says when', () => {
    expect(bodyOf(resolved())).toMatchObject({ event: 'resolve', endedAt: '2026-11-29T03:25:00.000Z' });
  });

  test('of a test says that it is one', () => {
    expect(bodyOf({ isTest: true, severity: 'warning', subject: null })).toMatchObject({
      isTest: true,
      severity: 'warning',
      subject: null,
    });
  });

  test('is in the language that it is given', () => {
    const form = webhook({ url: 'https://hooks.example', secret: 'AAAA' }, languageOf('de'));
    const german = JSON.parse(form.requestOf(pageOf(), 'msg_1', SENT_AT)?.body ?? '');
    expect(german.title).not.toBe('💰 Balance Alert');
  });
});

test('the id is the same over attempts, the time is that of each', async () => {
  let now = SENT_AT;
  const { receiver, server } = await setUpReceiver('webhook', { clock: { now: () => now } });
  server.failWith({ status: 500 });
  await receiver.send(pageOf(), 'msg_1', new AbortController().signal);
  now += 60_000;
  server.heal();
  expect(await receiver.send(pageOf(), 'msg_1', new AbortController().signal)).toEqual({ outcome: 'delivered' });
  const heads = server.received.map(({ headers }) => [headers['webhook-id'], Number(headers['webhook-timestamp'])]);
  expect(heads).toEqual([
    ['msg_1', SENT_AT / 1_000],
    ['msg_1', SENT_AT / 1_000 + 60],
  ]);
});

test('a message with another secret is refused, and not tried again', async () => {
  const { server } = await setUpReceiver('webhook');
  const other = receiverOf({ type: 'webhook', url: `${server.url}/hooks/captcha`, secret: 'b3RoZXItc2VjcmV0' });
  expect(await other.send(pageOf(), 'msg_1', new AbortController().signal)).toEqual({
    outcome: 'giveUp',
    why: 'unauthorized',
    status: 401,
  });
});
