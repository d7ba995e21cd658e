import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../../sandbox/freePort.ts';
import { startLocalWebhook } from '../../../sandbox/receivers/localWebhook.ts';
import { createDeadline } from '../../../src/cli/doctor/deadline.ts';
import { checkReceivers } from '../../../src/cli/doctor/receivers.ts';
import type { ReceiverConfig } from '../../../src/config/receiverConfig.ts';

const check = async (url: string, allowPrivate = true) => {
  const receiver: ReceiverConfig = {
    name: 'hook',
    from: 'critical',
    guildIds: null,
    allowPrivate,
    target: { type: 'webhook', url, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
  };
  const [finding] = await checkReceivers([receiver], createDeadline({ callMs: 2_000, allMs: 3_000 }));
  return [finding?.mark, finding?.text];
};

test('a receiver whose server answers is fine, and gets no page', async () => {
  const hook = await startLocalWebhook();
  onTestFinished(() => hook.stop());
  expect(await check(hook.events)).toEqual([
    'ok',
    'the server of hook (a signed webhook) answers; whether it takes messages, /test in Discord shows.',
  ]);
  expect(hook.received.map(({ method, path, text }) => [method, path, text])).toEqual([['GET', '/', '']]);
});

test('one that cannot be reached is named, without anything of its address', async () => {
  const port = await freePort();
  const [mark, text] = await check(`http://127.0.0.1:${port}/hooks/a-secret-part`);
  expect(mark).toBe('warning');
  expect(text).toMatch(
    /^the server of hook \(a signed webhook\) cannot be reached \(ECONNREFUSED\): check its address/,
  );
  expect(text).not.toMatch(/127|secret-part/);
});

test.each(['http://127.0.0.1:9/', 'http://[::1]:9/', 'http://localhost:9/', 'http://169.254.169.254/'])(
  '%s is not called where private addresses are not allowed',
  async (url) => {
    expect(await check(url, false)).toEqual([
      'warning',
      'hook (a signed webhook) is in a private network, so nothing is sent there: add allowPrivate: true where that is meant.',
    ]);
  },
);

test('without receivers there is nothing to say', async () => {
  expect(await checkReceivers([], createDeadline({ callMs: 10, allMs: 10 }))).toEqual([]);
});
