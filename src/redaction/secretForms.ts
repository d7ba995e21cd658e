/** A spelling of a secret, and how many characters in a row of it nobody may see. */
export interface SecretForm {
  readonly text: string;
  readonly shortest: number;
}

/** So many characters of a key are a clue; fewer stand in any text by chance. */
export const SHORTEST_PIECE = 8;
/** What eight bytes become for certain, whatever stands before and after them. */
const SHORTEST_BASE64 = 10;
const SHORTEST_HEX = 2 * SHORTEST_PIECE;
/** A password that is a word and little else: pieces of it stand in everyday text, so only all of it is hidden. */
const WORD = /^(?:[a-z]+|[A-Z][a-z]*|[A-Z]+)[^A-Za-z]{0,4}$/;
const LONGEST_WORD = 15;

/** How a secret may stand in a text, apart from the escapes of addresses and JSON. */
export function secretForms(secret: string): readonly SecretForm[] {
  const isOneThing = isWord(secret) || secret.includes('://') || secret.length < SHORTEST_PIECE;
  const form = (text: string, shortest: number) => ({ text, shortest: isOneThing ? text.length : shortest });
  if (secret.length < SHORTEST_PIECE) return secret === '' ? [] : [form(secret, secret.length)];
  return [
    form(secret, SHORTEST_PIECE),
    form(Buffer.from(secret).toString('hex'), SHORTEST_HEX),
    ...base64Forms(secret).map((text) => form(text, SHORTEST_BASE64)),
  ];
}

function isWord(secret: string): boolean {
  return secret.length <= LONGEST_WORD && WORD.test(secret);
}

/** In base64 a text looks different after one, two or three other bytes; what its neighbours change is left out. */
function base64Forms(secret: string): readonly string[] {
  const forms = [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const [from, to] = [Math.ceil((before * 4) / 3), Math.floor((bytes.length * 4) / 3)];
    return [bytes.toString('base64').slice(from, to), bytes.toString('base64url').slice(from, to)];
  });
  return [...new Set(forms)];
}
