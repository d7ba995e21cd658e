import { z } from 'zod';

/** Text of one form. The sentence says what it must be, also for a value that is not text. */
export function textLike(form: RegExp, sentence: string): z.ZodString {
  return z.string(sentence).regex(form, sentence);
}

/** Names stand in messages, in metrics and in addresses. */
export const name = textLike(
  /^[a-z][a-z0-9-]{0,31}$/,
  'must be a name such as shop: up to 32 small letters, digits and hyphens, a letter first',
);

export const snowflake = textLike(
  /^\d{17,20}$/,
  'must be a Discord id in quotes: 17 to 20 digits, such as "123456789012345678"',
);
