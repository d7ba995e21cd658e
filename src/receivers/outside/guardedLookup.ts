import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { isPrivateAddress } from './privateAddress.ts';

/** All addresses of a host. */
export type ResolveHost = (hostname: string) => Promise<readonly LookupAddress[]>;

export const resolveHost: ResolveHost = (hostname) => lookup(hostname, { all: true });

/** A host is, or resolves to, an address of a private network. Holds no address. */
export class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress';
}

/** For a connection: what was looked at is what is connected to, so that a name cannot mean something else a moment later. */
export function guardedLookup(resolve: ResolveHost): LookupFunction {
  return (hostname, { all }, done) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (addresses.some(({ address }) => isPrivateAddress(address))) done(new PrivateAddress(), '');
        else if (first === undefined) done(new Error('no address'), '');
        else if (all === true) done(null, [...addresses]);
        else done(null, first.address, first.family);
      },
      (err: NodeJS.ErrnoException) => done(err, ''),
    );
  };
}
