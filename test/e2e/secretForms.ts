/** A secret in every form in which it may stand in a text; all in small letters, as whoever repeats it may change them. */
export function formsOf(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  const forms = [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    encodeURIComponent(secret),
    encodeURIComponent(encodeURIComponent(secret)),
    new URLSearchParams({ s: secret }).toString().slice(2),
    secret.replace(/[&<>"]/g, (character) => escapes[character] ?? character),
    Buffer.from(secret).toString('hex'),
    ...base64Forms(secret),
  ];
  return [...new Set(forms.map((form) => form.toLowerCase()))];
}

/** Every eight characters in a row of a secret, in small letters. */
export function piecesOf(secret: string): readonly string[] {
  return Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8).toLowerCase());
}

/** In base64 a text looks different after one, two or three other bytes; what its neighbours change is left out. */
function base64Forms(secret: string): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.from(' '.repeat(before) + secret).toString('base64');
    const certain = whole.slice(Math.ceil((before * 4) / 3), -4);
    return [certain, certain.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
