/** What stands between the parts of an address. */
const BETWEEN = /[/?&=#]/;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** Drawn by chance: words and names of checks have no digit in them, or are in small letters with dashes. */
const RANDOM = /^(?=.*\d)(?:[A-Za-z\d]{10,}|(?=.*[a-z])(?=.*[A-Z])[\w-]{16,})$/;

/**
 * What must be seen nowhere of an address that is a secret: all of it, and the parts that were drawn by chance. The rest are words such
 * as `api`, which stand in any text.
 */
export function addressSecrets(address: string): readonly string[] {
  const parts = address.split(BETWEEN);
  const pushToken = parts[parts.indexOf('push') + 1];
  const isSecret = (part: string) =>
    UUID.test(part) || RANDOM.test(part) || (parts.includes('push') && part === pushToken);
  return [address, ...new Set(parts.filter(isSecret))].filter(Boolean);
}
