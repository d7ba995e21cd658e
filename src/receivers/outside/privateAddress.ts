import { BlockList, isIP, isIPv4 } from 'node:net';

/** What is no host of the internet: https://www.iana.org/assignments/iana-ipv4-special-registry. Clouds keep their metadata in 169.254. */
const PRIVATE_V4: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
const PRIVATE_V6: readonly (readonly [network: string, bits: number])[] = [
  ['::', 128],
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

const PRIVATE = new BlockList();
for (const [network, bits] of PRIVATE_V6) PRIVATE.addSubnet(network, bits, 'ipv6');
for (const [network, bits] of PRIVATE_V4) {
  // It finds the mapped form, `::ffff:10.0.0.1`, by itself.
  PRIVATE.addSubnet(network, bits, 'ipv4');
  // The same host behind a translation: NAT64, the old compatible form, and 6to4.
  PRIVATE.addSubnet(`64:ff9b::${network}`, 96 + bits, 'ipv6');
  PRIVATE.addSubnet(`::${network}`, 96 + bits, 'ipv6');
  PRIVATE.addSubnet(`2002:${hexOf(network)}::`, 16 + bits, 'ipv6');
}

/** Whether an address belongs to this machine or to a private network. */
export function isPrivateAddress(address: string): boolean {
  return PRIVATE.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

/** The address that stands in the place of a host's name, and so is never looked up; null where it is a name. */
export function literalAddress(hostname: string): string | null {
  const literal = hostname.replace(/^\[|\]$/g, '');
  return isIP(literal) === 0 ? null : literal;
}

function hexOf(network: string): string {
  return Buffer.from(network.split('.').map(Number))
    .toString('hex')
    .replace(/(?<=^.{4})/, ':');
}
