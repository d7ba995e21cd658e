/** Whose address it is, by its path; `other`: Healthchecks, or any service that takes a plain GET. */
export type HeartbeatForm = 'uptimeKuma' | 'gatus' | 'other';

/** The request that a heartbeat is. */
export interface HeartbeatTarget {
  readonly form: HeartbeatForm;
  readonly method: 'GET' | 'POST';
  /** With what the form wants in its query. A secret. */
  readonly url: string;
  /** Sent as `Authorization: Bearer`; null: nothing is. */
  readonly token: string | null;
}

/** https://github.com/louislam/uptime-kuma/wiki/Push */
const UPTIME_KUMA = /\/api\/push\/[^/]+\/?$/;
/** https://github.com/TwiN/gatus#external-endpoints */
const GATUS = /\/api\/v1\/endpoints\/[^/]+\/external\/?$/;

/** What the address that Uptime Kuma shows has; an empty ping is one that was not measured. */
const KUMA_QUERY = { status: 'up', msg: 'OK', ping: '' };
const GATUS_QUERY = { success: 'true' };

export function heartbeatForm(address: string): HeartbeatForm {
  const { pathname } = new URL(address);
  if (UPTIME_KUMA.test(pathname)) return 'uptimeKuma';
  return GATUS.test(pathname) ? 'gatus' : 'other';
}

/** The request for an address that can be read. */
export function heartbeatTarget(address: string, token: string | null): HeartbeatTarget {
  const form = heartbeatForm(address);
  if (form === 'uptimeKuma') return { form, method: 'GET', url: withQuery(address, KUMA_QUERY), token };
  if (form === 'gatus') return { form, method: 'POST', url: withQuery(address, GATUS_QUERY), token };
  return { form, method: 'GET', url: address, token };
}

/** Adds what is missing. */
function withQuery(address: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  }
  return url.href;
}
