const DEFAULT_PORT = '5432';
const SHORTEST_SECRET = 4;

/** Whether a place of a database is an address of PostgreSQL, and not a file. */
export function isPostgresUrl(location: string): boolean {
  return /^postgres(?:ql)?:\/\//i.test(location);
}

/** Whether the address says all that is needed to connect. */
export function isUsablePostgresUrl(text: string): boolean {
  if (!isPostgresUrl(text) || !URL.canParse(text)) return false;
  const { hostname, pathname, username, password } = new URL(text);
  return hostname !== '' && /^\/[^/]+$/.test(pathname) && [pathname, username, password].every(isEncoded);
}

/** Which database it is, without who connects and how. */
export function postgresName(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `"${decodeURIComponent(pathname.slice(1))}" on ${hostname}:${port || DEFAULT_PORT}`;
}

/** What of an address must never be shown: all of it, and its passwords, also where the address cannot be used. */
export function postgresSecrets(url: string): readonly string[] {
  const [, inAddress = ''] = /^[a-z]+:\/\/[^:@/]*:(.*)@/i.exec(url) ?? [];
  const inQuery = [...url.matchAll(/[?&](?:ssl)?password=([^&#]*)/gi)].map(([, password = '']) => password);
  const passwords = [inAddress, ...inQuery].flatMap((password) => [password, decoded(password)]);
  // Hiding a shorter one would hide half of every line.
  return [...new Set([url, ...passwords.filter(({ length }) => length >= SHORTEST_SECRET)])];
}

function decoded(part: string): string {
  return isEncoded(part) ? decodeURIComponent(part) : part;
}

function isEncoded(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}
