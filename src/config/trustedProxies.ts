import { isIP } from 'node:net';
import { z } from 'zod';

/** Names that Fastify has for networks of one's own. */
const NAMED: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);
/** The largest networks that belong to one owner: 10.0.0.0/8 and fc00::/7. */
const WIDEST: Readonly<Record<number, number>> = { 4: 8, 6: 7 };
const LONGEST: Readonly<Record<number, number>> = { 4: 32, 6: 128 };

const WRONG =
  'must be the addresses or networks of your reverse proxies, separated by commas, such as 127.0.0.1, 10.0.0.0/8. A range of all addresses is not allowed: every caller could then claim any address';

/** Addresses and networks whose `X-Forwarded-For` counts. */
export const TrustedProxies = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .pipe(z.array(z.string().refine(isTrustable, WRONG)))
  .default([]);

function isTrustable(entry: string): boolean {
  if (NAMED.has(entry)) return true;
  const [address = '', prefix, ...more] = entry.split('/');
  const version = isIP(address);
  // Of IPv4 written as IPv6, ::ffff:0:0/96 is everybody.
  if (version === 0 || more.length > 0 || /^::ffff:|%/i.test(address)) return false;
  const bits = prefix === undefined ? LONGEST[version] : Number(/^\d{1,3}$/.test(prefix) ? prefix : Number.NaN);
  return bits !== undefined && bits >= (WIDEST[version] ?? 0) && bits <= (LONGEST[version] ?? 0);
}
