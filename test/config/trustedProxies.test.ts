import { expect, test } from 'vitest';
import { TrustedProxies } from '../../src/config/trustedProxies.ts';

test.each([
  [undefined, []],
  ['127.0.0.1', ['127.0.0.1']],
  ['127.0.0.1, 10.0.0.0/8  ::1,fd00::/8', ['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8']],
  ['loopback,uniquelocal', ['loopback', 'uniquelocal']],
  ['192.0.2.7/32, fc00::/7, 2001:db8::1/128', ['192.0.2.7/32', 'fc00::/7', '2001:db8::1/128']],
])('%s can be trusted', (text, proxies) => {
  expect(TrustedProxies.parse(text)).toEqual(proxies);
});

test.each([
  'true',
  'all',
  '*',
  '1',
  'nginx',
  '0.0.0.0/0',
  '::/0',
  '0.0.0.0/1, 128.0.0.0/1',
  '10.0.0.0/7',
  'fc00::/6',
  '::ffff:0:0/96',
  '10.0.0.0/33',
  '10.0.0.0/-1',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  '10.0.0/8',
  '127.0.0.1, everybody',
])('%s is refused with a sentence', (text) => {
  const { error } = TrustedProxies.safeParse(text);
  expect(error?.issues[0]?.message).toMatch(
    /^must be the addresses .* such as 127\.0\.0\.1, 10\.0\.0\.0\/8\. A range of all addresses is not allowed/,
  );
});
