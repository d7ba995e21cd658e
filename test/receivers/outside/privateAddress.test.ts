import { describe, expect, test } from 'vitest';
import { isPrivateAddress } from '../../../src/receivers/outside/privateAddress.ts';

/** Each network: the address before it, its first, its last, and the one after it. */
const EDGES: readonly (readonly [before: string | null, first: string, last: string, after: string | null])[] = [
  [null, '0.0.0.0', '0.255.255.255', '1.0.0.0'],
  ['9.255.255.255', '10.0.0.0', '10.255.255.255', '11.0.0.0'],
  ['100.63.255.255', '100.64.0.0', '100.127.255.255', '100.128.0.0'],
  ['126.255.255.255', '127.0.0.0', '127.255.255.255', '128.0.0.0'],
  ['169.253.255.255', '169.254.0.0', '169.254.255.255', '169.255.0.0'],
  ['172.15.255.255', '172.16.0.0', '172.31.255.255', '172.32.0.0'],
  ['192.167.255.255', '192.168.0.0', '192.168.255.255', '192.169.0.0'],
  ['198.17.255.255', '198.18.0.0', '198.19.255.255', '198.20.0.0'],
  ['223.255.255.255', '224.0.0.0', '255.255.255.255', null],
  ['fbff:ffff::1', 'fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'fe00::'],
  ['fe7f:ffff::1', 'fe80::', 'feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', null],
  [null, 'ff00::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', null],
];

describe('the edges of private networks', () => {
  test.each(EDGES)('%s | %s … %s | %s', (before, first, last, after) => {
    expect([first, last].map(isPrivateAddress)).toEqual([true, true]);
    const outside = [before, after].filter((address) => address !== null);
    expect(outside.filter(isPrivateAddress)).toEqual([]);
  });
});

test.each([
  ['this machine', '::1'],
  ['no address', '::'],
  ['cloud metadata', '169.254.169.254'],
  ['cloud metadata, mapped', '::ffff:169.254.169.254'],
  ['mapped, in hexadecimal', '::ffff:7f00:1'],
  ['compatible', '::7f00:1'],
  ['by NAT64', '64:ff9b::a00:1'],
  ['by 6to4', '2002:a00:1::'],
  ['by 6to4, a network within', '2002:c0a8:101:7::1'],
  ['with a zone', 'fe80::1%eth0'],
])('%s is private: %s', (_what, address) => expect(isPrivateAddress(address)).toBe(true));

test.each(['8.8.8.8', '2606:4700:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808', '2002:808:808::1'])(
  '%s is not',
  (address) => expect(isPrivateAddress(address)).toBe(false),
);
