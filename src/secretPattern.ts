/**
 * Finds secrets in text in whatever form they got there: each character may stand as it is, escaped by JSON (also more
 * than once, as JSON in JSON is) or percent-encoded, because addresses, forms and bodies each escape others. Null if
 * there is nothing to find.
 */
export function secretPattern(secrets: readonly string[]): RegExp | null {
  const forms = secrets
    .filter((secret) => secret.length > 0)
    // The longest first, so that of a secret that begins with another nothing is left over.
    .toSorted((a, b) => b.length - a.length)
    .map((secret) => [...secret].map(anyForm).join(''));
  return forms.length === 0 ? null : new RegExp(forms.join('|'), 'gu');
}

/** Puts `[secret]` in the place of every secret in a text. */
export function createHider(secrets: readonly string[]): (text: string) => string {
  const pattern = secretPattern(secrets);
  return pattern === null ? (text) => text : (text) => text.replace(pattern, '[secret]');
}

function anyForm(character: string): string {
  const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i));
  const escaped = units.map((unit) => `\\\\{1,8}u${anyCase(hex(unit, 4))}`).join('');
  const percent = [...new TextEncoder().encode(character)]
    .map((byte) => `%(?:25){0,3}${anyCase(hex(byte, 2))}`)
    .join('');
  return `(?:${literal(character)}|${percent}|${escaped})`;
}

function literal(character: string): string {
  if (character === '\\') return '\\\\{1,8}';
  if (character === '"') return '\\\\{0,8}"';
  return `\\u{${hex(character.codePointAt(0) ?? 0, 1)}}`;
}

function anyCase(digits: string): string {
  return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function hex(value: number, length: number): string {
  return value.toString(16).padStart(length, '0');
}
