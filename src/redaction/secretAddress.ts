/** An address of this machine, to which nothing travels over a network. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** What may follow the path of an address, and what to say of one where something else does. */
export interface AllowedQuery {
  readonly form: RegExp;
  readonly words: string;
}

export const ANY_QUERY: AllowedQuery = { form: /^\?[^#]*$/, words: 'must have no "#" in it' };
const NO_QUERY: AllowedQuery = { form: /^$/, words: 'must have no "?" and no "#" in it' };

/**
 * What is wrong with an address to which a secret is sent, without repeating anything of it; null where nothing is. Without TLS everybody on
 * the way reads along, and what stands before the host or after the path would be one more secret, where nobody expects any.
 */
export function secretAddressProblem(address: string, allowed = NO_QUERY): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, username, password } = new URL(address);
  if (protocol === 'http:' && !LOOPBACK.test(hostname)) {
    return 'must begin with https://, because a secret is sent to it; http:// is for this machine alone, such as http://127.0.0.1';
  }
  if (username !== '' || password !== '') return 'must have neither a user nor a password before the host';
  const query = /[?#].*$/s.exec(address)?.[0] ?? '';
  return query === '' || allowed.form.test(query) ? null : allowed.words;
}
