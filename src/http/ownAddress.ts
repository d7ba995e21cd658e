import { isIPv6 } from 'node:net';

/** As people write it, such as `[::1]:8787`. */
export function hostAndPort(host: string, port: number): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

/** Where a program on the same machine reaches a server that listens on a host, which may be one that stands for all addresses. */
export function ownAddress(host: string, port: number): string {
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `http://${hostAndPort(reachable, port)}`;
}
